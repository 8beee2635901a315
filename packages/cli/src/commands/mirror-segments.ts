// Keep copies of a relay's segments for desks that sleep. This machine holds no key that opens a cell.
import { join } from 'node:path'
import { toHex } from '@cronista/protocol'
import { RelayError, startSegmentServer } from '@cronista/relay'
import { nativePrimitives, systemRandom } from '../adapters/native-primitives.ts'
import { systemNowMillis } from '../adapters/system-clock.ts'
import { CliError } from '../cli-error.ts'
import { exitCodes } from '../report.ts'
import { openAuditorKey } from '../segments/auditor-key.ts'
import { openHttpAuditedRelay } from '../segments/http-audited-relay.ts'
import { RosterCopy } from '../segments/roster-copy.ts'
import { SegmentMirror, type MirrorRound } from '../segments/segment-mirror.ts'
import { SegmentShelf } from '../segments/segment-shelf.ts'
import { segmentTexts, type SegmentTexts } from '../segments/segment-texts.ts'
import type { Terminal } from '../terminal.ts'
import type { CommandDefinition } from './command-definition.ts'
import { namedSite, siteHints, siteOptions, type NamedSite } from './site-options.ts'
import { stopSignal, whenDueOrStopped } from './until-stopped.ts'

interface MirrorSegmentsWish extends NamedSite {
  readonly folder: string
  readonly host: string
  readonly port: number
  readonly everyMillis: number
  readonly roomBytes: number
  readonly texts: SegmentTexts
}

const MINUTE = 60_000
const GIBIBYTE = 2 ** 30
const DEFAULT_EVERY_MINUTES = 10
const MAX_EVERY_MINUTES = 24 * 60
const DEFAULT_ROOM = 50

/** `cronista mirror-segments`. */
export const mirrorSegmentsCommand: CommandDefinition = {
  words: ['mirror-segments'],
  options: {
    ...siteOptions,
    every: { type: 'string' },
    folder: { type: 'string' },
    host: { type: 'string' },
    port: { type: 'string' },
    room: { type: 'string' },
  },
  help: {
    es: `  cronista mirror-segments URL --newsroom HUELLA --folder CARPETA [--port N] [--host H] [--every MINUTOS] [--room GIB]
      En una máquina que no se apaga: guarda catorce días copias de lo que llega al servidor,
      cerrado como llegó, para los escritorios que estaban apagados. No tiene con qué abrirlo.
      --port N       puerto en el que escucha (8081)
      --host H       dirección en la que escucha (127.0.0.1)
      --every N      minutos entre una consulta y otra (10)
      --room N       GiB que pueden ocupar las copias (50)
      --patience N   segundos que se espera a un servidor que calla (30)`,
    en: `  cronista mirror-segments URL --newsroom FINGERPRINT --folder FOLDER [--port N] [--host H] [--every MINUTES] [--room GIB]
      On a machine that stays on: keeps copies of what reaches the relay for fourteen days, sealed as
      it came, for desks that were off. It has nothing to open it with.
      --port N       port to listen on (8081)
      --host H       address to listen on (127.0.0.1)
      --every N      minutes from one look to the next (10)
      --room N       GiB that the copies may take (50)
      --patience N   seconds to wait for a relay that keeps silent (30)`,
  },
  hints: {
    es: {
      ...siteHints.es,
      '--every': 'minutos, de 1 a 1440',
      '--folder': 'la carpeta en la que se guardan las copias',
      '--port': 'un número de 0 a 65535',
      '--room': 'GiB, de 1 a 100000',
    },
    en: {
      ...siteHints.en,
      '--every': 'minutes, from 1 to 1440',
      '--folder': 'the folder in which the copies are kept',
      '--port': 'a number from 0 to 65535',
      '--room': 'GiB, from 1 to 100000',
    },
  },
  read(line) {
    const wish = {
      ...namedSite(line),
      folder: line.get('folder'),
      host: line.find('host') ?? '127.0.0.1',
      port: line.wholeNumber('port', 8081, 0, 65_535),
      everyMillis: line.wholeNumber('every', DEFAULT_EVERY_MINUTES, 1, MAX_EVERY_MINUTES) * MINUTE,
      roomBytes: line.wholeNumber('room', DEFAULT_ROOM, 1, 100_000) * GIBIBYTE,
      texts: segmentTexts[line.language],
    }
    return {
      kind: 'mirror-segments',
      ...wish,
      run: (terminal) => mirrorSegments(wish, terminal),
    }
  },
}

async function mirrorSegments(wish: MirrorSegmentsWish, terminal: Terminal): Promise<number> {
  const { origin, newsroomId, folder, patienceMillis, texts, everyMillis, roomBytes } = wish
  const p = nativePrimitives
  const nowMillis = systemNowMillis
  const key = await openAuditorKey(p, systemRandom, folder)
  terminal.say((key.isNew ? texts.newKey : texts.ownKey)(toHex(key.publicKey)))
  const shelf = await SegmentShelf.open(p, join(folder, 'segments'))
  const roster = await RosterCopy.open(p, newsroomId, folder)
  const asked = { origin, p, random: systemRandom, newsroomId, key, nowMillis, patienceMillis }
  const relay = openHttpAuditedRelay(asked)
  const mirror = new SegmentMirror({ p, relay, origin, shelf, roster, nowMillis, roomBytes })
  const server = await serve(wish, shelf, roster, terminal)
  terminal.say(texts.serving(server.url, shelf.names().length))
  const stopped = stopSignal()
  do {
    if ((await Promise.race([stopped, roundOrTell(mirror, texts, terminal)])) === 'stopped') break
  } while ((await whenDueOrStopped(stopped, untilNext(nowMillis(), everyMillis))) === 'due')
  relay.close()
  await server.close()
  return exitCodes.same
}

async function serve(
  { host, port, newsroomId }: MirrorSegmentsWish,
  shelf: SegmentShelf,
  roster: RosterCopy,
  terminal: Terminal,
) {
  try {
    return await startSegmentServer(
      {
        ...{ primitives: nativePrimitives, shelf, newsroomId, clock: systemNowMillis },
        roster: () => roster.newest,
        onFailure: (error) => terminal.tellFailure(error),
      },
      { host, port },
    )
  } catch (cause) {
    if (
      cause instanceof RelayError &&
      (cause.code === 'port-taken' || cause.code === 'address-refused')
    )
      throw new CliError(cause.code, `${host}, ${port}`, { cause })
    throw cause
  }
}

/** Rounds stand at multiples of the interval since 1970, whatever the last one found. */
function untilNext(nowMillis: number, everyMillis: number): number {
  return everyMillis - (nowMillis % everyMillis)
}

/** One round; what failed is said, and tried again in the next. */
async function roundOrTell(
  mirror: SegmentMirror,
  texts: SegmentTexts,
  terminal: Terminal,
): Promise<void> {
  try {
    tell(await mirror.round(), texts, terminal)
  } catch (error) {
    terminal.tellFailure(error)
  }
}

function tell(found: MirrorRound, texts: SegmentTexts, terminal: Terminal): void {
  if (found.copied > 0) terminal.say(texts.copied(found.copied))
  for (const name of found.refused) terminal.note(texts.refused(name))
  for (const name of found.missing) terminal.note(texts.missing(name))
  for (const number of found.withheld) terminal.note(texts.withheld(number))
  if (found.isFull) terminal.note(texts.full)
  if (found.rosterFault !== undefined) terminal.note(texts.rosterRefused(found.rosterFault))
}
