import { counted } from './counted.ts'
import type { DeviceTexts, SiteTexts } from './site-texts.ts'

export const siteEs: SiteTexts = {
  heading: 'El sitio',
  explanation:
    'Todo el sitio se publica de una vez, en los dos idiomas, y lleva la firma de dos dispositivos de dos personas.',
  loading: 'Preguntando por el sitio…',
  none: 'Todavía no se ha publicado nada.',
  release: (number) => `Publicación ${String(number)}`,
  head: 'Huella de esta publicación',
  headExplained: 'Léala con su colega: en las dos mesas debe decir lo mismo.',
  pending: (number) => `En camino: publicación ${String(number)}`,
  nothingPending: 'No hay ninguna publicación en camino.',
  stages: {
    'waits-for-signature':
      'Espera la firma de la otra mesa, que la arma por su cuenta y compara. Debe estar abierta.',
    uploading:
      'Se está entregando al servidor público. Los lectores verán el cambio completo o nada.',
    refused: 'No siguió adelante. El sitio se queda como está.',
  },
  progress: (done, total) => `${String(done)} de ${counted(total, 'archivo', 'archivos')}`,
  publish: 'Publicar el sitio tal como está',
  publishExplained:
    'Sin notas nuevas: para la primera vez, o cuando las mesas tengan una versión más nueva de las páginas. La otra mesa tiene que firmarla.',
  warnings: 'Avisos sobre el sitio',
  noWarnings: 'Sin avisos.',
  unknownWarning: 'La mesa avisa de algo que esta página no conoce. Su terminal dice más.',
}

export const devicesEs: DeviceTexts = {
  heading: 'Dispositivos',
  explanation:
    'Las mesas de esta redacción comparten todo por una bitácora cifrada. Para publicar hacen falta dos.',
  loading: 'Preguntando por los dispositivos…',
  list: 'Dispositivos de la redacción',
  unknownPerson: 'Todavía no se presenta',
  own: 'este dispositivo',
  member: 'Comparte la bitácora',
  silent: 'Aún no se sabe nada de él',
  heard: (when) => `última noticia: ${when}`,
  ownCard: 'La tarjeta de este dispositivo',
  ownCardExplained: 'No es secreta. Quien admita este dispositivo la pega en su mesa.',
  card: 'Tarjeta',
  words: 'Sus ocho palabras',
  wordsExplained:
    'Léanlas en voz alta, en persona o por un canal en el que reconozcan la voz. Las de cada idioma dicen lo mismo.',
  copy: 'Copiar',
  copied: 'Copiado',
  admit: 'Admitir otro dispositivo',
  admitExplained:
    'Pegue la tarjeta que muestra el otro dispositivo. Mientras no confirme las palabras, no se le entrega nada.',
  theirCard: 'Tarjeta del otro dispositivo',
  readCard: 'Mostrar sus palabras',
  cardOf: (name) => `La tarjeta dice ser de ${name}`,
  compare: 'Lean estas ocho palabras, cada quien las de su pantalla, y comparen una por una.',
  confirm: 'Nos leímos las mismas palabras, y reconocí a quien me las leyó.',
  admitDevice: 'Admitir este dispositivo',
  otherCard: 'Usar otra tarjeta',
  welcome: 'Bienvenida para el otro dispositivo',
  welcomeExplained:
    'Hágasela llegar por cualquier medio: solo la puede abrir el dispositivo de esa tarjeta.',
  done: 'Listo',
  waiting: {
    heading: 'Esta mesa espera a que la admitan',
    explanation:
      'Todavía no puede leer la bitácora de la redacción. La admite otra persona desde su mesa.',
    steps: [
      'Entregue esta tarjeta a quien la va a admitir.',
      'Comparen las ocho palabras, en voz alta.',
      'Pegue aquí la bienvenida que reciba.',
    ],
    welcome: 'Bienvenida',
    accept: 'Entrar a la redacción',
    working: 'Abriendo la bienvenida…',
  },
}
