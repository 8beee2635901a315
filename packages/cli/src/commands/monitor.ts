// Compare a live site with its signed release again and again, through many eyes.
import { browserEyes } from '../adapters/browsers.ts'
import { DiskSightings } from '../adapters/disk-sightings.ts'
import { HttpSite } from '../adapters/http-site.ts'
import { nativePrimitives, systemRandom } from '../adapters/native-primitives.ts'
import { SocksAgent, type SocksProxy } from '../adapters/socks-agent.ts'
import { systemNowMillis } from '../adapters/system-clock.ts'
import { malformed, type CommandLine } from '../command-line.ts'
import { monitor, type MonitorTally } from '../monitor/monitor.ts'
import { jsonOf, linesOf, type Looked } from '../monitor/report.ts'
import { Sightings } from '../monitor/sightings.ts'
import type { Line, View } from '../monitor/view.ts'
import { monitorWordingIn } from '../monitor/wording.ts'
import { exitCodes } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import type { CommandDefinition } from './command-definition.ts'
import { namedSite, patienceOf, siteHints, siteOptions, type NamedSite } from './site-options.ts'
import { stopSignal, whenDueOrStopped } from './until-stopped.ts'

interface MonitorWish extends NamedSite {
  readonly folder: string
  readonly everyMillis: number
  readonly graceMillis: number
  readonly rounds: number
  readonly sample: number
  readonly socks: SocksProxy | undefined
  readonly lines: readonly Line[]
  readonly isJson: boolean
  readonly language: CommandLine['language']
}

const SECOND = 1000
const MINUTE = 60_000
const DEFAULT_EVERY_MINUTES = 60
const MAX_EVERY_MINUTES = 7 * 24 * 60
const DEFAULT_GRACE_SECONDS = 120
const DEFAULT_SAMPLE = 30
const MAX_SAMPLE = 100_000
const MAX_ROUNDS = 1_000_000_000
/** So many times the patience with one silence, for all that one view asks. */
const VIEW_PATIENCE = 20

/** `cronista monitor`. */
export const monitorCommand: CommandDefinition = {
  words: ['monitor'],
  options: {
    ...siteOptions,
    every: { type: 'string' },
    folder: { type: 'string' },
    grace: { type: 'string' },
    json: { type: 'boolean' },
    'only-socks': { type: 'boolean' },
    rounds: { type: 'string' },
    sample: { type: 'string' },
    socks: { type: 'string' },
  },
  help: {
    es: `  cronista monitor URL --newsroom HUELLA --folder CARPETA [--socks HOST:PUERTO] [--rounds N]
      Compara el sitio con su publicación firmada una y otra vez, como lo verían distintos
      navegadores y teléfonos, en dos idiomas, directamente y por Tor, y avisa de toda diferencia:
      también de una edición o una nómina de dispositivos que no es la misma para todos.
      --folder C     la carpeta en la que recuerda lo que ya vio
      --socks H:P    mira además por este proxy SOCKS5 (el de Tor: 127.0.0.1:9050)
      --only-socks   mira sólo por el proxy
      --every N      minutos entre una vuelta y otra, a la mitad; el momento se sortea (60)
      --rounds N     termina después de N vueltas; si falta, sigue hasta que se le detenga
      --sample N     archivos que se comparan en cada mirada, además de los de todas las páginas (30)
      --grace N      segundos en que lo anterior aún puede venir de una caché (120)
      --json         una línea de JSON por mirada
      --patience N   segundos que se espera a un sitio que calla (30)`,
    en: `  cronista monitor URL --newsroom FINGERPRINT --folder FOLDER [--socks HOST:PORT] [--rounds N]
      Compares the site with its signed release again and again, as different browsers and phones
      would see it, in two languages, directly and through Tor, and reports any difference: also an
      edition or a roster of keys that is not the same for everyone.
      --folder F     the folder in which it remembers what it has seen
      --socks H:P    look through this SOCKS5 proxy too (Tor's: 127.0.0.1:9050)
      --only-socks   look through the proxy alone
      --every N      minutes from one round to the next, in the middle; the moment is drawn (60)
      --rounds N     end after N rounds; without it, go on until stopped
      --sample N     files compared in each look, beside those of all pages (30)
      --grace N      seconds in which older ones may still come from a cache (120)
      --json         one line of JSON a look
      --patience N   seconds to wait for a site that keeps silent (30)`,
  },
  hints: {
    es: {
      ...siteHints.es,
      '--every': 'minutos, de 0 a 10080',
      '--folder': 'la carpeta en la que se recuerda lo que ya se vio',
      '--grace': 'segundos, de 0 a 86400',
      '--only-socks': 'sólo junto con --socks',
      '--rounds': 'un número de 1 en adelante',
      '--sample': 'un número de 0 a 100000',
      '--socks': 'dirección y puerto de un proxy SOCKS5, como 127.0.0.1:9050',
    },
    en: {
      ...siteHints.en,
      '--every': 'minutes, from 0 to 10080',
      '--folder': 'the folder in which it remembers what was seen',
      '--grace': 'seconds, from 0 to 86400',
      '--only-socks': 'only together with --socks',
      '--rounds': 'a number from 1',
      '--sample': 'a number from 0 to 100000',
      '--socks': 'address and port of a SOCKS5 proxy, such as 127.0.0.1:9050',
    },
  },
  read(line) {
    const socks = proxyOf(line)
    if (socks === undefined && line.has('only-socks')) malformed('--only-socks')
    const wish: MonitorWish = {
      ...namedSite(line),
      folder: line.get('folder'),
      everyMillis: line.wholeNumber('every', DEFAULT_EVERY_MINUTES, 0, MAX_EVERY_MINUTES) * MINUTE,
      graceMillis: line.wholeNumber('grace', DEFAULT_GRACE_SECONDS, 0, 86_400) * SECOND,
      rounds: line.wholeNumber('rounds', Number.POSITIVE_INFINITY, 1, MAX_ROUNDS),
      sample: line.wholeNumber('sample', DEFAULT_SAMPLE, 0, MAX_SAMPLE),
      socks,
      lines: line.has('only-socks') ? ['socks'] : socks ? ['direct', 'socks'] : ['direct'],
      isJson: line.has('json'),
      language: line.language,
    }
    return { kind: 'monitor', ...wish, run: (terminal) => run(wish, terminal) }
  },
}

function proxyOf(line: CommandLine): SocksProxy | undefined {
  const text = line.find('socks')
  if (text === undefined) return undefined
  const { host, port } =
    /^(?<host>[^:\s]+|\[[0-9a-f:]+\]):(?<port>\d{1,5})$/u.exec(text)?.groups ?? {}
  if (host === undefined || Number(port) > 65_535) malformed('--socks')
  return { host: host.replace(/^\[|\]$/gu, ''), port: Number(port) }
}

async function run(wish: MonitorWish, terminal: Terminal): Promise<number> {
  const { newsroomId, rounds, lines, sample, everyMillis, language, isJson } = wish
  const sightings = await Sightings.open(await DiskSightings.open(wish.folder), wish.graceMillis)
  const stopped = stopSignal()
  const tally = await monitor(
    {
      ...{ primitives: nativePrimitives, random: systemRandom, nowMillis: systemNowMillis },
      ...{ newsroomId, sightings, sample, lines, everyMillis },
      openView: (view) => openView(wish, view),
      viewMillis: wish.patienceMillis * VIEW_PATIENCE,
      wait: (millis) => whenDueOrStopped(stopped, millis),
      onLook: (round, view, look) => {
        const looked: Looked = { round, view, look }
        const said = isJson
          ? [jsonOf(looked, systemNowMillis())]
          : linesOf(looked, terminal.wording, language)
        for (const one of said) terminal.say(one)
      },
    },
    rounds,
  )
  const says = monitorWordingIn(language)
  if (!isJson) for (const one of [says.ended(tally), says.onlyThese]) terminal.say(one)
  return exitCodeOf(tally)
}

function exitCodeOf({ found, unchecked, views }: MonitorTally): number {
  if (found > 0) return exitCodes.differs
  return unchecked > 0 || views === 0 ? exitCodes.unchecked : exitCodes.same
}

function openView({ origin, patienceMillis, socks }: MonitorWish, view: View): HttpSite {
  const isTls = origin.startsWith('https:')
  const agent =
    view.line === 'socks' && socks !== undefined
      ? new SocksAgent(systemRandom, socks, isTls, patienceMillis)
      : undefined
  return new HttpSite(origin, patienceOf(patienceMillis), {
    headersOf: browserEyes(view),
    ...(agent && { agent }),
  })
}
