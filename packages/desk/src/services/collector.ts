// Takes in what the fetcher has brought, one segment after the other, never one in particular. What a
// segment gives and how far the collector has come change together, so that a kill in between neither
// loses nor doubles a message. It asks the relay for nothing: that is the fetcher's, on the clock.
import { parseSegmentName, type Schedule, type SegmentName } from '@cronista/protocol'
import { codeOf } from '../desk-error.ts'
import { dayOf } from '../domain/day.ts'
import type { Reassembly } from '../domain/reassembly.ts'
import { threadIdOf } from '../domain/thread-id.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { CellOpener, OpenedCells } from '../ports/cell-opener.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore, DeskStores } from '../ports/desk-store.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import { CollectorFetcher, type FetchedSegment } from './collector-fetcher.ts'
import { CollectorTally, type CollectorCounts } from './collector-tally.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { EpochSeeds } from './epoch-seeds.ts'
import { Harvest, isAnswered } from './harvest.ts'
import type { Journal } from './journal.ts'
import { erasePendingPart, keepPendingPart, readPendingParts } from './pending-parts.ts'
import type { ReplyKeys } from './reply-keys.ts'

const FIRST_RETRY_MILLIS = 1_000

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
  readonly #fetcher: CollectorFetcher
  readonly #tally = new CollectorTally()
  #reassembly: Reassembly | undefined
  #working: Promise<void> | undefined
  #cancelRetry: (() => void) | undefined
  #stopped = false
  #failures = 0
  #lastPulledAtMillis: number | undefined
  #error: unknown

  constructor(parts: CollectorParts) {
    this.#parts = parts
    const { clock, schedule, relay, roster, store, keys } = parts
    const cursor = store.collector.cursor()
    this.#fetcher = new CollectorFetcher(
      { p: keys.p, clock, schedule, relay, roster, cursor },
      () => this.#begin(),
    )
  }

  /** Fetches at once, and then on the clock; opens what was fetched after each round. */
  start(): void {
    this.#fetcher.start()
  }

  /** Resolves when the fetch under way and the segment that is being taken in have ended. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelRetry?.()
    await this.#fetcher.stop()
    await this.#working
  }

  status(): CollectorStatus {
    const error = this.#fetcher.error ?? this.#error
    return {
      ...(this.#lastPulledAtMillis === undefined
        ? {}
        : { lastPulledAtMillis: this.#lastPulledAtMillis }),
      ...(error === undefined ? {} : { lastError: warningOf(error) }),
      skippedSegments: this.#parts.store.collector.skipped().length,
      counts: this.#tally.counts(),
    }
  }

  /** Fetches and takes in every segment the relay has now. Throws `DeskError`; what was taken in before
   *  stays. */
  async pull(): Promise<void> {
    do
      try {
        await this.#fetcher.round()
      } finally {
        await this.#takeInAll()
      }
    while (this.#fetcher.isBehind)
  }

  /** Takes in what waits, unless that is under way; a failure is tried again without the relay. */
  #begin(): void {
    if (this.#working !== undefined || this.#stopped) return
    this.#cancelRetry?.()
    this.#working = this.#takeInAll()
      .catch(() => this.#retryLater())
      .finally(() => (this.#working = undefined))
  }

  #retryLater(): void {
    if (this.#stopped) return
    const { clock, schedule } = this.#parts
    const wait = FIRST_RETRY_MILLIS * 2 ** Math.min(this.#failures++, 20)
    const atMillis = clock.nowMillis() + Math.min(wait, schedule.collectIntervalMillis)
    this.#cancelRetry = clock.at(atMillis, () => this.#begin())
  }

  async #takeInAll(): Promise<void> {
    try {
      this.#expire()
      for (let next = this.#fetcher.next; next !== undefined; next = this.#fetcher.next) {
        // Taking in holds up this thread, and with it a request that is due.
        await this.#fetcher.idle()
        if (this.#stopped) return
        await this.#takeIn(next)
        this.#fetcher.shift()
      }
    } catch (error) {
      this.#error = error
      throw error
    }
    this.#error = undefined
    this.#failures = 0
    if (this.#fetcher.error === undefined && !this.#fetcher.isBehind)
      this.#lastPulledAtMillis = this.#parts.clock.nowMillis()
  }

  async #takeIn(segment: FetchedSegment): Promise<void> {
    const { keys, opener, epochs, store } = this.#parts
    const { content } = segment
    if (content.kind === 'skipped') {
      store.change((stores) => {
        const number = numberOf(segment.name)
        stores.collector.recordSkipped({ number, code: content.code })
        advance(stores, segment)
      })
      return
    }
    this.#store(segment, await opener.open(keys.newsroomId, epochs.identities(), content.cells))
  }

  #store(segment: FetchedSegment, opened: OpenedCells): void {
    const { clock, journal, keys, replyKeys } = this.#parts
    const reassembly = (this.#reassembly ??= this.#readPendingParts())
    const harvest = new Harvest(keys, journal.state, reassembly, clock.nowMillis())
    try {
      for (const cell of opened.real) harvest.take(cell)
      journal.append(harvest.events, (stores) => {
        this.#keep(stores, harvest)
        advance(stores, segment)
      })
    } catch (error) {
      // What memory believes to be waiting is no longer what the disk holds.
      this.#reassembly = undefined
      throw error
    }
    replyKeys.learn(harvest.replyKeys.values())
    this.#tally.opened(opened)
    this.#tally.harvested(harvest)
  }

  #readPendingParts(): Reassembly {
    const { keys, store, journal } = this.#parts
    return readPendingParts(keys, store, ({ contributor }) =>
      isAnswered(journal.state, threadIdOf(keys.p, keys.newsroomId, contributor)),
    )
  }

  #keep(stores: DeskStores, harvest: Harvest): void {
    const { keys, replyKeys } = this.#parts
    for (const pending of harvest.remove) erasePendingPart(keys, stores, pending)
    for (const pending of harvest.keep) keepPendingPart(keys, stores, pending)
    replyKeys.store(stores, harvest.replyKeys.values())
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

function advance({ collector }: DeskStores, { name, gap }: FetchedSegment): void {
  if (gap !== undefined) collector.recordSkipped({ number: gap, code: 'segments-withheld' })
  collector.setCursor(name)
}

function numberOf(name: SegmentName): number {
  return parseSegmentName(name)?.number ?? 0
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
