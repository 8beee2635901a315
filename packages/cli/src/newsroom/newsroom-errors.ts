// What is said when founding, certifying or changing a newsroom cannot go on.
import type { RosterChangeReason } from '@cronista/desk'
import type { Language, ProtocolErrorCode } from '@cronista/protocol'
import type { CliErrorCode } from '../cli-error.ts'

/** Codes of the commands that make and change a newsroom. */
export type NewsroomErrorCode = Extract<
  CliErrorCode,
  | 'card-refused'
  | 'certificates-refused'
  | 'desk-failed'
  | 'desk-in-use'
  | 'desk-not-started'
  | 'file-exists'
  | 'file-unreadable'
  | 'input-ended'
  | 'not-confirmed'
  | 'passphrase-differs'
  | 'passphrase-short'
  | 'passphrase-wrong'
  | 'root-damaged'
  | 'roster-change-refused'
  | 'share-foreign'
  | 'share-malformed'
  | 'share-mixed'
  | 'share-twice'
  | 'shares-other-root'
  | 'shares-too-few'
  | 'vault-damaged'
  | 'vault-missing'
>

type Sentences = Readonly<Record<NewsroomErrorCode, (subject: string) => string>>
/** What the place of a refused roster or certificate may be; what another version says is shown as it is. */
type Reason =
  | Exclude<Extract<ProtocolErrorCode, `roster-${string}`>, 'roster-not-in-edition'>
  | RosterChangeReason
  | 'roster-missing'
type Reasons = Readonly<Record<Reason, string>> & Readonly<Record<string, string>>

/** The shortest passphrase that is taken, in characters. */
export const MIN_PASSPHRASE_CHARACTERS = 16

const spanishReasons: Reasons = {
  'certificates-missing':
    'todavía no hay nómina de dispositivos en esta mesa, así que hacen falta los certificados',
  'device-unknown': 'el dispositivo que se quiere quitar no está en la nómina de dispositivos',
  'does-not-follow':
    'no es la siguiente de la nómina de dispositivos que tiene esta mesa; quizás se renovó entretanto. Empiecen de nuevo con un borrador',
  'epoch-dropped': 'le falta la clave de un día ya anunciado',
  'epoch-too-far': 'anuncia días demasiado lejanos',
  foreign: 'es de otra redacción',
  'lasts-too-long': 'dura más de 72 horas',
  'not-now': 'ya venció o todavía no empieza; revisen los relojes de las dos computadoras',
  'one-person': 'todos los dispositivos son de una misma persona, y hacen falta dos',
  'origins-missing': 'falta decir con --origin dónde está el sitio',
  'own-device-missing': 'no nombra el dispositivo de esta mesa',
  'roster-duplicate-key': 'nombra dos veces una misma clave',
  'roster-expired': 'ya venció o todavía no empieza; revise el reloj de esta computadora',
  'roster-foreign': 'es de otra redacción',
  'roster-half-signed': 'la firmó una sola persona',
  'roster-missing': 'esta mesa todavía no tiene ninguna',
  'roster-malformed': 'el archivo no es lo que debería, o está incompleto',
  'roster-older': 'es anterior a la que tiene esta mesa, u otra con el mismo número',
  'roster-too-long': 'dura más de 72 horas',
  'roster-uncertified':
    'la clave raíz no respalda alguno de los dispositivos, o su certificado ya venció',
  'roster-unsigned': 'no lleva ninguna firma válida',
  'signed-another': 'este dispositivo ya firmó otra con ese número, que todavía vale',
}

const englishReasons: Reasons = {
  'certificates-missing': 'this desk has no roster yet, so the certificates are needed',
  'device-unknown': 'the device to be left out is not in the roster',
  'does-not-follow':
    'it does not follow the roster this desk has; that one may have been renewed meanwhile. Begin again with a draft',
  'epoch-dropped': 'it lacks the key of a day that was announced',
  'epoch-too-far': 'it announces days too far ahead',
  foreign: 'it is another newsroom’s',
  'lasts-too-long': 'it lasts more than 72 hours',
  'not-now': 'it has ended or not begun; look at the clocks of both computers',
  'one-person': 'all devices are one person’s, and two people are needed',
  'origins-missing': '--origin has to say where the site is',
  'own-device-missing': 'it does not name this desk’s device',
  'roster-duplicate-key': 'it names one key twice',
  'roster-expired': 'it has ended or not begun; look at this computer’s clock',
  'roster-foreign': 'it is another newsroom’s',
  'roster-half-signed': 'one person alone signed it',
  'roster-missing': 'this desk has none yet',
  'roster-malformed': 'the file is not what it should be, or not all of it',
  'roster-older': 'it is older than the one this desk has, or another of the same number',
  'roster-too-long': 'it lasts more than 72 hours',
  'roster-uncertified':
    'the root key does not vouch for one of the devices, or its certificate has ended',
  'roster-unsigned': 'it bears no valid signature',
  'signed-another': 'this device has signed another of that number, which still holds',
}

const spanish: Sentences = {
  'card-refused': (file) =>
    `No es la tarjeta de un dispositivo de esta redacción, o llegó incompleta: ${file}.`,
  'certificates-refused': (reason) =>
    `Los certificados no valen: ${spanishReasons[reason] ?? reason}.`,
  'desk-failed': (reason) => `La mesa no pudo con esto (${reason}). No se firmó nada.`,
  'desk-in-use': (folder) =>
    `La mesa de la carpeta ${folder} está abierta. Ciérrela con llave en su página, o termine el programa, y pruebe otra vez.`,
  'desk-not-started': (reason) => `La mesa no arrancó: ${reason}.`,
  'file-exists': (path) => `Ya existe, y aquí no se sobrescribe nada: ${path}. Elija otro lugar.`,
  'file-unreadable': (path) =>
    `No se puede leer, o no es un archivo de los que hace esta orden: ${path}.`,
  'input-ended': () => 'Se terminó sin respuesta. No se hizo nada más.',
  'not-confirmed': () => 'No se confirmó, así que no se firmó nada.',
  'passphrase-differs': () => 'Las dos veces no se escribió lo mismo. Empiece de nuevo.',
  'passphrase-short': () =>
    `La frase es demasiado corta: por lo menos ${MIN_PASSPHRASE_CHARACTERS} caracteres. Cinco o seis palabras sacadas al azar son buena frase.`,
  'passphrase-wrong': (place) => `Esa no es la frase de ${place}.`,
  'root-damaged': (path) =>
    `La clave raíz sellada no está en ${path}, o está dañada. Con las partes impresas se recupera: cronista newsroom recover.`,
  'roster-change-refused': (reason) =>
    `Esta nómina de dispositivos no se acepta: ${spanishReasons[reason] ?? reason}.`,
  'share-foreign': (which) => `Es de otra redacción, no de la huella que se dio: ${which}.`,
  'share-malformed': (where) => `Algo está mal copiado: ${where}. Compárelo con el papel.`,
  'share-mixed': (which) =>
    `Es de otra vez que se partió la clave, y no va con la primera: ${which}. Junte partes de la misma fecha.`,
  'share-twice': (which) => `Es la misma parte otra vez: ${which}.`,
  'shares-other-root': () =>
    'Las partes se leen bien, pero juntas no dan la clave de esta huella: alguna fue alterada. Pruebe con otras, y averigüe cuál.',
  'shares-too-few': (counts) => `Faltan partes: ${counts}. Con menos no se recupera nada.`,
  'vault-damaged': (folder) => `La bóveda de ${folder} está dañada. Use una copia.`,
  'vault-missing': (folder) => `En ${folder} no hay ninguna mesa. Se hace con: cronista desk init.`,
}

const english: Sentences = {
  'card-refused': (file) =>
    `This is no card of a device of this newsroom, or not all of it came: ${file}.`,
  'certificates-refused': (reason) =>
    `The certificates are not valid: ${englishReasons[reason] ?? reason}.`,
  'desk-failed': (reason) => `The desk could not do this (${reason}). Nothing was signed.`,
  'desk-in-use': (folder) =>
    `The desk in ${folder} is unlocked. Lock it on its page, or end the program, and try again.`,
  'desk-not-started': (reason) => `The desk did not start: ${reason}.`,
  'file-exists': (path) =>
    `It exists, and nothing is overwritten here: ${path}. Choose another place.`,
  'file-unreadable': (path) => `It cannot be read, or is no file that this command makes: ${path}.`,
  'input-ended': () => 'There was no answer. Nothing more was done.',
  'not-confirmed': () => 'It was not confirmed, so nothing was signed.',
  'passphrase-differs': () => 'The two were not the same. Begin again.',
  'passphrase-short': () =>
    `The passphrase is too short: at least ${MIN_PASSPHRASE_CHARACTERS} characters. Five or six words drawn at random make a good one.`,
  'passphrase-wrong': (place) => `That is not the passphrase of ${place}.`,
  'root-damaged': (path) =>
    `The sealed root key is not at ${path}, or is damaged. The printed shares give it back: cronista newsroom recover.`,
  'roster-change-refused': (reason) =>
    `This roster is not accepted: ${englishReasons[reason] ?? reason}.`,
  'share-foreign': (which) =>
    `It belongs to another newsroom than the fingerprint given: ${which}.`,
  'share-malformed': (where) => `Something was miscopied: ${where}. Compare it with the paper.`,
  'share-mixed': (which) =>
    `It was made when the key was split another time, and does not go with the first: ${which}. Bring shares of the same date together.`,
  'share-twice': (which) => `This is the same share again: ${which}.`,
  'shares-other-root': () =>
    'The shares read well, but together they do not give the key of this fingerprint: one was altered. Try others, and find out which.',
  'shares-too-few': (counts) => `Shares are missing: ${counts}. Fewer give nothing back.`,
  'vault-damaged': (folder) => `The vault in ${folder} is damaged. Use a copy.`,
  'vault-missing': (folder) =>
    `There is no desk in ${folder}. It is made with: cronista desk init.`,
}

/** The sentences, by language and code. */
export const newsroomErrors: Readonly<Record<Language, Sentences>> = { en: english, es: spanish }
