// Pulls every segment, one after the other, never one in particular, and takes in what is ours. What
// a segment gives and how far the collector has come change together, so that a kill in between
// neither loses nor doubles a message.
import {
  parseSegment,
  parseSegmentName,
  ProtocolError,
  type Schedule,
  type SegmentName,
} from '@cronista/protocol'
import { codeOf, DeskError } from '../desk-error.ts'
import { dayOf } from '../domain/day.ts'
import type { Reassembly } from '../domain/reassembly.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { CellOpener } from '../ports/cell-opener.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore, DeskStores } from '../ports/desk-store.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import { CollectorTally, type CollectorCounts } from './collector-tally.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { EpochSeeds } from './epoch-seeds.ts'
import { Harvest } from './harvest.ts'
import type { Journal } from './journal.ts'
import { erasePendingPart, keepPendingPart, readPendingParts } from './pending-parts.ts'
import type { ReplyKeys } from './reply-keys.ts'
import { Rhythm } from './rhythm.ts'

/** A segment that fails is asked for so often before it is recorded as skipped. */
const ATTEMPTS = 3
const FIRST_RETRY_MILLIS = 1_000
/** A relay that skips more numbers than this at once is not believed. */
const MAX_GAP = 100_000

/** What a collector works with. */
export interface CollectorParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly schedule: Schedule
  readonly store: DeskStore
  readonly relay: RelayClient
  readonly opener: CellOpener
  readonly journal: Journal
  readonly replyKeys: ReplyKeys
  readonly epochs: EpochSeeds
  /** The relay knows this device from the roster alone. */
  readonly roster: { handIn(again?: boolean): Promise<void> }
}

/** How the collector is doing. */
export interface CollectorStatus {
  /** When every segment the relay had was last taken in. */
  readonly lastPulledAtMillis?: number
  readonly lastError?: DeskWarningCode
  readonly skippedSegments: number
  readonly counts: CollectorCounts
}

/** The desk's intake. */
export class Collector {
  readonly #parts: CollectorParts
  readonly #rhythm: Rhythm
  readonly #tally = new CollectorTally()
  readonly #attempts = new Map<SegmentName, number>()
  #reassembly: Reassembly | undefined
  #failures = 0
  #lastPulledAtMillis: number | undefined
  #lastError: DeskWarningCode | undefined

  constructor(parts: CollectorParts) {
    this.#parts = parts
    this.#rhythm = new Rhythm(
      parts.clock,
      () => this.#round(),
      (error) => this.#afterFailure(error),
    )
  }

  /** Pulls at once, and then on the clock. */
  start(): void {
    this.#rhythm.start()
  }

  /** Resolves when the pull under way has ended. */
  stop(): Promise<void> {
    return this.#rhythm.stop()
  }

  status(): CollectorStatus {
    return {
      ...(this.#lastPulledAtMillis === undefined
        ? {}
        : { lastPulledAtMillis: this.#lastPulledAtMillis }),
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
      skippedSegments: this.#parts.store.collector.skipped().length,
      counts: this.#tally.counts(),
    }
  }

  /** Takes in every segment the relay has now. Throws `DeskError`; what was taken in before stays. */
  async pull(): Promise<void> {
    const { clock, relay, store, roster } = this.#parts
    this.#expire()
    await roster.handIn(this.#lastError === 'device-refused')
    for (;;) {
      const names = await relay.segments(store.collector.cursor())
      if (names.length === 0) break
      for (const name of names) await this.#collect(name)
    }
    this.#lastPulledAtMillis = clock.nowMillis()
    this.#lastError = undefined
    this.#failures = 0
  }

  async #round(): Promise<number> {
    await this.pull()
    return this.#parts.clock.nowMillis() + this.#parts.schedule.collectIntervalMillis
  }

  #afterFailure(error: unknown): number {
    this.#lastError = warningOf(error)
    const { clock, schedule } = this.#parts
    const wait = FIRST_RETRY_MILLIS * 2 ** Math.min(this.#failures++, 20)
    return clock.nowMillis() + Math.min(wait, schedule.collectIntervalMillis)
  }

  async #collect(name: SegmentName): Promise<void> {
    const { keys, relay, opener, epochs, store } = this.#parts
    const gap = gapBefore(name, store.collector.cursor())
    try {
      const cells = parseSegment(await relay.segment(name))
      const opened = await opener.open(keys.newsroomId, epochs.identities(), cells)
      this.#tally.opened(opened)
      this.#takeIn(name, gap, (harvest) => {
        for (const cell of opened.real) harvest.take(cell)
      })
    } catch (error) {
      const code = segmentFault(error)
      if (code === undefined) throw error
      const attempts = (this.#attempts.get(name) ?? 0) + 1
      this.#attempts.set(name, attempts)
      if (attempts < ATTEMPTS) throw new DeskError(code, { cause: error })
      this.#skip(name, gap, code)
    }
    this.#attempts.delete(name)
  }

  #takeIn(name: SegmentName, gap: number | undefined, fill: (harvest: Harvest) => void): void {
    const { keys, clock, journal, replyKeys, store } = this.#parts
    const reassembly = (this.#reassembly ??= readPendingParts(keys, store))
    const harvest = new Harvest(keys, journal.state, reassembly, clock.nowMillis())
    try {
      fill(harvest)
      journal.append(harvest.events, (stores) => {
        this.#keep(stores, harvest)
        this.#advance(stores, name, gap)
      })
    } catch (error) {
      // What memory believes to be waiting is no longer what the disk holds.
      this.#reassembly = undefined
      throw error
    }
    replyKeys.learn(harvest.replyKeys.values())
    this.#tally.harvested(harvest)
  }

  #keep(stores: DeskStores, harvest: Harvest): void {
    const { keys, replyKeys } = this.#parts
    for (const pending of harvest.remove) erasePendingPart(keys, stores, pending)
    for (const pending of harvest.keep) keepPendingPart(keys, stores, pending)
    replyKeys.store(stores, harvest.replyKeys.values())
  }

  #skip(name: SegmentName, gap: number | undefined, code: string): void {
    this.#parts.store.change((stores) => {
      const number = parseSegmentName(name)?.number ?? 0
      stores.collector.recordSkipped({ number, code })
      this.#advance(stores, name, gap)
    })
  }

  #advance({ collector }: DeskStores, name: SegmentName, gap: number | undefined): void {
    if (gap !== undefined) collector.recordSkipped({ number: gap, code: 'segments-withheld' })
    collector.setCursor(name)
  }

  #expire(): void {
    const { clock, store, epochs, replyKeys } = this.#parts
    const nowMillis = clock.nowMillis()
    store.change(({ secrets }) => secrets.eraseExpired(dayOf(nowMillis)))
    epochs.expire(nowMillis)
    replyKeys.expire(nowMillis)
    this.#reassembly?.expire(dayOf(nowMillis))
  }
}

/** The first number between the cursor and this segment, if one was left out. Throws
 *  `relay-unreachable` for a name that does not follow the cursor: such a listing is no answer. */
function gapBefore(name: SegmentName, cursor: SegmentName | undefined): number | undefined {
  const number = parseSegmentName(name)?.number ?? 0
  const last = cursor === undefined ? number - 1 : (parseSegmentName(cursor)?.number ?? 0)
  if (number <= last || number > last + MAX_GAP) throw new DeskError('relay-unreachable')
  return number === last + 1 ? undefined : last + 1
}

/** The code of a fault that lies in one segment alone. */
function segmentFault(error: unknown): 'segment-malformed' | 'segment-missing' | undefined {
  if (error instanceof ProtocolError && error.code === 'segment-malformed') return error.code
  return error instanceof DeskError && error.code === 'segment-missing' ? error.code : undefined
}

const expectedFaults: readonly DeskWarningCode[] = [
  'device-refused',
  'relay-unreachable',
  'roster-refused',
  'segment-malformed',
  'segment-missing',
  'storage-failed',
]

function warningOf(error: unknown): DeskWarningCode {
  const code = codeOf(error, 'internal')
  return expectedFaults.find((expected) => expected === code) ?? 'collector-failed'
}
