import type { Catalogue } from './catalogue.ts'
import { inWords } from './moments.ts'

/** The composer in Spanish, as it is spoken in Mexico, with usted. */
export const es: Catalogue = {
  panel: 'Escribir a la redacción',
  leave: 'Salir rápido',
  leaveHint:
    '«Salir rápido», o la tecla Esc, quita lo escrito de la página y de la memoria que ella alcanza, y regresa al artículo. Regresar con el teléfono también lo quita, sin preguntar.',
  otherLanguage: 'English',
  demo: 'Demostración: los tiempos están acortados.',

  startTitle: 'Escríbale a la redacción',
  startLead:
    'No se pide cuenta, correo ni número. Lo que escriba se cifra en este teléfono y lo abre la redacción. Antes de empezar, conviene saber quién alcanza a ver qué.',
  watchersTitle: 'Quién alcanza a ver qué',
  watchers: [
    [
      'La compañía telefónica o el dueño del wifi',
      've que este teléfono entró al sitio, a qué hora y cuánto tiempo. No ve si usted escribe o nada más lee, porque la página de cualquier lector manda lo mismo. Pero quedarse mucho, o venir nada más a escribir, llama la atención: ayuda entrar a leer también otros días, y escribir en visitas cortas.',
    ],
    [
      'El servidor, y quien pueda obligar a su dueño',
      've la dirección de internet de cada visita. No puede leer lo que se escribe ni saber, por lo que mandan las páginas, quién escribió.',
    ],
    [
      'Quien le quite el teléfono',
      'puede ver en el historial que visitó un sitio de noticias, y cuánto tiempo. Esta página no guarda su texto ni sus palabras. Pero algo puede quedar en lo que aprende el teclado, en lo que se copia y pega, en la imagen que el teléfono toma de la pantalla al cambiar de aplicación, o en la página si la deja abierta. En una computadora, Firefox apunta cuántas teclas se oprimieron en cada página de su historial, y Chrome, cuántas veces se recorrió: antes de escribir, recorra el artículo como quien lo lee.',
    ],
    [
      'La aplicación en que abrió esta página',
      'puede leer lo que usted escriba, si es un chat o una red social que abre las páginas por dentro, o un navegador que las arma en sus propios servidores, como Opera Mini. Mejor ábrala en el navegador del teléfono.',
    ],
    [
      'Quien altere esta página',
      'puede leer todo lo que usted escriba: si alguien controla el servidor y le entrega a usted una página cambiada, desde aquí no hay manera de notarlo.',
    ],
    [
      'Quien use una computadora de la redacción ya abierta',
      'puede leer lo mismo que la redacción.',
    ],
    [
      'Quien conozca su pueblo',
      'puede darse cuenta de quién escribe por lo que se cuenta. Piense qué detalles sólo sabe usted.',
    ],
  ],
  privateTab:
    'En una pestaña de incógnito la visita no queda en el historial, y a muchos teclados se les pide que no aprendan. No cambia lo que ve la compañía telefónica.',
  firstTime: 'Es la primera vez que escribo',
  returning: 'Ya tengo mis ocho palabras',
  coverStopped:
    'Esta página ya no manda nada, así que desde ella no se puede escribir. Para escribir, vuelva a abrirla.',

  copyTitle: 'Desde aquí no se puede escribir',
  copyLead:
    'Ésta es una copia del periódico, puesta en otra dirección. Sirve para leer, pero no tiene manera de hacerle llegar nada a la redacción, así que esta página no manda nada.',
  copyHosts: 'Para escribirle a la redacción, abra el periódico en su propia dirección:',
  copyHostsUnknown: 'Esta copia no dice cuál es la dirección propia del periódico.',
  copyAltered:
    'Quien puso esta copia pudo cambiarla, también en esta parte: confirme la dirección por otro lado. Las que terminan en .onion se abren con el navegador Tor.',

  wordsTitle: 'Sus ocho palabras',
  wordsLead: 'Con ellas vuelve a esta conversación desde cualquier teléfono.',
  wordsComing: 'Se están sacando al azar…',
  wordsKey:
    'Son la única llave: quien las tenga puede leer las respuestas y escribir en su lugar, y si se olvidan, nadie las puede recuperar. La redacción tampoco.',
  wordsAdvice: [
    'Apréndaselas en este orden; ayuda armar con ellas un cuentito.',
    'No les tome foto ni las escriba en el teléfono.',
    'Si las apunta, que sea a mano en un papel, y destrúyalo en cuanto se las sepa.',
  ],
  wordsList: 'Ocho palabras, en orden',
  wordsLearnt: 'Ya me las sé',
  wordsAgain: 'Ver otra vez las palabras',

  exerciseTitle: 'Repaso',
  exerciseLead: 'Tres preguntas rápidas. No use el teclado del teléfono: toque aquí las letras.',
  exerciseQuestion: (position) => `¿Cuál es la palabra ${position}?`,
  exerciseWrong: (position) =>
    `Ésa no es la palabra ${position}. Pruebe otra vez o véalas de nuevo.`,
  exerciseDone: 'Se las sabe. Abriendo la conversación…',

  returningTitle: 'Ingrese sus ocho palabras',
  returningLead: 'Toque aquí las letras; el teclado del teléfono podría guardarlas.',
  wordPosition: 'Palabra ',
  wordEmpty: 'vacía',
  parityWrong:
    'Una palabra no es la correcta, o dos están cambiadas de lugar. No se ha enviado nada. Toque la que quiera corregir.',
  opening: 'Abriendo la conversación. Puede tardar unos segundos.',
  openingFailed:
    'A este teléfono no le alcanzó la memoria para abrir la conversación. Cierre otras aplicaciones y pruebe otra vez.',
  tryAgain: 'Probar otra vez',
  startOver: 'Volver al principio',

  letters: 'Letras',
  eraseLetter: 'Borrar letra',
  candidates: 'Palabras posibles',
  wordListLanguage: 'Idioma de las palabras',
  pickLetters: 'Toque las primeras letras.',
  candidateCount: (count) => `${count} palabras posibles`,

  conversationTitle: 'Su conversación',
  writeTitle: 'Su mensaje',
  writeLead:
    'Puede mandarlo por partes: lo que ya está listo va saliendo mientras usted sigue escribiendo.',
  writePace: (wait) => `Unas 500 palabras tardan ${wait} en salir.`,
  writeLabel: 'Escriba aquí',
  writeKeyboard:
    'El teclado del teléfono puede recordar lo que escribe. Si puede, evite los nombres.',
  charactersLeft: (count) => `Quedan ${count.toLocaleString('es-MX')} caracteres.`,
  charactersOver: (count) =>
    `Sobran ${count.toLocaleString('es-MX')} caracteres. Mande una parte primero y el resto después; no se ha perdido nada.`,
  send: 'Enviar',
  sendEmpty: 'Todavía no hay nada escrito.',
  queued: 'En camino. Puede seguir escribiendo.',

  messagesTitle: 'Lo que ha enviado en esta visita',
  receiptLabel: 'Aviso de que leyó la respuesta',
  preparing: 'Preparándose.',
  leaving: (sends, needed, wait) => `Saliendo: ${sends} de ${needed} pasos. Termina en ${wait}.`,
  notLeaving: 'Todavía no sale.',
  left: 'Esta página ya lo mandó. La redacción todavía no confirma que lo tiene.',
  received: 'La redacción lo recibió.',
  about: (millis) => {
    const minutes = Math.round(millis / 60_000)
    if (minutes < 1) return 'menos de un minuto'
    return minutes === 1 ? 'un minuto más o menos' : `unos ${minutes} minutos`
  },
  stay: 'No cierre esta página todavía: lo que no ha salido se pierde.',
  held: 'Por ahora nada sale de aquí. Puede irse sin esperar y volver otro día; lo que no haya salido tendría que escribirlo de nuevo.',
  mayGo:
    'Esta página ya hizo sus envíos y puede cerrarla. Si faltó la señal o se acabaron los datos, pudo no llegar. La confirmación puede tardar horas y no hace falta esperarla. Si regresa después, la página no podrá decirle si se recibió: sólo una respuesta lo muestra.',

  newsroomWaiting:
    'Todavía no se comprueban las llaves de la redacción, y por ahora nada de lo que escriba sale de aquí: puede irse y volver otro día.',
  newsroomRefused:
    'No se pudo comprobar que las llaves sean de la redacción. Puede ser una falla, o alguien en medio. Por ahora nada de lo que escriba sale de aquí: puede irse y volver otro día.',
  newsroomStale:
    'Las llaves que llegaron no son las más recientes. Por ahora nada de lo que escriba sale de aquí: puede irse y volver otro día.',
  newsroomClock:
    'Las llaves de la redacción parecen vencidas; puede ser la hora del teléfono. Por ahora nada de lo que escriba sale de aquí. Inténtelo otro día o desde otro teléfono.',
  newsroomNoLine:
    'El teléfono dice que no tiene conexión, y sin ella nada de lo que escriba sale de aquí. Puede irse y volver otro día; si la conexión regresa antes, lo escrito sale.',
  workerSilent:
    'Este teléfono no ha podido preparar lo que usted escribe, y por ahora nada sale de aquí. Puede irse y volver otro día, con las demás aplicaciones cerradas o desde otro teléfono.',

  repliesTitle: 'Respuestas',
  repliesLead:
    'Aquí aparecen las que usted no ha marcado como leídas; duran hasta dos semanas, si hay lugar. La conversación anterior no se guarda en ningún teléfono.',
  repliesNone:
    'No hay respuestas por leer. Puede que todavía no le contesten, o que éstas no sean las palabras con las que escribió.',
  repliesUnknown:
    'Todavía no llega de la redacción nada que se pueda comprobar, así que desde aquí no se sabe si hay respuestas.',
  newestFrom: (millis) =>
    `Lo más nuevo que ha llegado de la redacción es del ${inWords('es-MX', millis)}; si de eso ya pasó más de un día, puede ser una falla, o alguien que detiene lo nuevo.`,
  repliesIncomplete: 'Está llegando una respuesta larga. El resto viene después.',
  replyGoesOn:
    'Esta respuesta es más larga. Marque lo que ya leyó; lo demás llega en otra edición, hoy o la próxima vez que vuelva.',
  replyNumber: (number, piece) =>
    `Respuesta ${number}${piece ? `, parte ${piece.piece} de ${piece.of}` : ''}`,
  replyRead: 'Ya la leí',
  replyMarked: 'Marcada como leída. Deja de aparecer cuando el aviso llegue a la redacción.',
  confirmedElsewhere: (number) =>
    `Con estas palabras ya se marcó como leída hasta la respuesta ${number}. Si no fue usted, alguien más las tiene: no las use más y empiece con otras.`,
}
