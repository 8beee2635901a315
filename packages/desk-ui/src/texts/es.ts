import { failuresEs, warningsEs } from './codes-es.ts'
import { counted } from './counted.ts'
import { gateEs } from './gate-es.ts'
import { reviewEs } from './review-es.ts'
import { devicesEs, siteEs } from './site-es.ts'
import { consentsEs, namesEs, protectionsEs } from './source-es.ts'
import { editorEs, faultsEs, storyListEs } from './story-es.ts'
import type { Texts } from './texts.ts'

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
  sections: {
    label: 'Partes de la mesa',
    conversations: 'Conversaciones',
    stories: 'Notas',
    site: 'Sitio',
    devices: 'Dispositivos',
    unread: (conversations) => `${String(conversations)} sin leer`,
    waiting: (stories) => counted(stories, 'espera su aprobación', 'esperan su aprobación'),
  },
  desk: {
    person: (name) => `En esta mesa: ${name}`,
    warnings: 'Avisos',
    statusLabel: 'Estado de la mesa',
    collected: (ago) => `Última recolección: ${ago}`,
    neverCollected: 'Todavía no se recolecta nada',
    collectsNothing:
      'Esta mesa todavía no tiene llaves para abrir cartas; las otras mesas se las están mandando',
    synced: (ago) => `Al día con las otras mesas: ${ago}`,
    neverSynced: 'Todavía sin noticia de las otras mesas',
    edition: (number, next) => `Edición ${String(number)} en circulación; la siguiente, ${next}`,
    noEdition: (next) => `Aún no hay edición; la primera, ${next}`,
    capacity: (waiting) =>
      waiting === 0
        ? 'Todas las respuestas tienen lugar'
        : `${counted(waiting, 'respuesta espera', 'respuestas esperan')} lugar`,
    withoutPlace: 'No cupieron en la última edición. Se van turnando:',
    waitsSince: (handle, replies, ago) =>
      `${handle}: ${counted(replies, 'respuesta', 'respuestas')}; la primera se escribió ${ago}`,
    buildsHere: 'Esta mesa arma las ediciones',
    buildsElsewhere: 'Otra mesa arma las ediciones',
    details: 'Acerca de esta mesa',
    fingerprint: 'Huella de la redacción',
    fingerprintExplained:
      'La misma que está impresa, que se dice en voz alta y que lleva el programa del sitio. Compárela con sus colegas.',
  },
  inbox: {
    heading: 'Conversaciones',
    count: (conversations, unread) =>
      unread === 0
        ? `${String(conversations)} en total, todo leído`
        : `${String(conversations)} en total, ${String(unread)} sin leer`,
    loading: 'Abriendo las conversaciones…',
    emptyHeading: 'Todavía no escribe nadie',
    emptyText:
      'Esta mesa recolecta con reloj todo lo que hay en el servidor público y lo abre todo. Cuando alguien escriba, la conversación aparecerá aquí con un nombre que inventa la mesa.',
    unread: 'Sin leer',
    unreadMessages: (messages) => counted(messages, 'mensaje sin leer', 'mensajes sin leer'),
    newest: 'Lo último:',
    repliesWaiting: (count) =>
      counted(count, 'respuesta sin confirmar', 'respuestas sin confirmar'),
    writesIn: { es: 'Español', en: 'Inglés' },
    arrived: (handle) => `Llegaron palabras de ${handle}`,
    filed: (conversations) => `Archivadas: ${String(conversations)}`,
    filedHeading: 'Conversaciones archivadas',
    backToInbox: 'Volver a las conversaciones',
    held: (messages) => counted(messages, 'mensaje retenido', 'mensajes retenidos'),
    strangersHeld: (messages) =>
      `En un solo día llegó de gente desconocida más de lo que cabe. ${counted(messages, 'mensaje espera', 'mensajes esperan')} fuera de la bitácora de la redacción, cada uno hasta catorce días. A quien los escribió no se le ha dicho que se recibieron.`,
    dropped: (messages) =>
      `${counted(messages, 'mensaje más ya no cupo ni ahí, y esta mesa lo perdió', 'mensajes más ya no cupieron ni ahí, y esta mesa los perdió')}. Cuáles se quedaron lo decidió el azar; puede que otra mesa los tenga.`,
    admitStrangers: (atMost) => `Dejar pasar ${String(atMost)} más, al azar`,
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
    fileAway: 'Archivar la conversación',
    takeBack: 'Sacarla del archivo',
    filedAway:
      'Está archivada en todas las mesas: no aparece entre las demás ni se anuncia. Quien escribe no lo nota: sus mensajes se reciben y se acusan igual.',
    held: (messages) =>
      `${counted(messages, 'mensaje suyo espera', 'mensajes suyos esperan')} fuera de la bitácora de la redacción, porque llegaron más de los que caben en un día. Después de catorce días se pierden. Mientras no pasen, a quien escribe no se le dice que se recibieron.`,
    admit: 'Dejarlos pasar',
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
    inPieces: (pieces, editions) =>
      `Saldrá en unas ${String(pieces)} respuestas; cada una se lee por sí sola. Si nadie más espera, ocupan ${counted(editions, 'edición', 'ediciones')}; lo que no quepa sigue cuando la persona marque como leídas las anteriores.`,
    send: 'Enviar en la próxima edición',
    sending: 'Guardando la respuesta…',
    retry: 'Intentar de nuevo',
    shortcut: 'Ctrl + Enter',
    sent: (number) => `La respuesta ${String(number)} quedó guardada y espera la próxima edición.`,
    sentInPieces: (number, pieces, editions) =>
      `Lo escrito quedó guardado en ${String(pieces)} respuestas, de la ${String(number)} a la ${String(number + pieces - 1)}. Ocupan ${counted(editions, 'edición', 'ediciones')} en el mejor de los casos.`,
    notSent: 'La respuesta no se guardó.',
    unconfirmed:
      'La mesa no contestó: puede que haya guardado la respuesta o puede que no. Aunque se intente otra vez, nunca queda escrita dos veces.',
  },
  stories: storyListEs,
  editor: editorEs,
  faults: faultsEs,
  names: namesEs,
  consents: consentsEs,
  protections: protectionsEs,
  gate: gateEs,
  review: reviewEs,
  site: siteEs,
  devices: devicesEs,
  failures: failuresEs,
  warnings: warningsEs,
}
