/**
 * A whole newsroom in one process: relay, site, and the first editor's desk, with the second editor's
 * device at hand to sign rosters. `npm start`, the journeys and the benchmarks all start it here.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { bundleDeskUi } from '@cronista/desk-ui/bundle'
import {
  cosignRoster,
  DeskError,
  foundNewsroom,
  openCosigner,
  startDesk,
  type Clock,
  type RunningDesk,
} from '@cronista/desk'
import { pressSite } from '@cronista/press'
import { demoSchedule, productionSchedule, type Random, type Schedule } from '@cronista/protocol'
import { bundleReader } from '@cronista/reader/bundle'
import { startRelay, type Relay } from '@cronista/relay'
import {
  drawPassphrases,
  readPassphrases,
  writePassphrases,
  type DemoPassphrases,
} from './demo-passphrases.ts'
import { deskFailed } from './desk-failure.ts'
import { visitDesk } from './desk-visit.ts'
import {
  newsroomPaths,
  readIdentity,
  writeIdentity,
  type NewsroomPaths,
} from './newsroom-folder.ts'
import { freePort } from './free-port.ts'
import { openStateFolder, type StateFolder } from './state-folder.ts'
import { demoNewsroom, demoStories } from './stories/demo-stories.ts'
import { writeSite } from './write-site.ts'

/** How a testbed is to be. */
export interface TestbedOptions {
  readonly schedule: Schedule['name']
  /** Keeps the newsroom for the next start. Without it, a folder of its own that ends with the testbed. */
  readonly statePath?: string
  /** Sets the newsroom that is there aside and founds another. */
  readonly fresh?: boolean
  /** 0, or none, takes a free one. */
  readonly sitePort?: number
  readonly deskPort?: number
  readonly clock?: Clock
  /** Each time the desk is locked: the address that unlocks it next. */
  readonly onDeskAddress?: (url: string) => void
  /** Storage that fails, or a bug; never anything of a request. */
  readonly onFailure?: (error: unknown) => void
}

/** A newsroom that runs. */
export interface Testbed {
  /** Origin of the site and the relay, without a slash at the end. */
  readonly siteUrl: string
  /** The address that unlocks the desk next, with its one-time token. */
  readonly deskUrl: string
  /** Of the first editor, whose desk runs. */
  readonly passphrase: string
  readonly editorName: string
  /** 64 hexadecimal digits. */
  readonly newsroomId: string
  readonly paths: NewsroomPaths
  readonly wasFounded: 'now' | 'before'
  /** Where an earlier newsroom went, if `fresh` set one aside. */
  readonly setAside: string | undefined
  readonly relay: Relay
  readonly desk: RunningDesk
  /** Locks the desk and stops everything, in this order. */
  close(): Promise<void>
}

const CLOSE_MILLIS = 4_000
const schedules = { demo: demoSchedule, production: productionSchedule }
const random: Random = (length) => new Uint8Array(randomBytes(length))

/** What has to be let go of, the newest first. */
type Holds = (() => Promise<void> | void)[]

/** Starts a newsroom, founding it first if need be; readers then have a roster in force and an edition.
 *  Throws `TestbedError`, `RelayError` or `DeskError`, and has let go of everything. */
export async function bootTestbed(options: TestbedOptions): Promise<Testbed> {
  const holds: Holds = []
  const close = async (): Promise<void> => {
    for (const release of holds.splice(0).reverse()) await release()
  }
  try {
    return await boot(options, holds, close)
  } catch (error) {
    // What hangs must not hide why.
    await Promise.race([close(), wait(CLOSE_MILLIS, undefined, { ref: false })])
    throw error
  }
}

async function boot(
  options: TestbedOptions,
  holds: Holds,
  close: () => Promise<void>,
): Promise<Testbed> {
  const state = await openStateFolder(options.statePath ?? (await temporaryFolder(holds)))
  holds.push(() => state.release())
  // Before anything is founded or set aside for a start that cannot be.
  const [sitePort, deskPort] = [await freePort(options.sitePort), await freePort(options.deskPort)]
  const setAside = options.fresh === true ? await state.setAside() : undefined
  const wasFounded = (await state.isFounded()) ? 'before' : 'now'
  if (wasFounded === 'now') await found(state, sitePort, options.clock)

  const paths = newsroomPaths(state.newsroom)
  const newsroomId = await readIdentity(paths.identity)
  const passphrases = await readPassphrases(paths.passphrases)
  const [{ name: editorName, passphrase }] = passphrases.editors
  await build(paths, newsroomId, schedules[options.schedule])
  const relay = await openRelay(options, paths, newsroomId, sitePort)
  holds.push(() => relay.close())
  const desk = await openDesk({ ...options, deskPort }, paths, passphrases, relay, holds)
  return {
    siteUrl: relay.url,
    get deskUrl() {
      return desk.url
    },
    ...{ passphrase, editorName, newsroomId, paths, wasFounded, setAside, relay, desk, close },
  }
}

/** The site and the desk's page, from the sources as they are now and for this schedule. */
async function build(paths: NewsroomPaths, newsroomId: string, schedule: Schedule): Promise<void> {
  const pressed = async (): Promise<void> => {
    const readerScript = await bundleReader({ schedule: schedule.name })
    const newsroom = { ...demoNewsroom, id: newsroomId }
    await writeSite(
      paths.site,
      pressSite({ stories: demoStories, newsroom, readerScript, schedule }),
    )
  }
  await Promise.all([pressed(), bundleDeskUi(paths.deskPage)])
}

function openRelay(
  { schedule, clock, onFailure }: TestbedOptions,
  { relay: folder, site }: NewsroomPaths,
  newsroomId: string,
  port: number,
): Promise<Relay> {
  const { segmentMaxAgeMillis, segmentMaxCells, editionIntervalMillis } = schedules[schedule]
  const times = { segmentMaxAgeMillis, segmentMaxCells, editionIntervalMillis }
  const surroundings = {
    ...(clock && { clock: () => clock.nowMillis() }),
    ...(onFailure && { onFailure }),
  }
  return startRelay({ folder, site, port, newsroomId, ...times }, surroundings)
}

async function openDesk(
  { schedule, deskPort = 0, clock, onDeskAddress, onFailure }: TestbedOptions,
  { desks: [folder, secondFolder], deskPage }: NewsroomPaths,
  { editors: [{ passphrase }, second] }: DemoPassphrases,
  relay: Relay,
  holds: Holds,
): Promise<RunningDesk> {
  const ownClock = clock && { clock }
  const cosigning = { folder: secondFolder, passphrase: second.passphrase, ...ownClock }
  await requireSound(cosigning)
  let isVisited = false
  const desk = await startDesk(
    { folder, page: deskPage, port: deskPort, relay: relay.url, schedule },
    {
      cosigner: openCosigner(cosigning),
      // The first lock is the visit's own.
      onAddress: (url) => {
        if (isVisited) onDeskAddress?.(url)
      },
      ...ownClock,
      ...(onFailure && { onBug: onFailure }),
    },
  )
  holds.push(() => desk.close())
  const nowMillis = (): number => clock?.nowMillis() ?? Date.now()
  await visitDesk({
    ...{ deskUrl: desk.url, deskFolder: folder, passphrase },
    ...{ relayUrl: relay.url, schedule: schedules[schedule], nowMillis },
  })
  isVisited = true
  return desk
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

/** Asks the second device to sign what no device signs: a refusal shows that its vault and its state
 *  open. Otherwise damage would show days later, when a roster has to be renewed. */
async function requireSound(device: Parameters<typeof cosignRoster>[0]): Promise<void> {
  const nothing = { body: new Uint8Array(), previous: new Uint8Array() }
  try {
    await cosignRoster(device, nothing)
  } catch (error) {
    if (!(error instanceof DeskError)) throw error
    if (error.code !== 'cosign-refused') throw deskFailed(device.folder, error.code, error)
  }
}

async function temporaryFolder(holds: Holds): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-testbed-'))
  holds.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}
