import type { CommandLine } from '../command-line.ts'
import type { CeremonyWish } from '../newsroom/ceremony.ts'

/** The option that every ceremony has, for programs that run it. */
export const ceremonyOptions = { 'passphrase-fd': { type: 'string' } } as const

/** Reads it. Throws `CliError` `arguments-malformed`. */
export function ceremonyWish(line: CommandLine): CeremonyWish {
  const isGiven = line.find('passphrase-fd') !== undefined
  return {
    language: line.language,
    passphraseFd: isGiven ? line.wholeNumber('passphrase-fd', undefined, 0, 1023) : undefined,
  }
}

/** What the arguments of ceremonies have to be. */
export const ceremonyHints = {
  es: {
    '--certificates': 'el archivo que dejó «cronista newsroom certify»',
    '--days': 'días, de 1 a 3650',
    '--folder': 'una carpeta',
    '--name': 'el nombre de la redacción',
    '--needed': 'cuántas partes bastan, de 2 al número de partes',
    '--newsroom': 'la huella de la redacción, 64 cifras hexadecimales',
    '--origin': 'la dirección del sitio, hasta el servidor: https://periodico.example',
    '--passphrase-fd': 'el número de un descriptor de archivo',
    '--person': 'el nombre con que la redacción conoce a la persona',
    '--same-person-as': 'la tarjeta de otro dispositivo de la misma persona',
    '--share': 'el archivo de una parte',
    '--shares': 'en cuántas partes, de 2 a 20',
    '--shares-typed': 'sin valor, y no junto con --share',
    '--to': 'el archivo que se va a escribir',
    '--without': 'el dispositivo que se quita, 32 cifras hexadecimales',
    CARD: 'una o más tarjetas de dispositivos',
    ROSTER: 'el archivo de una nómina de dispositivos',
  },
  en: {
    '--certificates': 'the file that “cronista newsroom certify” wrote',
    '--days': 'days, from 1 to 3650',
    '--folder': 'a folder',
    '--name': 'the newsroom’s name',
    '--needed': 'how many shares are enough, from 2 to the number of shares',
    '--newsroom': 'the newsroom’s fingerprint, 64 hexadecimal digits',
    '--origin': 'the address of the site, up to its host: https://paper.example',
    '--passphrase-fd': 'the number of a file descriptor',
    '--person': 'the name by which the newsroom knows the person',
    '--same-person-as': 'the card of another device of the same person',
    '--share': 'the file of a share',
    '--shares': 'into how many shares, from 2 to 20',
    '--shares-typed': 'without a value, and not together with --share',
    '--to': 'the file to be written',
    '--without': 'the device to be left out, 32 hexadecimal digits',
    CARD: 'one or more cards of devices',
    ROSTER: 'the file of a roster',
  },
} as const
