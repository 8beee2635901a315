// What the commands that make and change a newsroom say and ask.
import type { DeviceChange } from '@cronista/desk'
import type { Language } from '@cronista/protocol'

/** Texts of the ceremonies, in one language. */
export interface NewsroomWording {
  readonly networkUp: (names: string) => string
  readonly networkDown: string
  readonly onDisk: (folder: string) => string
  readonly askNewPassphrase: (place: string) => string
  readonly askAgain: string
  readonly askPassphrase: (place: string) => string
  readonly askConfirmation: (question: string) => string
  readonly yes: RegExp
  readonly fingerprint: string
  readonly rootSealed: (path: string) => string
  readonly sharesWritten: (count: number, needed: number, folder: string) => string
  readonly sharesNext: string
  readonly typeShares: (lines: number) => string
  readonly askShareLine: (share: number, line: number) => string
  readonly shareRead: (number: number, given: number, needed: number) => string
  readonly place: {
    readonly share: (index: number) => string
    readonly line: (line: number) => string
    readonly word: (line: number, word: number) => string
    readonly whole: string
    readonly counts: (given: number, needed: number) => string
    readonly root: string
    readonly vault: string
  }
  readonly recovered: (path: string) => string
  readonly card: (name: string) => string
  readonly words: (language: Language, words: string) => string
  readonly device: (id: string) => string
  readonly person: (id: string) => string
  readonly sameName: (name: string) => string
  readonly askCompared: (name: string) => string
  readonly askTwoOfOneName: string
  readonly certified: (count: number, until: string, path: string) => string
  readonly deskMade: (folder: string) => string
  readonly cardWritten: (path: string) => string
  readonly rosterHead: (number: number, from: string, until: string) => string
  readonly origins: (origins: string) => string
  readonly originsRemoved: (origins: string) => string
  readonly devices: string
  readonly changes: Readonly<Record<DeviceChange, string>>
  readonly deviceLine: (id: string, change: string, until: string, own: boolean) => string
  readonly newDays: (days: string) => string
  readonly exchangedDays: (days: string) => string
  readonly askSign: string
  readonly copied: (path: string) => string
  readonly drafted: (path: string) => string
  readonly signed: (path: string) => string
  readonly oneSignatureMore: string
  readonly taken: (number: number, until: string) => string
}

const spanish: NewsroomWording = {
  networkUp: (names) =>
    `ATENCIÓN: esta computadora tiene la red encendida (${names}). La clave raíz debe hacerse en una computadora sin red: desconéctela ahora, o interrumpa con Ctrl-C.`,
  networkDown:
    'No se ve ninguna red encendida. Esto no dice si la hubo antes, ni qué otros programas corren aquí.',
  onDisk: (folder) =>
    `ATENCIÓN: ${folder} está en un disco. Lo que se borra de un disco o de una memoria USB suele poder recuperarse, y con suficientes partes cualquiera tiene la clave raíz. Mejor una carpeta en memoria (por ejemplo en /dev/shm), imprimir desde ahí y apagar.`,
  askNewPassphrase: (place) => `Frase nueva para ${place} (no se muestra):`,
  askAgain: 'Otra vez, para comparar:',
  askPassphrase: (place) => `Frase de ${place} (no se muestra):`,
  askConfirmation: (question) => `${question} [sí/no]`,
  yes: /^(?:s[ií]|yes)$/iu,
  fingerprint: 'Huella de la redacción:',
  rootSealed: (path) => `La clave raíz quedó sellada con la frase en ${path}`,
  sharesWritten: (count, needed, folder) =>
    `Partes de la clave raíz: ${count} en ${folder}; con ${needed} cualesquiera se recupera.`,
  sharesNext:
    'Imprima cada parte, entréguela en mano a quien la guarda, y borre los archivos. Ninguna persona debe tener dos.',
  typeShares: (lines) =>
    `Escriba las ${lines} líneas de cada parte, palabra por palabra. Los acentos y las mayúsculas no importan.`,
  askShareLine: (share, line) => `Parte que se escribe en ${ordinal(share)} lugar, línea ${line}:`,
  shareRead: (number, given, needed) => `Leída la parte número ${number} (${given} de ${needed}).`,
  place: {
    share: (index) => `la que se dio en ${ordinal(index)} lugar`,
    line: (line) => `la línea ${line}`,
    word: (line, word) => `la línea ${line}, palabra ${word}`,
    whole: 'las líneas están bien, pero no son de una misma parte',
    counts: (given, needed) => `hay ${given} y se necesitan ${needed}`,
    root: 'la clave raíz',
    vault: 'esta mesa',
  },
  recovered: (path) =>
    `La clave recuperada es la de esta huella, y quedó sellada con la frase nueva en ${path}`,
  card: (name) => `Tarjeta de ${name}`,
  words: (language, words) => `  palabras (${language === 'es' ? 'español' : 'inglés'}): ${words}`,
  device: (id) => `  dispositivo: ${id}`,
  person: (id) => `  persona: ${id}`,
  sameName: (name) =>
    `ATENCIÓN: dos tarjetas llevan el nombre ${name} y dicen ser de personas distintas. Si es una sola persona, podría firmar por dos: no las certifique, y haga la segunda mesa con --same-person-as.`,
  askCompared: (name) =>
    `¿Compararon las ocho palabras con ${name}, en persona o por una llamada en la que se reconocen?`,
  askTwoOfOneName: '¿Son de verdad dos personas?',
  certified: (count, until, path) =>
    `Dispositivos certificados hasta el ${until}: ${count}. Los certificados están en ${path}`,
  deskMade: (folder) => `La mesa está en ${folder}`,
  cardWritten: (path) => `Su tarjeta está en ${path}. Llévela a la ceremonia, con estas palabras:`,
  rosterHead: (number, from, until) =>
    `Nómina de dispositivos número ${number}, del ${from} al ${until}`,
  origins: (origins) => `  sitio: ${origins}`,
  originsRemoved: (origins) => `  DEJA DE NOMBRAR estas direcciones del sitio: ${origins}`,
  devices: '  dispositivos:',
  changes: {
    added: 'SE AGREGA',
    'certified-anew': 'certificado nuevo',
    kept: 'como antes',
    removed: 'SE QUITA',
  },
  deviceLine: (id, change, until, own) =>
    `    ${id}  ${change}, certificado hasta el ${until}${own ? ', el de esta mesa' : ''}`,
  newDays: (days) => `  claves de días nuevos, que esta mesa no puede comprobar: ${days}`,
  exchangedDays: (days) =>
    `  CAMBIA la clave ya anunciada de estos días: ${days}. Lo que se selló con la anterior sólo lo abre quien la tenga.`,
  askSign: '¿Es lo que acordaron las dos personas, frente a frente o de viva voz?',
  copied: (path) => `La nómina de dispositivos con que trabaja esta mesa está en ${path}`,
  drafted: (path) =>
    `El borrador está en ${path}. Primero lo firma otra persona en su mesa; después, ésta.`,
  signed: (path) => `La nómina de dispositivos, con la firma de esta mesa, está en ${path}`,
  oneSignatureMore:
    'Falta la firma de otra persona. Termínenlo hoy: mientras tanto esta mesa no firma otra con este número.',
  taken: (number, until) =>
    `Esta mesa trabaja ahora con la nómina de dispositivos ${number}, que vale hasta el ${until}.`,
}

const english: NewsroomWording = {
  networkUp: (names) =>
    `WARNING: this computer’s network is up (${names}). A root key is to be made on a computer without one: disconnect it now, or stop with Ctrl-C.`,
  networkDown:
    'No network is seen to be up. This does not say whether one was before, or what else runs here.',
  onDisk: (folder) =>
    `WARNING: ${folder} is on a disk. What is erased from a disk or a USB stick can often be brought back, and whoever has enough shares has the root key. A folder in memory is better (under /dev/shm, for example): print from there, then switch off.`,
  askNewPassphrase: (place) => `New passphrase for ${place} (not shown):`,
  askAgain: 'Once more, to compare:',
  askPassphrase: (place) => `Passphrase of ${place} (not shown):`,
  askConfirmation: (question) => `${question} [yes/no]`,
  yes: /^(?:s[ií]|yes)$/iu,
  fingerprint: 'The newsroom’s fingerprint:',
  rootSealed: (path) => `The root key is sealed under the passphrase at ${path}`,
  sharesWritten: (count, needed, folder) =>
    `Shares of the root key: ${count} in ${folder}; any ${needed} give it back.`,
  sharesNext:
    'Print each share, hand it to whoever keeps it, and erase the files. Nobody should have two.',
  typeShares: (lines) =>
    `Type the ${lines} lines of each share, word by word. Accents and capitals do not matter.`,
  askShareLine: (share, line) => `Share typed ${englishOrdinal(share)}, line ${line}:`,
  shareRead: (number, given, needed) => `Read share number ${number} (${given} of ${needed}).`,
  place: {
    share: (index) => `the one given ${englishOrdinal(index)}`,
    line: (line) => `line ${line}`,
    word: (line, word) => `line ${line}, word ${word}`,
    whole: 'the lines are right, but do not belong to one share',
    counts: (given, needed) => `there are ${given}, and ${needed} are needed`,
    root: 'the root key',
    vault: 'this desk',
  },
  recovered: (path) =>
    `The recovered key is the one of this fingerprint, and is sealed under the new passphrase at ${path}`,
  card: (name) => `Card of ${name}`,
  words: (language, words) => `  words (${language === 'es' ? 'Spanish' : 'English'}): ${words}`,
  device: (id) => `  device: ${id}`,
  person: (id) => `  person: ${id}`,
  sameName: (name) =>
    `WARNING: two cards bear the name ${name} and claim to be of different people. If it is one person, they could sign for two: do not certify them, and make the second desk with --same-person-as.`,
  askCompared: (name) =>
    `Did you compare the eight words with ${name}, face to face or in a call in which you know each other?`,
  askTwoOfOneName: 'Are they really two people?',
  certified: (count, until, path) =>
    `Devices certified until ${until}: ${count}. The certificates are at ${path}`,
  deskMade: (folder) => `The desk is in ${folder}`,
  cardWritten: (path) => `Its card is at ${path}. Take it to the ceremony, with these words:`,
  rosterHead: (number, from, until) => `Roster number ${number}, from ${from} to ${until}`,
  origins: (origins) => `  site: ${origins}`,
  originsRemoved: (origins) => `  NO LONGER NAMES these addresses of the site: ${origins}`,
  devices: '  devices:',
  changes: {
    added: 'ADDED',
    'certified-anew': 'new certificate',
    kept: 'as before',
    removed: 'REMOVED',
  },
  deviceLine: (id, change, until, own) =>
    `    ${id}  ${change}, certified until ${until}${own ? ', this desk’s own' : ''}`,
  newDays: (days) => `  keys of new days, which this desk cannot check: ${days}`,
  exchangedDays: (days) =>
    `  CHANGES the announced key of these days: ${days}. What was sealed to the old one opens only for whoever holds it.`,
  askSign: 'Is this what both of you agreed, face to face or by voice?',
  copied: (path) => `The roster this desk works with is at ${path}`,
  drafted: (path) =>
    `The draft is at ${path}. Another person signs it first, at their desk; then this one.`,
  signed: (path) => `The roster, with this desk’s signature, is at ${path}`,
  oneSignatureMore:
    'Another person’s signature is missing. Finish it today: meanwhile this desk signs no other of this number.',
  taken: (number, until) =>
    `This desk now works with roster ${number}, which holds until ${until}.`,
}

/** The texts of the ceremonies. */
export const newsroomWordings: Readonly<Record<Language, NewsroomWording>> = {
  en: english,
  es: spanish,
}

function ordinal(index: number): string {
  const named = ['primer', 'segundo', 'tercer', 'cuarto', 'quinto', 'sexto', 'séptimo']
  return named[index - 1] ?? `${index}.º`
}

function englishOrdinal(index: number): string {
  const named = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh']
  return named[index - 1] ?? `${index}th`
}
