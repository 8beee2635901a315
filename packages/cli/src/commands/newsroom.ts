// The newsroom's root key, on a machine without a network.
import { malformed, type CommandLine } from '../command-line.ts'
import type { RootPlace } from '../newsroom/certify-devices.ts'
import type { CommandDefinition } from './command-definition.ts'
import { ceremonyHints, ceremonyOptions, ceremonyWish } from './newsroom-options.ts'

const MAX_SHARES = 20
const MAX_DAYS = 3650
const YEAR_DAYS = 365

const initCommand: CommandDefinition = {
  words: ['newsroom', 'init'],
  options: {
    ...ceremonyOptions,
    folder: { type: 'string' },
    shares: { type: 'string' },
    needed: { type: 'string' },
    'shares-only': { type: 'boolean' },
  },
  help: {
    es: `  cronista newsroom init --folder CARPETA --shares N --needed K
      En una computadora sin red: hace la clave raíz de una redacción, la sella con una frase y la
      parte en N hojas imprimibles, de las que K la recuperan. Muestra la huella.
      --shares-only  sin la copia sellada con frase`,
    en: `  cronista newsroom init --folder FOLDER --shares N --needed K
      On a computer without a network: makes a newsroom's root key, seals it under a passphrase and
      splits it into N printable sheets, any K of which give it back. Shows the fingerprint.
      --shares-only  without the copy that is sealed under a passphrase`,
  },
  hints: ceremonyHints,
  read(line) {
    const shares = line.wholeNumber('shares', undefined, 2, MAX_SHARES)
    const wish = {
      ...ceremonyWish(line),
      ...{ folder: line.get('folder'), shares, isUnsealed: line.has('shares-only') },
      needed: line.wholeNumber('needed', undefined, 2, shares),
    }
    return {
      ...{ kind: 'newsroom init', ...wish },
      run: async (terminal) =>
        (await import('../newsroom/init-newsroom.ts')).initNewsroom(wish, terminal),
    }
  },
}

const recoverCommand: CommandDefinition = {
  words: ['newsroom', 'recover'],
  options: {
    ...ceremonyOptions,
    folder: { type: 'string' },
    newsroom: { type: 'string' },
    share: { type: 'string', multiple: true },
  },
  help: {
    es: `  cronista newsroom recover --newsroom HUELLA --folder CARPETA [--share ARCHIVO]…
      Recupera la clave raíz de sus partes, escritas una por una o en archivos, y la sella otra vez.`,
    en: `  cronista newsroom recover --newsroom FINGERPRINT --folder FOLDER [--share FILE]…
      Recovers the root key from its shares, typed one by one or in files, and seals it again.`,
  },
  hints: ceremonyHints,
  read(line) {
    const wish = {
      ...ceremonyWish(line),
      ...{ folder: line.get('folder'), newsroomId: line.newsroomId(), shares: line.all('share') },
    }
    return {
      ...{ kind: 'newsroom recover', ...wish },
      run: async (terminal) =>
        (await import('../newsroom/recover-newsroom.ts')).recoverNewsroom(wish, terminal),
    }
  },
}

const certifyCommand: CommandDefinition = {
  words: ['newsroom', 'certify'],
  options: {
    ...ceremonyOptions,
    days: { type: 'string' },
    folder: { type: 'string' },
    newsroom: { type: 'string' },
    share: { type: 'string', multiple: true },
    'shares-typed': { type: 'boolean' },
    to: { type: 'string' },
  },
  help: {
    es: `  cronista newsroom certify TARJETA… --to ARCHIVO --folder CARPETA [--days N]
      Muestra las palabras de cada tarjeta, pregunta si se compararon y certifica los dispositivos.
      --days N       por cuántos días (365)
      En vez de --folder: --newsroom HUELLA con --share ARCHIVO… o --shares-typed.`,
    en: `  cronista newsroom certify CARD… --to FILE --folder FOLDER [--days N]
      Shows the words of each card, asks whether they were compared, and certifies the devices.
      --days N       for how many days (365)
      Instead of --folder: --newsroom FINGERPRINT with --share FILE… or --shares-typed.`,
  },
  hints: ceremonyHints,
  read(line) {
    const wish = {
      ...ceremonyWish(line),
      ...{ root: rootPlace(line), to: line.get('to') },
      days: line.wholeNumber('days', YEAR_DAYS, 1, MAX_DAYS),
      cards: [line.word('CARD'), ...line.restOfWords()],
    }
    return {
      ...{ kind: 'newsroom certify', ...wish },
      run: async (terminal) =>
        (await import('../newsroom/certify-devices.ts')).certifyDevices(wish, terminal),
    }
  },
}

function rootPlace(line: CommandLine): RootPlace {
  const paths = line.all('share')
  if (paths.length === 0 && !line.has('shares-typed')) {
    if (line.find('newsroom') !== undefined) malformed('--newsroom')
    return { kind: 'sealed', folder: line.get('folder') }
  }
  if (line.find('folder') !== undefined) malformed('--folder')
  if (paths.length > 0 && line.has('shares-typed')) malformed('--shares-typed')
  return { kind: 'shares', newsroomId: line.newsroomId(), paths }
}

/** `cronista newsroom …`. */
export const newsroomCommands: readonly CommandDefinition[] = [
  initCommand,
  recoverCommand,
  certifyCommand,
]
