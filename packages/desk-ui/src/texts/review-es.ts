import type { ReviewTexts } from './review-texts.ts'

export const reviewEs: ReviewTexts = {
  heading: 'Estado',
  moves: {
    begin: 'Empezar el borrador',
    submit: 'Enviar a revisión',
    return: 'Devolver a borrador',
    approve: 'Aprobar exactamente esto',
    hold: 'Poner en reserva',
    reopen: 'Reabrir para corregir',
    'note-correction': 'Anotar una corrección',
    'propose-withdrawal': 'Proponer su retiro',
    publish: 'Publicar',
  },
  done: {
    begin: 'Empezó el borrador',
    submit: 'Se envió a revisión',
    return: 'Se devolvió a borrador',
    approve: 'Se aprobó',
    hold: 'Quedó en reserva',
    reopen: 'Se reabrió',
    'note-correction': 'Se anotó una corrección',
    'propose-withdrawal': 'Se propuso su retiro',
    publish: 'Salió en el sitio',
  },
  working: 'Un momento…',
  retry: 'Intentar de nuevo',
  cancel: 'Cancelar',
  beginExplained:
    'Todavía es una propuesta. Al empezar el borrador queda dicho que alguien la escribe.',
  submitExplained:
    'Lo que se envía queda fijo, palabra por palabra, y necesita la aprobación de dos personas en dos dispositivos.',
  faultsLeft: (faults) =>
    faults === 1
      ? 'Antes hay que resolver una cosa:'
      : `Antes hay que resolver ${String(faults)} cosas:`,
  waitsForSaving: 'Espere a que lo escrito quede guardado en la mesa.',
  proposed: 'Lo que se publicaría',
  proposedCorrection: 'La versión corregida que se publicaría',
  proposedWithdrawal: 'El aviso que quedaría en lugar de la nota',
  onSite: 'Lo que está en el sitio',
  withdrawn: 'Esta nota se retiró del sitio. En su dirección queda un aviso.',
  published: (date) => `Publicada el ${date}`,
  address: 'Dirección',
  digest: 'Huella de esta prueba',
  digestExplained:
    'Los primeros signos de la huella de cada palabra de la prueba, en los dos idiomas. En las dos mesas debe leerse la misma.',
  changedSince:
    'El borrador cambió después de enviarse. Lo que se aprueba es lo que se ve aquí; para incluir los cambios hay que devolverla y enviarla otra vez.',
  yourApproval: 'Falta su aprobación',
  approvedBy: (name) => `Aprobó ${name}`,
  you: (name) => `${name} (usted)`,
  noApproval: 'Nadie la ha aprobado todavía.',
  secondNeeded: 'Falta la aprobación de otra persona, en su propio dispositivo.',
  approveConfirm: 'Leí las dos versiones completas y las apruebo tal como están aquí.',
  approveExplained:
    'Una aprobación no se puede deshacer en silencio: devolverla queda en el historial.',
  approveSecond:
    'La suya es la segunda: con ella empieza la reserva y, cuando termine, cualquiera de las dos personas puede publicarla.',
  approveSecondWithdrawal:
    'La suya es la segunda: un retiro no espera, y cualquiera de las dos personas puede publicarlo enseguida.',
  returnExplained: 'Las aprobaciones que tenga dejan de valer.',
  reason: 'Por qué se devuelve',
  reasonHint: 'Lo lee su colega. Puede quedar vacío.',
  holdUntil: (moment) => `No antes del ${moment}`,
  holdOver: 'La reserva terminó.',
  holdExplained:
    'Lo que dura la reserva se saca al azar, para que la fecha de publicación no diga cuándo escribió la persona.',
  withdrawNow: 'Un retiro no espera: en cuanto usted lo publique, queda el aviso en su lugar.',
  withdrawReady: 'Dejarlo listo para publicar',
  publishExplained:
    'La otra mesa arma el sitio por su cuenta y firma solo si obtiene exactamente lo mismo. Debe estar abierta.',
  publishConfirm: 'Entiendo que lo publicado se copia y no se puede recoger.',
  reopenExplained: 'El sitio se queda como está mientras se corrige.',
  corrections: 'Correcciones anotadas',
  correctionExplained:
    'Lo que leerá el lector: qué decía y qué dice ahora. Las correcciones solo se agregan.',
  correctionText: 'Corrección',
  correctionWarning: 'Una corrección anotada ya no se puede borrar.',
  withdrawExplained:
    'En las dos direcciones de la nota queda solo este aviso. También necesita a dos personas, pero no espera: puede salir en cuanto ambas lo aprueben.',
  withdrawNote: 'Aviso al lector',
  withdrawConfirm: 'Entiendo que una nota retirada no vuelve a esta dirección.',
  compared: 'Qué cambia frente a lo que está en el sitio',
  added: 'agregado',
  removed: 'quitado',
  nothingChanged: 'El texto no cambia.',
  byline: 'Firma',
  exactWords: 'Palabras exactas',
  unnamedBecause: 'Por qué no se nombra',
  picture: 'Fotografía que la redacción vio y no publica',
  figures: {
    'own-estimate': 'Las cifras son cálculo de esta persona; así se imprime.',
    'own-life': 'Las cifras son de su propia vida; no se imprime aparte.',
  },
  sourcing: 'Cómo lo sabemos',
  editorsNote: 'Nota de la redacción',
  correctionOf: (date) => `Corrección del ${date}`,
  history: 'Historial',
  historyEntry: (move, by, when) => `${move}: ${by}, ${when}`,
}
