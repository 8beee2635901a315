/**
 * A whole newsroom in one process: relay, site, and two editors' desks. `npm start`, the journeys and the
 * benchmarks all start it here.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { bundleDeskUi } from '@cronista/desk-ui/bundle'
import { foundNewsroom, type Clock } from '@cronista/desk'
import { demoSchedule, productionSchedule, type Random, type Schedule } from '@cronista/protocol'
import { bundleReader } from '@cronista/reader/bundle'
import { startRelay, type Relay } from '@cronista/relay'
import {
  drawPassphrases,
  readPassphrases,
  writePassphrases,
  type DemoEditor,
} from './demo-passphrases.ts'
import { freePort } from './free-port.ts'
import {
  newsroomPaths,
  readIdentity,
  writeIdentity,
  type NewsroomPaths,
} from './newsroom-folder.ts'
import { openDesks, type TestbedDesks } from './open-desks.ts'
import { prepareNewsroom, type PreparationStep, type SeededStories } from './prepare-newsroom.ts'
import type { SiteFacts } from './site-facts.ts'
import { openStateFolder, type StateFolder } from './state-folder.ts'
import { demoNewsroom } from './stories/demo-stories.ts'

/** How a testbed is to be. */
export interface TestbedOptions {
  readonly schedule: Schedule['name']
  /** Keeps the newsroom for the next start. Without it, a folder of its own that ends with the testbed. */
  readonly statePath?: string
  /** Sets the newsroom that is there aside and founds another. */
  readonly fresh?: boolean
  /** 0, or none, takes a free one. */
  readonly sitePort?: number
  /** Of the two desks. */
  readonly deskPorts?: readonly [number, number]
  readonly clock?: Clock
  /** Which stories a founding puts on the site; all, which takes about a minute more, unless it is said. */
  readonly stories?: SeededStories
  /** Each time a desk is locked: whose, and the address that unlocks it next. */
  readonly onDeskAddress?: (editorName: string, url: string) => void
  /** Told what is being done before the newsroom can be used, at which site. */
  readonly onStep?: (step: PreparationStep, siteUrl: string) => void
  /** Storage that fails, or a bug; never anything of a request. */
  readonly onFailure?: (error: unknown) => void
}

/** A newsroom that runs. */
export interface Testbed {
  /** Origin of the site and the relay, without a slash at the end. */
  readonly siteUrl: string
  /** Locked; the first one collects and admitted the second. */
  readonly desks: TestbedDesks
  /** 64 hexadecimal digits. */
  readonly newsroomId: string
  readonly paths: NewsroomPaths
  readonly wasFounded: 'now' | 'before'
  /** Where an earlier newsroom went, if `fresh` set one aside. */
  readonly setAside: string | undefined
  readonly relay: Relay
  /** Locks the desks and stops everything, in this order. */
  close(): Promise<void>
}

const CLOSE_MILLIS = 4_000
const schedules = { demo: demoSchedule, production: productionSchedule }
const random: Random = (length) => new Uint8Array(randomBytes(length))

/** What has to be let go of, the newest last. */
type Holds = (() => Promise<void> | void)[]

async function letGo(holds: Holds): Promise<void> {
  for (const release of holds.splice(0).reverse()) await release()
}

/** Starts a newsroom, founding it first if need be; readers then have a site, a roster in force and an
 *  edition. Throws `TestbedError`, `RelayError` or `DeskError`, and has let go of everything. */
export async function bootTestbed(options: TestbedOptions): Promise<Testbed> {
  const holds: Holds = []
  try {
    return await boot(options, holds)
  } catch (error) {
    // What hangs must not hide why.
    await Promise.race([letGo(holds), wait(CLOSE_MILLIS, undefined, { ref: false })])
    throw error
  }
}

async function boot(options: TestbedOptions, holds: Holds): Promise<Testbed> {
  const state = await openStateFolder(options.statePath ?? (await temporaryFolder(holds)))
  holds.push(() => state.release())
  // Before anything is founded or set aside for a start that cannot be.
  const [firstPort, secondPort] = options.deskPorts ?? [0, 0]
  const ports: Ports = {
    site: await freePort(options.sitePort),
    desks: [await freePort(firstPort), await freePort(secondPort)],
  }
  const setAside = options.fresh === true ? await state.setAside() : undefined
  const wasFounded = (await state.isFounded()) ? 'before' : 'now'
  if (wasFounded === 'now') await found(state, ports.site, options.clock)

  const paths = newsroomPaths(state.newsroom)
  const newsroomId = await readIdentity(paths.identity)
  const { editors } = await readPassphrases(paths.passphrases)
  await build(paths, options.schedule)
  const newsroom = { options, paths, newsroomId, editors, ports }
  const { relay, desks } = await runPrepared(newsroom, holds)
  return {
    ...{ siteUrl: relay.url, relay, desks, newsroomId, paths, wasFounded, setAside },
    close: () => letGo(holds),
  }
}

interface Ports {
  readonly site: number
  readonly desks: readonly [number, number]
}

interface Newsroom {
  readonly options: TestbedOptions
  readonly paths: NewsroomPaths
  readonly newsroomId: string
  readonly editors: readonly [DemoEditor, DemoEditor]
  readonly ports: Ports
}

interface Running {
  readonly relay: Relay
  readonly desks: TestbedDesks
}

/** What the editors do before anybody looks on would take days in production's times: it is done in the
 *  demonstration's, and everything is then started again in its own. */
async function runPrepared(newsroom: Newsroom, holds: Holds): Promise<Running> {
  const { options } = newsroom
  if (options.schedule === 'demo') {
    const running = await run(newsroom, 'demo', holds)
    await prepare(newsroom, running, 'demo')
    return running
  }
  const firstHolds: Holds = []
  try {
    await prepare(newsroom, await run(newsroom, 'demo', firstHolds), 'demo')
  } finally {
    await letGo(firstHolds)
  }
  return run(newsroom, options.schedule, holds)
}

async function run(newsroom: Newsroom, times: Schedule['name'], holds: Holds): Promise<Running> {
  const { options, paths, editors, ports } = newsroom
  const { clock, onFailure } = options
  const relay = await openRelay(newsroom, times)
  holds.push(() => relay.close())
  const desks = await openDesks(
    {
      ...{ paths, editors, ports: ports.desks, relayUrl: relay.url },
      ...{ schedule: times, site: siteFacts(newsroom, relay) },
      onAddress: (name, url) => options.onDeskAddress?.(name, url),
      ...(clock && { clock }),
      ...(onFailure && { onBug: onFailure }),
    },
    (release) => holds.push(release),
  )
  return { relay, desks }
}

function siteFacts({ options, newsroomId, paths }: Newsroom, relay: Relay): SiteFacts {
  const { schedule } = options
  return { newsroomId, origin: relay.url, scriptPath: paths.readerScript, schedule }
}

function prepare(
  newsroom: Newsroom,
  { relay, desks }: Running,
  times: Schedule['name'],
): Promise<void> {
  const { newsroomId, paths } = newsroom
  const { clock, onStep, stories = 'all' } = newsroom.options
  const nowMillis = (): number => clock?.nowMillis() ?? Date.now()
  return prepareNewsroom({
    ...{ desks, stories, wordsPath: paths.words, site: siteFacts(newsroom, relay) },
    visited: { siteUrl: relay.url, newsroomId, schedule: schedules[times], nowMillis, random },
    onStep: (step) => onStep?.(step, relay.url),
  })
}

/** The reader script and the desks' page, from the sources as they are now. */
async function build({ readerScript, deskPage }: NewsroomPaths, schedule: Schedule['name']) {
  const script = bundleReader({ schedule }).then((bytes) => writeFile(readerScript, bytes))
  await Promise.all([script, bundleDeskUi(deskPage)])
}

function openRelay(
  { options, paths: { relay: folder }, newsroomId, ports }: Newsroom,
  times: Schedule['name'],
): Promise<Relay> {
  const { segmentMaxAgeMillis, segmentMaxCells, editionIntervalMillis } = schedules[times]
  const { clock, onFailure } = options
  return startRelay(
    {
      ...{ folder, port: ports.site, newsroomId },
      ...{ segmentMaxAgeMillis, segmentMaxCells, editionIntervalMillis },
    },
    { ...(clock && { clock: () => clock.nowMillis() }), ...(onFailure && { onFailure }) },
  )
}

async function found(state: StateFolder, sitePort: number, clock?: Clock): Promise<void> {
  const paths = newsroomPaths(state.founding)
  const passphrases = drawPassphrases(random)
  const { newsroomId } = await foundNewsroom(
    {
      newsroomName: demoNewsroom.name,
      origins: [`http://127.0.0.1:${String(sitePort)}`],
      root: { path: paths.rootKey, passphrase: passphrases.root },
      desks: passphrases.editors.map(({ name, passphrase }, index) => ({
        ...{ folder: paths.desks[index === 0 ? 0 : 1], passphrase, personName: name },
      })),
    },
    { random, ...(clock && { clock }) },
  )
  await writePassphrases(paths.passphrases, passphrases)
  await writeIdentity(paths.identity, newsroomId)
  await state.finishFounding()
}

async function temporaryFolder(holds: Holds): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-testbed-'))
  holds.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}
