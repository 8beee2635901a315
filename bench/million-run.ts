// One run of the million's bench: a newsroom, its relay, its visitors, a desk; measured in turn. Everything
// lies in a temporary folder.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CELL_BYTES } from '@cronista/protocol'
import { EDITION_PATH, ROSTER_PATH } from '@cronista/protocol/http'
import type { RelayConfigInput } from '@cronista/relay'
import { benchCollector } from './collector.ts'
import { BenchProcess, generatorCores, serverCores } from './intake-process.ts'
import { measureDesk } from './million-desk.ts'
import type { SitePaths, VisitsOrder, VisitsOutcome } from './million-generator.ts'
import { foundMillionNewsroom, makeCertificate, sitePathsOf } from './million-newsroom.ts'
import { fillSeen } from './million-seen.ts'
import type { ServerOrder, ServerWish, Usage } from './million-server.ts'
import { ASSUMED } from './million-visits.ts'
import type { MeasuredDay, Pace } from './million-whole.ts'

/** How much is measured. */
export interface MillionSize {
  /** As fast as they are taken. */
  readonly visits: number
  /** Of a day, what the paces and the thirteen days before are for. */
  readonly wholeVisits: number
}

const AT_ONCE = 256
const TLS_AT_ONCE = 32
const SLICES = 10
/** Of the visits, those that the bare server gets too, and those over TLS. */
const BARE_SHARE = 1 / 10
const TLS_SHARE = 1 / 50
const FEWEST_VISITS = 100
const PACE_MILLIS = 45_000
/** Segments of the day itself are the fourteenth. */
const DAYS_BEFORE = 13
/** What a visit sends on average, for what has to be there before any is drawn. */
const USUAL_CELLS = 9.4
const POOL_CELLS = 8192
const WATCH_MILLIS = 1_000
/** Pages whose connections are held open at once. */
const HELD_PAGES = 250
const HOURS = 24
const TLS_SEED = 1_000_000

/** Runs all of it in `folder`. */
export async function runMillion(size: MillionSize, folder: string): Promise<MeasuredDay> {
  const poolPath = join(folder, 'pool')
  const poolCells = Math.min(POOL_CELLS, Math.ceil(size.visits))
  say(`seals ${poolCells} cells, and has a desk open them`)
  const pulled = await measureDesk(join(folder, 'desk'), poolPath, poolCells)
  const [, collector] = await benchCollector()
  say('founds a newsroom')
  const config = await foundMillionNewsroom(join(folder, 'newsroom'))
  say('fills in the hashes of the days before')
  const hashesBefore = Math.round(size.visits * USUAL_CELLS * DAYS_BEFORE)
  fillSeen(join(config.folder, 'cells.sqlite'), hashesBefore)
  const { process: generator } = await BenchProcess.start(
    new URL('./million-generator.ts', import.meta.url),
    generatorCores,
  )
  const plain = await new PlainRun(config, generator, poolPath, size).run()
  const secure = await runSecure(config, generator, poolPath, { ...size, site: plain.site, folder })
  await generator.stop()
  const { peakBytes, ...measured } = plain.measured
  const { bytesPerConnection, ...overTls } = secure
  return {
    ...{ ...measured, ...overTls, memory: { peakBytes, bytesPerConnection } },
    desk: { ...pulled, ratioToNative: collector?.ratio ?? NaN },
  }
}

const CLOSING = { kind: 'upkeep', aheadDays: 0 } as const

/** A server's process, and what it has used. */
class Server {
  readonly process: BenchProcess
  readonly url: string

  private constructor(process: BenchProcess, url: string) {
    this.process = process
    this.url = url
  }

  static async start(wish: ServerWish): Promise<Server> {
    const file = new URL('./million-server.ts', import.meta.url)
    const { process, ready } = await BenchProcess.start(file, serverCores, JSON.stringify(wish))
    return new Server(process, (ready as { url: string }).url)
  }

  /** What it used while this went on; it is asked for nothing else meanwhile. */
  async during<Done>(work: () => Promise<Done>): Promise<{ done: Done; used: Usage }> {
    const before = await this.ask({ kind: 'usage' })
    const done = await work()
    const after = await this.ask({ kind: 'usage' })
    const used = {
      cpuMillis: after.cpuMillis - before.cpuMillis,
      writtenBytes: after.writtenBytes - before.writtenBytes,
      rssBytes: after.rssBytes,
      peakBytes: after.peakBytes,
    }
    return { done, used }
  }

  /** The same of a relay whose open segment is empty, until what it was sent is in closed ones. */
  storing<Done>(work: () => Promise<Done>): Promise<{ done: Done; used: Usage }> {
    return this.during(async () => {
      const done = await work()
      await this.ask(CLOSING)
      return done
    })
  }

  ask(order: ServerOrder): Promise<Usage> {
    return this.process.ask<Usage>(order)
  }
}

/** What is measured without TLS. */
class PlainRun {
  readonly #config: RelayConfigInput
  readonly #generator: BenchProcess
  readonly #poolPath: string
  readonly #size: MillionSize
  #seed = 1
  #peak = { database: 0, rss: 0 }

  constructor(
    config: RelayConfigInput,
    generator: BenchProcess,
    poolPath: string,
    size: MillionSize,
  ) {
    this.#config = config
    this.#generator = generator
    this.#poolPath = poolPath
    this.#size = size
  }

  async run() {
    const relay = await Server.start({ kind: 'relay', config: this.#config })
    const site = await sitePathsOf(relay.url)
    const { style, script, icon, pages } = site
    const paths = [EDITION_PATH, ROSTER_PATH, style, script, icon, ...pages]
    const bare = await Server.start({ kind: 'bare', like: relay.url, paths })
    const visit = (server: Server, visits: number) => this.#fast(server, site, visits)
    say('warms both servers')
    for (const server of [relay, bare]) await visit(server, FEWEST_VISITS)
    const databaseBefore = await this.#databaseBytes()
    const slices = await this.#slices(relay, bare, visit)
    const { mean, busiest } = await this.#paces(relay, site)
    await bare.process.stop()
    await relay.process.stop()
    const measured = {
      ...{ ...slices, mean, busiest },
      disk: {
        bytesPerHash: bytesPerHash(join(this.#config.folder, 'cells.sqlite')),
        workingBytes: Math.max(0, this.#peak.database - databaseBefore),
        segmentBytesPerCell: await segmentBytesPerCell(this.#config.folder),
      },
      peakBytes: this.#peak.rss,
    }
    return { site, measured }
  }

  /** Relay and bare server in turns, so that other load on the machine meets both alike. */
  async #slices(
    relay: Server,
    bare: Server,
    visit: (server: Server, visits: number) => Promise<VisitsOutcome>,
  ) {
    const fast = { visits: 0, cells: 0, requests: 0, millis: 0, cpuMillis: 0 }
    const content = { contentUp: 0, contentDown: 0 }
    const ratios: number[] = []
    let stayMillis = 0
    await relay.ask(CLOSING)
    const ofSlice = Math.ceil(this.#size.visits / SLICES)
    for (let slice = 1; slice <= SLICES; slice++) {
      say(`slice ${slice} of ${SLICES}`)
      const stopWatching = this.#watch()
      const { done, used } = await relay.storing(() => visit(relay, ofSlice))
      await stopWatching()
      this.#peak.rss = Math.max(this.#peak.rss, used.peakBytes)
      const few = Math.max(FEWEST_VISITS, Math.ceil(ofSlice * BARE_SHARE))
      const other = await bare.during(() => visit(bare, few))
      fast.visits += done.visits
      fast.cells += done.requests.cell
      fast.requests += Object.values(done.requests).reduce((sum, one) => sum + one, 0)
      fast.millis += done.millis
      fast.cpuMillis += used.cpuMillis
      content.contentUp += done.contentUp
      content.contentDown += done.contentDown
      stayMillis += done.stayMillis
      const perCell = used.cpuMillis / done.requests.cell
      ratios.push(perCell / (other.used.cpuMillis / other.done.requests.cell))
    }
    const ratioToBare = ratios.toSorted((a, b) => a - b)[Math.floor(SLICES / 2)] ?? NaN
    stayMillis /= fast.visits
    return { fast: { ...fast, ...content }, ratioToBare, stayMillis }
  }

  async #paces(relay: Server, site: SitePaths): Promise<{ mean: Pace; busiest: Pace }> {
    const at = async (what: string, hourShare: number): Promise<Pace> => {
      say(`at the pace of a million a day: ${what}`)
      const visits = Math.round((this.#size.wholeVisits * hourShare * PACE_MILLIS) / 3_600_000)
      const manner = { kind: 'paced', millis: PACE_MILLIS } as const
      const { done, used } = await relay.storing(() => this.#ask(relay, site, visits, manner))
      const { millis, answerMillis, requests } = done
      return { ...used, cells: requests.cell, millis, answerMillis }
    }
    return {
      mean: await at('mean', 1 / HOURS),
      busiest: await at('busiest hour', ASSUMED.busiestHourShare),
    }
  }

  #fast(server: Server, site: SitePaths, visits: number): Promise<VisitsOutcome> {
    return this.#ask(server, site, visits, { kind: 'fast', atOnce: AT_ONCE })
  }

  #ask(
    { url }: Server,
    site: SitePaths,
    visits: number,
    manner: VisitsOrder['manner'],
  ): Promise<VisitsOutcome> {
    this.#seed += 1
    const order = { url, site, visits, manner, poolPath: this.#poolPath, seed: this.#seed }
    return this.#generator.ask<VisitsOutcome>(order satisfies VisitsOrder)
  }

  /** Looks at the database's size again and again until it is told to stop. */
  #watch(): () => Promise<void> {
    const look = async () => {
      this.#peak.database = Math.max(this.#peak.database, await this.#databaseBytes())
    }
    const watching = setInterval(() => void look(), WATCH_MILLIS)
    return async () => {
      clearInterval(watching)
      await look()
    }
  }

  async #databaseBytes(): Promise<number> {
    const path = join(this.#config.folder, 'cells.sqlite')
    return (await sizeOf(path)) + (await sizeOf(`${path}-wal`))
  }
}

/** What is measured with TLS, and fifteen days later. */
async function runSecure(
  config: RelayConfigInput,
  generator: BenchProcess,
  poolPath: string,
  given: MillionSize & { readonly site: SitePaths; readonly folder: string },
): Promise<Pick<MeasuredDay, 'forgetting' | 'tls'> & { bytesPerConnection: number }> {
  const { site, folder } = given
  const { tls, authority } = await makeCertificate(folder)
  const relay = await Server.start({ kind: 'relay', config: { ...config, tls } })
  const manner = { kind: 'tls', atOnce: TLS_AT_ONCE, authority } as const
  let seed = TLS_SEED
  const visit = (visits: number, how: VisitsOrder['manner'] = manner) => {
    const order: VisitsOrder = { url: relay.url, site, poolPath, visits, seed: ++seed, manner: how }
    return generator.ask<VisitsOutcome>(order)
  }
  say('over TLS')
  await visit(FEWEST_VISITS)
  const idle = await relay.ask(CLOSING)
  const holding = await relay.during(() => visit(HELD_PAGES, { kind: 'held', authority }))
  const bytesPerConnection = (holding.used.rssBytes - idle.rssBytes) / holding.done.line.open
  const visits = Math.max(FEWEST_VISITS, Math.ceil(given.visits * TLS_SHARE))
  // Ends the connections that were held.
  await visit(1)
  await relay.ask(CLOSING)
  const { done, used } = await relay.storing(() => visit(visits))
  const { requests, line } = done
  const { up, down, connections } = line
  await relay.process.stop()
  say('fifteen days later')
  // Past the end of its roster a relay forgets nothing; without a newsroom it goes by the clock alone.
  await rm(join(config.folder, 'newsroom.sqlite'))
  const alone = await Server.start({ kind: 'relay', config })
  const before = await segmentsIn(config.folder)
  const later = await alone.during(() => alone.ask({ kind: 'upkeep', aheadDays: 15 }))
  const left = await segmentsIn(config.folder)
  if (left.count > 0) throw new RangeError(`${left.count} segments were not forgotten`)
  await alone.process.stop()
  return {
    tls: { visits, cells: requests.cell, cpuMillis: used.cpuMillis, up, down, connections },
    forgetting: { cells: before.cells, ...later.used },
    bytesPerConnection,
  }
}

async function segmentBytesPerCell(folder: string): Promise<number> {
  const { bytes, cells } = await segmentsIn(folder)
  return bytes / cells
}

async function segmentsIn(folder: string) {
  const names = await readdir(join(folder, 'segments'))
  let bytes = 0
  for (const name of names) bytes += await sizeOf(join(folder, 'segments', name))
  const cells = names.length === 0 ? 0 : Math.floor(bytes / CELL_BYTES)
  return { count: names.length, bytes, cells }
}

/** What the database takes for each hash, once no cell is in it. */
function bytesPerHash(path: string): number {
  const database = new DatabaseSync(path, { readOnly: true })
  const numberOf = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0])
  if (numberOf('SELECT count(*) FROM cell') > 0) throw new RangeError('cells are left')
  const pages = numberOf('PRAGMA page_count') - numberOf('PRAGMA freelist_count')
  const bytes = pages * numberOf('PRAGMA page_size')
  const each = bytes / numberOf('SELECT count(*) FROM seen')
  database.close()
  return each
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0
}

function say(what: string): void {
  console.error(`  ${what}`)
}
