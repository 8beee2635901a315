// A desk: made, named in a roster with others, and run.
import { asDeviceId, fromHex, type DeviceId } from '@cronista/protocol'
import { malformed, originOf } from '../command-line.ts'
import type { CommandDefinition } from './command-definition.ts'
import { ceremonyHints, ceremonyOptions, ceremonyWish } from './newsroom-options.ts'

const initCommand: CommandDefinition = {
  words: ['desk', 'init'],
  options: {
    ...ceremonyOptions,
    folder: { type: 'string' },
    name: { type: 'string' },
    newsroom: { type: 'string' },
    person: { type: 'string' },
    'same-person-as': { type: 'string' },
  },
  help: {
    es: `  cronista desk init --newsroom HUELLA --name REDACCIÓN --person NOMBRE --folder CARPETA
      Hace la bóveda de una mesa y su tarjeta, con las ocho palabras que se comparan.
      --same-person-as TARJETA  para la segunda mesa de una misma persona`,
    en: `  cronista desk init --newsroom FINGERPRINT --name NEWSROOM --person NAME --folder FOLDER
      Makes a desk's vault and its card, with the eight words that people compare.
      --same-person-as CARD  for the second desk of one person`,
  },
  hints: ceremonyHints,
  read(line) {
    const wish = {
      ...ceremonyWish(line),
      ...{ folder: line.get('folder'), newsroomId: line.newsroomId() },
      newsroomName: nameIn(line.get('name'), '--name'),
      personName: nameIn(line.get('person'), '--person'),
      sameAs: line.find('same-person-as'),
    }
    return {
      ...{ kind: 'desk init', ...wish },
      run: async (terminal) => (await import('../newsroom/init-desk.ts')).initDesk(wish, terminal),
    }
  },
}

const draftCommand: CommandDefinition = {
  words: ['desk', 'roster', 'draft'],
  options: {
    ...ceremonyOptions,
    certificates: { type: 'string' },
    folder: { type: 'string' },
    'new-day-keys': { type: 'boolean' },
    origin: { type: 'string', multiple: true },
    to: { type: 'string' },
    without: { type: 'string', multiple: true },
  },
  help: {
    es: `  cronista desk roster draft --folder CARPETA --to ARCHIVO [--certificates ARCHIVO]
                             [--origin URL]… [--without DISPOSITIVO]…
      Redacta la primera nómina de dispositivos, o la que sigue, con otros dispositivos o direcciones.
      --new-day-keys  claves nuevas para los días ya anunciados: sólo si se perdió toda mesa que
                      tuviera las anteriores`,
    en: `  cronista desk roster draft --folder FOLDER --to FILE [--certificates FILE]
                             [--origin URL]… [--without DEVICE]…
      Drafts the first roster, or the next one, with other devices or addresses.
      --new-day-keys  new keys for days that were announced: only if every desk that had the old
                      ones is lost`,
  },
  hints: ceremonyHints,
  read(line) {
    const wish = {
      ...ceremonyWish(line),
      ...{ folder: line.get('folder'), to: line.get('to') },
      certificates: line.find('certificates'),
      origins: line.all('origin').map(originOf),
      without: line.all('without').map(deviceIn),
      hasNewDayKeys: line.has('new-day-keys'),
    }
    return {
      ...{ kind: 'desk roster draft', ...wish },
      run: async (terminal) => (await import('../newsroom/change-roster.ts')).draft(wish, terminal),
    }
  },
}

const signCommand: CommandDefinition = {
  words: ['desk', 'roster', 'sign'],
  options: { ...ceremonyOptions, folder: { type: 'string' }, to: { type: 'string' } },
  help: {
    es: `  cronista desk roster sign NÓMINA --folder CARPETA --to ARCHIVO
      Muestra lo que cambia un borrador, pregunta y lo firma. Primero firma la otra persona; al final,
      quien lo redactó.`,
    en: `  cronista desk roster sign ROSTER --folder FOLDER --to FILE
      Shows what a draft changes, asks, and signs it. The other person signs first; whoever drafted
      it signs last.`,
  },
  hints: ceremonyHints,
  read(line) {
    const wish = {
      ...ceremonyWish(line),
      ...{ roster: line.word('ROSTER'), folder: line.get('folder'), to: line.get('to') },
    }
    return {
      ...{ kind: 'desk roster sign', ...wish },
      run: async (terminal) => (await import('../newsroom/change-roster.ts')).sign(wish, terminal),
    }
  },
}

const takeCommand: CommandDefinition = {
  words: ['desk', 'roster', 'take'],
  options: { ...ceremonyOptions, folder: { type: 'string' } },
  help: {
    es: `  cronista desk roster take NÓMINA --folder CARPETA
      Pone a trabajar la mesa con una nómina de dispositivos que firmaron dos personas.`,
    en: `  cronista desk roster take ROSTER --folder FOLDER
      Has a desk work with a roster that two people signed.`,
  },
  hints: ceremonyHints,
  read(line) {
    const wish = {
      ...ceremonyWish(line),
      ...{ roster: line.word('ROSTER'), folder: line.get('folder') },
    }
    return {
      ...{ kind: 'desk roster take', ...wish },
      run: async (terminal) => (await import('../newsroom/change-roster.ts')).take(wish, terminal),
    }
  },
}

const copyCommand: CommandDefinition = {
  words: ['desk', 'roster', 'copy'],
  options: { ...ceremonyOptions, folder: { type: 'string' }, to: { type: 'string' } },
  help: {
    es: `  cronista desk roster copy --folder CARPETA --to ARCHIVO
      Copia la nómina de dispositivos con que trabaja una mesa, para otra que todavía no tiene ninguna.`,
    en: `  cronista desk roster copy --folder FOLDER --to FILE
      Copies the roster a desk works with, for one that has none yet.`,
  },
  hints: ceremonyHints,
  read(line) {
    const wish = { ...ceremonyWish(line), ...{ folder: line.get('folder'), to: line.get('to') } }
    return {
      ...{ kind: 'desk roster copy', ...wish },
      run: async (terminal) => (await import('../newsroom/change-roster.ts')).copy(wish, terminal),
    }
  },
}

const runCommand: CommandDefinition = {
  words: ['desk'],
  options: {},
  help: {
    es: `  cronista desk CONFIGURACIÓN
      Pone en marcha una mesa; muestra la dirección con la que se abre.`,
    en: `  cronista desk CONFIG
      Starts a desk; shows the address that unlocks it.`,
  },
  hints: {
    es: { CONFIG: 'el archivo JSON de la configuración' },
    en: { CONFIG: 'the JSON file with the configuration' },
  },
  read(line) {
    const config = line.word('CONFIG')
    return {
      ...{ kind: 'desk', config },
      run: async (terminal) =>
        (await import('../newsroom/run-desk.ts')).runDesk(config, line.language, terminal),
    }
  },
}

/** `cronista desk …`. */
export const deskCommands: readonly CommandDefinition[] = [
  initCommand,
  draftCommand,
  signCommand,
  takeCommand,
  copyCommand,
  runCommand,
]

/** A name that shows on one line and fits into a card. */
function nameIn(text: string, option: string): string {
  const isName =
    text.trim() !== '' &&
    new TextEncoder().encode(text).length <= 255 &&
    !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)
  return isName ? text.trim() : malformed(option)
}

function deviceIn(text: string): DeviceId {
  const digits = text.replaceAll(/[\s:-]/gu, '').toLowerCase()
  return /^[0-9a-f]{32}$/u.test(digits) ? asDeviceId(fromHex(digits)) : malformed('--without')
}
