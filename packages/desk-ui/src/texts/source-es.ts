import { counted } from './counted.ts'
import type { ConsentTexts, NameTexts, ProtectionTexts } from './source-texts.ts'

export const namesEs: NameTexts = {
  heading: 'Fuentes y firmas',
  open: 'Fuentes y firmas',
  backToStory: 'Volver a la nota',
  sources: 'Fuentes',
  sourcesExplained:
    'Personas a quienes se cita. De cada una se imprime lo que ella aceptó y nada más; a una fuente nunca se le inventa un nombre.',
  noSources:
    'Todavía no hay fuentes. Antes de citar a alguien, agréguelo aquí: qué aceptó que se diga y qué no debe salir.',
  newSource: 'Fuente nueva',
  edit: (label) => `Cambiar ${label}`,
  change: 'Cambiar',
  level: 'Qué puede publicarse',
  levels: {
    full: 'Nombre completo y cargo',
    'first-name': 'Solo el nombre de pila',
    description: 'Solo una descripción',
    alias: 'Un alias que eligió',
    nothing: 'Nada',
  },
  levelHints: {
    full: 'El lector sabrá quién es.',
    'first-name': 'Sin apellido y sin nada que lo supla.',
    description: 'Ni más vaga ni más precisa de lo acordado.',
    alias: 'Al lector se le dice que es un alias.',
    nothing: 'Solo la verá esta redacción; no se le puede citar.',
  },
  label: 'Cómo se le llama',
  labelHint: 'Por ejemplo: «un empresario minero de Sonora».',
  unnamedBecause: 'Por qué no se da su nombre completo',
  unnamedBecauseHint: 'Lo lee el lector, en los dos idiomas.',
  deskReason: 'Por qué no se da, para la redacción',
  deskReasonHint: 'No se publica. Lo leen las mesas de esta redacción.',
  hiddenFrom: 'De quién se esconde',
  hiddenFromHint: 'Por ejemplo: «de quienes cobran en el puente». No se publica.',
  lacks: (field) => `Falta: ${field}.`,
  blockedUntil: 'Sus notas quedan detenidas. Falta anotar:',
  exposed: 'En el sitio hay notas que dicen más de lo que hoy está acordado:',
  openExposed: (headline) => `Abrir «${headline}»`,
  save: 'Guardar la fuente',
  saved: 'La fuente quedó guardada.',
  cancel: 'Cancelar',
  penNames: 'Firmas',
  penNamesExplained:
    'Seudónimos de quienes escriben. Se agregan al elegirlos en una nota y no cambian.',
  noPenNames: 'Todavía no hay firmas.',
}

export const consentsEs: ConsentTexts = {
  heading: 'Lo que aceptó la fuente',
  needs: {
    first: () =>
      'Anote qué aceptó la fuente. Puede guardar sin eso, pero sus notas quedan detenidas hasta que conste.',
    raise: (level) =>
      `Esto dice más de lo acordado, que fue: «${level}». Para decir más hace falta que la fuente lo haya aceptado: anote con qué palabras y qué día.`,
    label: () =>
      'No se acordó llamarle así. Anote qué día lo aceptó; mientras no conste, sus notas quedan detenidas.',
    expired: (_level, until) =>
      `Lo acordado valía hasta el ${until}. Pregunte otra vez y anote la respuesta; mientras tanto, sus notas quedan detenidas.`,
  },
  lowers:
    'Decir menos no necesita permiso. Lo que ya está en el sitio no cambia solo: aquí verá qué notas corregir.',
  covered: 'Lo que aceptó alcanza para esto.',
  another: 'Anotar un acuerdo nuevo',
  words: 'Con qué palabras aceptó',
  wordsHint: 'Tal como lo dijo o lo escribió, si se conserva. No se publica.',
  agreedOn: 'Día en que aceptó',
  until: 'Vale hasta',
  untilHint: 'Vacío: sin fecha de término.',
  askedBy: 'Quién se lo preguntó',
  askedByMe: (name) => (name === '' ? 'Usted' : `${name} (usted)`),
  untilTooEarly: 'No puede terminar antes del día en que aceptó.',
  agreed: (level, on, by) => `${level}: lo aceptó el ${on}; se lo preguntó ${by}.`,
  endsOn: (until) => `Vale hasta el ${until}.`,
  ended: (until) => `Venció el ${until}.`,
  none: 'No consta ningún acuerdo.',
}

export const protectionsEs: ProtectionTexts = {
  heading: 'Lo que no debe salir',
  of: (label) => `Lo que no debe salir de ${label}`,
  explained:
    'Apellidos, para quién trabaja, su pueblo, su teléfono: lo que la daría a conocer. Se busca en las notas con esta fuente y en sus páginas ya armadas, en los dos idiomas, sin fijarse en mayúsculas, acentos ni cortes de renglón.',
  limits:
    'No se encuentran apodos, iniciales ni rodeos que no estén en esta lista. La leen las mesas de esta redacción.',
  none: 'Todavía no hay nada en la lista, así que nada se busca.',
  kind: 'Qué es',
  kinds: {
    'given-name': 'Nombre de pila',
    surname: 'Apellido',
    nickname: 'Apodo',
    employer: 'Patrón o empresa',
    kin: 'Pariente',
    place: 'Lugar',
    phone: 'Teléfono',
    plate: 'Placa',
    document: 'Documento',
    other: 'Otro dato',
  },
  text: 'Texto',
  add: 'Proteger',
  close: 'Cerrar la lista',
  added: (text) => `${text} quedó en la lista.`,
  lift: 'Permitir…',
  liftOf: (text) => `Permitir ${text}`,
  liftExplained: 'Desde entonces puede publicarse. Solo si la fuente lo aceptó.',
  liftNow: 'Permitir que salga',
  lifted: (text) => `${text} ya puede publicarse.`,
  liftedHeading: 'Lo que la fuente permitió después',
  liftedEntry: (kind, text) => `${kind}: ${text}`,
  until: (day) => `puede salir hasta el ${day}`,
  count: (protections) =>
    protections === 0
      ? 'Nada protegido'
      : counted(protections, 'dato protegido', 'datos protegidos'),
}
