import type { Texts } from './texts.ts'

function counted(count: number, one: string, other: string): string {
  return `${String(count)} ${count === 1 ? one : other}`
}

/** The desk page in Spanish: Mexican usage, usted. */
export const es: Texts = {
  deskName: 'Mesa de redacción',
  deskOf: (newsroom) => `Mesa de ${newsroom}`,
  skipToConversation: 'Ir a la conversación',
  interfaceLanguage: 'Idioma de esta página',
  languageNames: { es: 'Español', en: 'English' },
  demo: {
    label: 'Demostración',
    sentence: 'Los tiempos están reducidos a segundos. No escriba aquí nada real.',
  },
  unlock: {
    heading: 'Esta mesa está bloqueada',
    explanation:
      'Sus conversaciones se guardan cifradas. La frase de acceso las abre solo en la memoria.',
    passphrase: 'Frase de acceso',
    show: 'Mostrar lo que escribo',
    submit: 'Abrir la mesa',
    working:
      'Derivando la llave. Tarda un momento a propósito: así se frena a quien quiera adivinarla.',
    lockedHereOnly:
      'Esta página quedó bloqueada, pero la mesa no contestó y puede seguir abierta. Ciérrela desde la terminal.',
    expired: 'La mesa ya no reconoce esta página. Lo más probable es que se haya reiniciado.',
    draftsKept:
      'Lo que no alcanzó a enviar sigue en la memoria de esta página. No la cierre ni la recargue.',
    discardDrafts: 'Descartar lo que no se envió',
    withoutToken:
      'Si la mesa se bloqueó o se volvió a arrancar, abra la dirección más reciente que mostró la terminal. Si sigue abierta, basta la frase de acceso.',
    nothingStored:
      'Esta página no guarda nada en el navegador. Al recargarla o cerrarla se bloquea y se pierde lo que no se haya enviado.',
  },
  lock: 'Bloquear',
  desk: {
    person: (name) => `En esta mesa: ${name}`,
    warnings: 'Avisos',
    statusLabel: 'Estado de la mesa',
    collected: (ago) => `Última recolección: ${ago}`,
    neverCollected: 'Todavía no se recolecta nada',
    edition: (number, next) => `Edición ${String(number)} en circulación; la siguiente, ${next}`,
    noEdition: (next) => `Aún no hay edición; la primera, ${next}`,
    capacity: (waiting) =>
      waiting === 0
        ? 'Todas las respuestas tienen lugar'
        : `${counted(waiting, 'respuesta espera', 'respuestas esperan')} lugar`,
    details: 'Acerca de esta mesa',
    fingerprint: 'Huella de la redacción',
    fingerprintExplained:
      'La misma que está impresa, que se dice en voz alta y que lleva el programa del sitio. Compárela con sus colegas.',
  },
  inbox: {
    heading: 'Conversaciones',
    count: (conversations, unread) =>
      unread === 0
        ? `${String(conversations)}, todo leído`
        : `${String(conversations)}, ${String(unread)} sin leer`,
    loading: 'Abriendo las conversaciones…',
    emptyHeading: 'Todavía no escribe nadie',
    emptyText:
      'Esta mesa recolecta con reloj todo lo que hay en el servidor público y lo abre todo. Cuando alguien escriba, la conversación aparecerá aquí con un nombre que inventa la mesa.',
    unread: 'Sin leer',
    repliesWaiting: (count) =>
      counted(count, 'respuesta sin confirmar', 'respuestas sin confirmar'),
    writesIn: { es: 'Español', en: 'Inglés' },
    arrived: (handle) => `Llegaron palabras de ${handle}`,
  },
  conversation: {
    region: 'Conversación',
    back: 'Todas las conversaciones',
    nothingChosenHeading: 'Elija una conversación',
    nothingChosenText:
      'Las flechas recorren la lista, Enter abre y Escape regresa a ella. Lo que abra aquí no deja rastro en la barra de direcciones ni en el historial.',
    loading: 'Abriendo la conversación…',
    opened: (date) => `Escribió por primera vez el ${date}.`,
    handleExplained: 'El nombre lo inventó la mesa.',
    transcript: (handle) => `Lo que han escrito ${handle} y la mesa`,
    message: (handle, when) => `${handle} escribió, ${when}`,
    reply: (number, by) => `Respuesta ${String(number)}, de ${by}`,
    replyLabel: (number, when) => `Respuesta ${String(number)}, escrita el ${when}`,
    inLanguage: { es: 'en español', en: 'en inglés' },
    state: {
      waiting: { name: 'En espera', explanation: 'Sale en la próxima edición en la que quepa.' },
      listed: {
        name: 'En la edición',
        explanation:
          'La descarga la página de cada visitante; solo la abren las palabras de quien escribió.',
      },
      confirmed: {
        name: 'Confirmada',
        explanation: 'La página de quien escribió avisó que se leyó.',
      },
      expired: {
        name: 'Retirada',
        explanation:
          'Terminó su tiempo en la edición sin confirmación. Escriba de nuevo si todavía importa.',
      },
    },
  },
  replyBox: {
    label: (handle) => `Responder a ${handle}`,
    language: 'Idioma de la respuesta',
    characters: (written, maximum) => `${written} de ${maximum} caracteres`,
    tooLong: (over) => `Sobran ${over} caracteres.`,
    records: (needed, capacity) =>
      `ocupa cerca de ${counted(needed, 'lugar', 'lugares')} de los ${String(capacity)} de la edición`,
    editionFull: (waiting) =>
      `La edición está llena y ya hay ${counted(waiting, 'respuesta', 'respuestas')} en espera. Esta va después.`,
    send: 'Enviar en la próxima edición',
    sending: 'Guardando la respuesta…',
    retry: 'Intentar de nuevo',
    shortcut: 'Ctrl + Enter',
    sent: (number) => `La respuesta ${String(number)} quedó guardada y espera la próxima edición.`,
    notSent: 'La respuesta no se guardó.',
    unconfirmed:
      'La mesa no contestó: puede que haya guardado la respuesta o puede que no. Aunque se intente otra vez, nunca queda escrita dos veces.',
  },
  failures: {
    'bearer-needed': 'La mesa ya no reconoce esta página. Vuelva a abrirla.',
    busy: 'La mesa está ocupada con otro intento de abrirla. Espere un momento e intente de nuevo.',
    internal: 'Algo falló dentro de la mesa. Su terminal dice más.',
    'journal-damaged':
      'La bitácora de la mesa está dañada: una entrada no corresponde a la anterior. No escriba en ella; parta de una copia.',
    'letter-empty': 'La respuesta está vacía.',
    'letter-malformed':
      'La respuesta lleva caracteres que no se pueden enviar. Borre lo último que pegó y escríbalo a mano.',
    'not-found': 'La mesa no tiene esta conversación.',
    'reply-too-long': 'La respuesta no cabe en una edición. Acórtela o envíela en dos.',
    'request-foreign':
      'La mesa rechazó una petición que no venía de su propia página. Abra la dirección que muestra la terminal.',
    'request-malformed':
      'La mesa no entendió a esta página. Recárguela; si no sirve, es que son de versiones distintas.',
    'storage-damaged':
      'Lo que la mesa tenía guardado está dañado. No siga escribiendo; parta de una copia.',
    'storage-failed':
      'La mesa no pudo escribir en el disco. Puede estar lleno o ya no admitir escritura.',
    'thread-without-reply-key':
      'Ya ninguna respuesta puede llegarle a quien escribió: pasaron tres semanas sin noticias y la clave de respuesta se borró. Si vuelve a escribir, podrá responder.',
    'token-needed':
      'Ahora no basta la frase de acceso: abra la dirección más reciente que mostró la terminal. Lleva una clave que sirve una sola vez.',
    'too-large': 'Es más de lo que la mesa acepta de una vez.',
    'vault-damaged':
      'La bóveda de la mesa está dañada y no se puede abrir ni con la frase correcta. Parta de una copia.',
    'vault-missing':
      'Esta mesa todavía no tiene bóveda. Se crea en la terminal, al preparar la mesa.',
    'wrong-passphrase':
      'Esa no es la frase de acceso. Con cada error, la espera siguiente es más larga.',
    'desk-unreachable':
      'El programa de la mesa en esta computadora no contesta. Lo que ha escrito sigue aquí mientras la página esté abierta; se vuelve a intentar.',
    'answer-malformed':
      'La mesa contestó algo que esta página no entiende. Recárguela; si no sirve, es que son de versiones distintas.',
  },
  warnings: {
    'cells-unreadable':
      'Algunas celdas se abrieron, pero su contenido venía mal formado. Se dejaron fuera; no afecta nada más.',
    'collector-failed':
      'La recolección falló dentro de la mesa; se vuelve a intentar. Su terminal dice más.',
    'desk-is-older-copy':
      'Esta mesa es una copia anterior: el servidor público ya publica una edición de este mismo dispositivo que aquí no consta. Para no contradecirla, ya no publica ediciones; use la copia más reciente.',
    'device-refused':
      'El servidor público no conoce este dispositivo. Antes tiene que recibir la nómina de la redacción.',
    'edition-failed':
      'La edición que tocaba no se entregó; la mesa vuelve a intentar. Su terminal dice más.',
    'edition-full':
      'La edición está llena. Las respuestas se turnan, edición tras edición, hasta que alguien las lea.',
    'edition-refused':
      'El servidor público rechazó la última edición. Respuestas y acuses esperan hasta que acepte una.',
    'parts-dropped': 'Se descartaron mensajes cuyas partes nunca se completaron.',
    'relay-unreachable':
      'El servidor público no contesta. Las celdas que ya recibió se quedan ahí hasta 14 días; la recolección sigue en cuanto conteste.',
    'roster-expired':
      'Venció la nómina de la redacción, que lleva sus llaves. Mientras no se renueve con la firma de dos personas, las páginas de quienes escriben no envían nada real.',
    'roster-not-cosigned':
      'La próxima nómina tiene una sola firma. Otra persona debe firmarla antes de que venza la actual.',
    'roster-refused': 'El servidor público rechazó la nómina de la redacción.',
    'segment-malformed':
      'El servidor público entrega un tramo dañado. La mesa lo vuelve a pedir antes de seguir sin él.',
    'segment-missing':
      'El servidor público ya no tiene un tramo de su lista. La mesa lo vuelve a pedir antes de seguir sin él.',
    'segment-skipped':
      'Al menos un tramo fue retenido, se perdió o llegó dañado, y la mesa siguió sin él. Lo que solo estaba ahí no ha llegado; pregunte a quien opera el servidor.',
    'storage-failed':
      'La mesa no pudo escribir en el disco. Mientras no pueda, no se recolecta ni se acusa nada más.',
  },
}
