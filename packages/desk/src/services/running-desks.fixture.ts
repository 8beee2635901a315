// Whole desks of one newsroom at work over one relay in memory, on one clock that is turned by hand: each
// can be killed and begun again on what its disk holds, be cut off, and have a clock that is wrong.
import {
  demoSchedule,
  equalBytes,
  findReplies,
  joinParts,
  parseEdition,
  toHex,
  unpackLetter,
  verifyRoster,
  type Schedule,
} from '@cronista/protocol'
import { openDirectCellOpener } from '../adapters/direct-cell-opener.ts'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import {
  type Contributor,
  foundRoster,
  keysOf,
  ManualClock,
  newsroomId,
  NOON_MILLIS,
  sealed,
  seededRandom,
  vaultOf,
} from '../desk.fixture.ts'
import { threadIdOf } from '../domain/thread-id.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import { notePosition } from './collector-position.ts'
import type { DeskKeys } from './desk-keys.ts'
import { DeskSession } from './desk-session.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { GroupKeys } from './group-keys.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'
import { writeNote } from './notes.ts'
import { relayOver, RuledRelay, type Line } from './ruled-relay.fixture.ts'

/** Five seconds between editions, two between batches. */
export const schedule: Schedule = { ...demoSchedule, batchIntervalMillis: 2000 }
/** Between two editions. */
export const INTERVAL = schedule.editionIntervalMillis

/** A desk's own clock, which may be wrong, and stops with its process. */
function clockOver(clock: Clock, line: Line): Clock {
  return {
    nowMillis: () => clock.nowMillis() + line.skewMillis,
    at: (timeMillis, run) =>
      clock.at(timeMillis - line.skewMillis, () => {
        if (!line.isKilled) run()
      }),
  }
}

/** One person's desk. */
export class RunningDeskFixture {
  readonly name: string
  readonly keys: DeskKeys
  readonly disk: DeskStore
  /** Every request: when, what, and how many bytes went up. */
  readonly asked: string[] = []
  readonly #newsroom: RunningNewsroom
  #line: Line = { state: 'up', skewMillis: 0, isKilled: true }
  #session: DeskSession | undefined
  #started = 0

  constructor(newsroom: RunningNewsroom, name: string, disk: DeskStore) {
    this.#newsroom = newsroom
    this.name = name
    this.keys = keysOf(name)
    this.disk = disk
  }

  get isRunning(): boolean {
    return !this.#line.isKilled
  }

  get line(): Line {
    return this.#line
  }

  /** Throws while the desk does not run. */
  get session(): DeskSession {
    if (this.#session === undefined || this.#line.isKilled) throw new Error('the desk is off')
    return this.#session
  }

  get isBuilder(): boolean {
    return this.session.status().edition.isBuilder
  }

  /** Begins on what the disk holds; nothing if it runs. */
  start(): void {
    if (this.isRunning) return
    const { clock, relay } = this.#newsroom
    const line: Line = { ...this.#line, isKilled: false }
    this.#line = line
    const ownClock = clockOver(clock, line)
    const told = (request: string, bytes: number) =>
      this.asked.push(`${clock.nowMillis() - NOON_MILLIS} ${request} ${bytes}`)
    this.#session = DeskSession.begin(
      {
        ...{
          p,
          random: seededRandom(`${this.name} ${this.#started++}`),
          clock: ownClock,
          schedule,
        },
        openStore: () => this.#diskWhile(line),
        openRelay: () => relayOver(relay, line, told),
        openCells: () => openDirectCellOpener(p),
        openPress: () => ({ site: () => ({ files: new Map(), list: [], pairs: [] }) }),
      },
      vaultOf(this.name),
    )
  }

  /** Ends as a power cut does: nothing that was under way goes on. */
  kill(): void {
    this.#line.isKilled = true
    this.#session = undefined
  }

  /** Sets this desk's clock wrong by so much, or right. */
  skew(millis: number): void {
    this.#line.skewMillis = millis
  }

  /** Says something to whoever writes under this thread. */
  answer(who: Contributor, text: string, requestId: string): void {
    const thread = threadIdOf(p, newsroomId, who.thread.contributorPublicKey)
    this.session.work.conversations.reply(thread, { text, language: 'es', requestId })
  }

  #diskWhile(line: Line): DeskStore {
    return {
      ...this.disk,
      change: (work) => {
        if (line.isKilled) throw new Error('the process is gone')
        return this.disk.change(work)
      },
      close: () => undefined,
    }
  }
}

/** Desks of one newsroom, of which all hold the epochs' keys. */
export class RunningNewsroom {
  readonly clock = new ManualClock(3)
  readonly relay = new RuledRelay({ newsroomId, clock: this.clock }, INTERVAL)
  readonly desks: readonly RunningDeskFixture[]
  readonly #roster: Uint8Array
  readonly #epoch

  /** Ada founded it and is first; nobody runs yet. */
  constructor(names: readonly string[]) {
    const adasDisk = openMemoryDeskStore()
    const { roster, epoch, ada } = foundRoster(adasDisk, NOON_MILLIS, names.slice(2))
    this.#roster = roster
    this.#epoch = epoch
    const group = new GroupKeys(ada, adasDisk).current
    const seeds = EpochSeeds.open(ada, adasDisk, NOON_MILLIS).identities()
    const { devices } = verifyRoster(p, roster, { newsroomId, nowMillis: NOON_MILLIS })
    this.desks = names.map((name) => {
      if (name === 'Ada') return new RunningDeskFixture(this, name, adasDisk)
      const disk = openMemoryDeskStore()
      const keys = keysOf(name)
      disk.change((stores) => {
        Journal.found(keys, stores)
        notePosition(keys, stores)
        writeNote(keys, stores, 'roster', roster)
        if (group !== undefined) new GroupKeys(keys, stores).accept(stores, group)
        KnownDevices.open(keys, stores).learn(stores, devices)
        EpochSeeds.open(keys, disk, NOON_MILLIS).accept(stores, seeds, NOON_MILLIS)
      })
      return new RunningDeskFixture(this, name, disk)
    })
    adasDisk.change((stores) => KnownDevices.open(ada, stores).learn(stores, devices))
  }

  desk(name: string): RunningDeskFixture {
    const found = this.desks.find((desk) => desk.name === name)
    if (found === undefined) throw new Error(`nobody is called ${name}`)
    return found
  }

  start(): void {
    for (const desk of this.desks) desk.start()
  }

  /** Writes into a desk's journal, which must not run, that it holds the lease from a moment on. */
  takeLease(keys: DeskKeys, disk: DeskStore, fromMillis: number): void {
    const by = { person: toHex(keys.personId), device: toHex(keys.deviceId) }
    const journal = Journal.open(keys, disk, KnownDevices.open(keys, disk))
    journal.append([{ v: 1, type: 'edition-lease-taken', fromMillis, ...by }])
  }

  /** Lets so many editions' times pass. */
  async pass(intervals = 1): Promise<void> {
    await this.clock.advance(intervals * INTERVAL)
  }

  /** Whoever runs and believes to build. */
  builders(): readonly string[] {
    return this.desks.flatMap((one) => (one.isRunning && one.isBuilder ? [one.name] : []))
  }

  /** Who built the editions that the relay took, with their times in intervals since noon. */
  issued(): readonly (readonly [interval: number, builder: string])[] {
    return this.relay.taken.map(({ timeMillis, bytes }) => {
      const { builder } = parseEdition(bytes)
      const by = this.desks.find(({ keys }) => equalBytes(keys.deviceId, builder))
      return [(timeMillis - NOON_MILLIS) / INTERVAL, by?.name ?? toHex(builder)]
    })
  }

  /** Puts cells into a segment. */
  send(...plaintexts: readonly Uint8Array[]): void {
    this.relay.close(
      p,
      plaintexts.map((one) => sealed(this.#epoch, one)),
    )
  }

  /** What a contributor's page finds in the edition that is served, by number. */
  async read(who: Contributor): Promise<ReadonlyMap<number, string>> {
    const bytes = await this.relay.edition()
    if (bytes === undefined) return new Map()
    const roster = verifyRoster(p, this.#roster, { newsroomId, nowMillis: NOON_MILLIS })
    const keys = [who.replyKey(NOON_MILLIS)]
    const { contributorPublicKey } = who.thread
    const parts = findReplies(
      p,
      newsroomId,
      parseEdition(bytes),
      roster,
      contributorPublicKey,
      keys,
    )
    const numbers = [...new Set(parts.map(({ number }) => number))]
    return new Map(
      numbers.map((number) => {
        const own = parts.filter((part) => part.number === number)
        const packed = joinParts(new Map(own.map(({ part, body }) => [part, body])), own[0]!.count)
        return [number, packed === undefined ? '' : unpackLetter(packed).text]
      }),
    )
  }
}
