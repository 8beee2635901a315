import type { Language, ProtocolErrorCode } from '@cronista/protocol'
import type { CliErrorCode } from './cli-error.ts'
import { newsroomErrors } from './newsroom/newsroom-errors.ts'
import { allCommands } from './commands/all-commands.ts'
import type { NoAnswer } from './site.ts'
import type { DifferenceKind } from './verify-site.ts'

/** Everything the command says, in one language. */
export interface Wording {
  readonly help: string
  readonly errors: Readonly<Record<CliErrorCode, (subject: string) => string>>
  readonly refused: (code: ProtocolErrorCode) => string
  readonly differences: Readonly<Record<DifferenceKind, string>>
  readonly noAnswer: Readonly<Record<NoAnswer['kind'], string>>
  readonly progress: (done: number, total: number) => string
  readonly release: (number: number, issued: string, files: number) => string
  readonly older: (number: number, atLeast: number) => string
  /** `unlisted` counts the addresses tried where nothing is. */
  readonly same: (unlisted: number) => string
  readonly differs: (count: number) => string
  readonly unchecked: (count: number) => string
  readonly onlyHere: string
  readonly serving: (url: string, number: number) => string
  readonly published: (number: number) => string
  readonly keepsServing: (number: number) => string
}

/** All but what the commands say of themselves. */
type Texts = Omit<Wording, 'help'>

const spanish: Texts = {
  errors: {
    ...newsroomErrors.es,
    'address-refused': (at) =>
      `No se puede escuchar en ${at}: --host tiene que ser una dirección de esta computadora, y los puertos menores de 1024 son del administrador.`,
    'arguments-malformed': (argument) =>
      `Este argumento falta, no se entiende o no va con esta orden: ${argument}${hint('es', argument)}. Con --help se ve cómo se usa.`,
    'auditor-refused': () =>
      'El servidor no conoce la clave de esta máquina. Quien lo administra debe anotarla en "auditors" y reiniciarlo; también puede que el reloj de una de las dos máquinas esté mal.',
    'file-refused': (url) => `Lo que llegó de ${url} no es el archivo que firmó la redacción.`,
    'folder-not-writable': (folder) =>
      `No se puede escribir en la carpeta ${folder}: tiene que ser suya, o poder crearse. Se elige con --folder.`,
    'port-taken': (at) => `Otro programa ocupa el puerto: ${at}. Con --port se elige otro.`,
    'relay-not-started': (reason) => `El servidor no arrancó: ${reason}`,
    'release-changing': (site) =>
      `${site} cambió de publicación varias veces mientras se comparaba. Pruebe otra vez más tarde.`,
    'release-missing': (site) =>
      `${site} no entrega ninguna publicación firmada: o no es el sitio de una redacción, o le falta.`,
    'release-older': (site) =>
      `${site} entrega una publicación anterior a la que ya se conoce, u otra con el mismo número.`,
    'release-too-long': (site) => `Lo que ${site} entrega como publicación es demasiado largo.`,
    'site-unreachable': (url) =>
      `No se obtuvo respuesta completa de ${url}. Revise la dirección y la conexión, y pruebe otra vez.`,
    'storage-failed': (where) => `No se pudo leer o escribir en el disco: ${where}.`,
  },
  refused: (code) =>
    `La publicación que entrega el sitio no vale: ${spanishRefusals[code] ?? 'no cumple el protocolo'} (${code}).`,
  differences: {
    'bytes-differ': 'no es el archivo firmado',
    'cookie-set': 'deja una cookie con un encabezado',
    'found-where-nothing-is': 'responde donde no hay ninguna página',
    'header-differs': 'lleva un encabezado con otro valor',
    'header-missing': 'llega sin un encabezado que le corresponde',
    'header-unexpected': 'lleva un encabezado que no le corresponde',
    'lost-page-differs': 'la página de «no encontrado» no es la firmada',
    missing: 'falta',
    redirected: 'redirige a otra dirección',
    'status-odd': 'responde con un error',
  },
  noAnswer: {
    broken: 'la respuesta se cortó',
    'too-long': 'la respuesta fue demasiado larga',
    'too-slow': 'la respuesta tardó demasiado',
    unreachable: 'no hubo conexión',
  },
  progress: (done, total) => `Comparando: ${done} de ${total}`,
  release: (number, issued, files) =>
    `Publicación ${number}, firmada por dos personas el ${issued}; archivos: ${files}.`,
  older: (number, atLeast) =>
    `Es una publicación anterior: la número ${number}, y se esperaba por lo menos la ${atLeast}.`,
  same: (unlisted) =>
    `Cada archivo que enumera la publicación llega como se firmó. Lo que sirven otras direcciones no se puede enumerar: se probaron ${unlisted}, y en ninguna había nada.`,
  differs: (count) => `El sitio no coincide con su publicación. Diferencias: ${count}.`,
  unchecked: (count) => `Direcciones sin comprobar: ${count}.`,
  onlyHere:
    'Esto vale para lo que el sitio respondió ahora a esta computadora; a otras personas podría responderles otra cosa.',
  serving: (url, number) => `La copia comprobada (publicación ${number}) está en ${url}`,
  published: (number) => `Ahora se sirve la publicación ${number}.`,
  keepsServing: (number) => `Se sigue sirviendo la publicación ${number}.`,
}

const english: Texts = {
  errors: {
    ...newsroomErrors.en,
    'address-refused': (at) =>
      `Cannot listen on ${at}: --host has to be an address of this computer, and ports below 1024 are the administrator’s.`,
    'arguments-malformed': (argument) =>
      `This argument is missing, makes no sense or does not go with this command: ${argument}${hint('en', argument)}. --help shows how it goes.`,
    'auditor-refused': () =>
      'The relay does not know this machine’s key. Whoever runs it has to put the key into "auditors" and start it again; or the clock of one of the two machines is wrong.',
    'file-refused': (url) => `What came from ${url} is not the file the newsroom signed.`,
    'folder-not-writable': (folder) =>
      `Cannot write to the folder ${folder}: it has to be yours, or one that can be made. --folder chooses it.`,
    'port-taken': (at) => `Another program has the port: ${at}. --port chooses another.`,
    'relay-not-started': (reason) => `The relay did not start: ${reason}`,
    'release-changing': (site) =>
      `${site} changed releases several times while it was compared. Try again later.`,
    'release-missing': (site) =>
      `${site} hands out no signed release: either it is no newsroom’s site, or it lacks one.`,
    'release-older': (site) =>
      `${site} hands out a release older than the one known here, or another of the same number.`,
    'release-too-long': (site) => `What ${site} hands out as its release is too long.`,
    'site-unreachable': (url) =>
      `There was no complete answer from ${url}. Check the address and the connection, and try again.`,
    'storage-failed': (where) => `The disk could not be read or written: ${where}.`,
  },
  refused: (code) =>
    `The release this site hands out is not valid: ${englishRefusals[code] ?? 'it breaks the protocol'} (${code}).`,
  differences: {
    'bytes-differ': 'is not the signed file',
    'cookie-set': 'sets a cookie with a header',
    'found-where-nothing-is': 'answers where there is no page',
    'header-differs': 'has a header with another value',
    'header-missing': 'comes without a header it should have',
    'header-unexpected': 'has a header it should not have',
    'lost-page-differs': 'the “not found” page is not the signed one',
    missing: 'is missing',
    redirected: 'redirects elsewhere',
    'status-odd': 'answers with an error',
  },
  noAnswer: {
    broken: 'the answer broke off',
    'too-long': 'the answer was too long',
    'too-slow': 'the answer took too long',
    unreachable: 'no connection',
  },
  progress: (done, total) => `Comparing: ${done} of ${total}`,
  release: (number, issued, files) =>
    `Release ${number}, signed by two people on ${issued}; files: ${files}.`,
  older: (number, atLeast) =>
    `This is an older release: number ${number}, and at least ${atLeast} was expected.`,
  same: (unlisted) =>
    `Every file the release lists is as signed. What other addresses serve cannot be listed: ${unlisted} were tried, and there was nothing at any.`,
  differs: (count) => `The site does not match its release. Differences: ${count}.`,
  unchecked: (count) => `Paths that could not be checked: ${count}.`,
  onlyHere:
    'This holds for what the site answered to this computer just now; it could answer other people differently.',
  serving: (url, number) => `The verified copy (release ${number}) is at ${url}`,
  published: (number) => `Release ${number} is served now.`,
  keepsServing: (number) => `Release ${number} is still the one served.`,
}

/** What an argument has to be, in brackets; nothing for one that does not exist. */
function hint(language: Language, argument: string): string {
  const looksLikeAddress = !argument.startsWith('-') && /[./:]/u.test(argument)
  const name = looksLikeAddress ? 'URL' : argument
  const found = allCommands
    .map(({ hints }) => hints[language][name])
    .find((one) => one !== undefined)
  const text = found ?? (name === '--language' ? LANGUAGE_HINT[language] : undefined)
  return text === undefined ? '' : ` (${text})`
}

const LANGUAGE_HINT: Readonly<Record<Language, string>> = { en: 'es or en', es: 'es o en' }

type Refusals = Readonly<Partial<Record<ProtocolErrorCode, string>>>

const spanishRefusals: Refusals = {
  'release-foreign': 'es de otra redacción, o la huella que se dio no es la de ésta',
  'release-half-signed': 'la firmó una sola persona o un solo dispositivo',
  'release-malformed': 'no es una publicación',
  'release-one-language': 'alguna página está en un solo idioma',
  'release-uncertified': 'la firmó un dispositivo que la redacción no reconoce',
  'release-unsigned': 'no lleva ninguna firma válida',
}

const englishRefusals: Refusals = {
  'release-foreign': 'it is another newsroom’s, or the fingerprint given is not this one’s',
  'release-half-signed': 'one person, or one device, alone signed it',
  'release-malformed': 'it is no release',
  'release-one-language': 'some page stands in one language only',
  'release-uncertified': 'a device the newsroom does not vouch for signed it',
  'release-unsigned': 'it bears no valid signature',
}

const texts: Readonly<Record<Language, Texts>> = { en: english, es: spanish }

const usage: Readonly<Record<Language, { readonly head: string; readonly foot: string }>> = {
  en: {
    head: 'Usage:',
    foot: `The fingerprint is 64 hexadecimal digits, with spaces or colons if you like. Get it some other way than
from the site itself.`,
  },
  es: {
    head: 'Uso:',
    foot: `La huella son 64 cifras hexadecimales; puede llevar espacios o dos puntos. Pídala por un medio que no
sea el propio sitio.`,
  },
}

/** The texts of a language. */
export function wordingIn(language: Language): Wording {
  const { head, foot } = usage[language]
  const commands = allCommands.map(({ help }) => help[language]).join('\n\n')
  return { ...texts[language], help: `${head}\n${commands}\n\n${foot}` }
}
