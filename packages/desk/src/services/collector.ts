// Takes in what the fetcher has brought, one segment after the other, never one in particular. How far the
// collector has come changes with the last that a segment gives, so that a kill in between neither loses
// nor doubles a message. It asks the relay for nothing: that is the fetcher's, on the clock.
import { parseSegmentName, toHex, type Schedule, type SegmentName } from '@cronista/protocol'
import { codeOf } from '../desk-error.ts'
import { dayOf } from '../domain/day.ts'
import { intakeTurnMillis } from '../domain/intake-turn.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { CellOpener } from '../ports/cell-opener.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStores } from '../ports/desk-store.ts'
import type { SegmentRelay } from '../ports/relay-client.ts'
import { CollectorFetcher, type FetchedSegment } from './collector-fetcher.ts'
import { CollectorTally, type CollectorCounts } from './collector-tally.ts'
import type { EpochSeeds } from './epoch-seeds.ts'
import { eraseDead, erasureMillis } from './erasure.ts'
import { SegmentIntake, type SegmentIntakeParts } from './segment-intake.ts'
import { lostSegments, mirroredNumbers, noteLost, noteMirrored } from './skipped-segments.ts'

const FIRST_RETRY_MILLIS = 1_000

/** What a collector works with. */
export interface CollectorParts extends SegmentIntakeParts {
  readonly clock: Clock
  readonly schedule: Schedule
  readonly relay: SegmentRelay
  readonly opener: CellOpener
  readonly epochs: EpochSeeds
  /** The relay knows this device from the roster alone. */
  readonly roster: { handIn(again?: boolean): Promise<void> }
  /** When other desks were heard last, by device id. They take in before this one by `intake-turn.ts`; a
   *  desk that is given none takes in at once. */
  readonly heard?: () => ReadonlyMap<string, number>
}

/** How the collector is doing. */
export interface CollectorStatus {
  /** When every segment the relay had was last taken in. */
  readonly lastPulledAtMillis?: number
  readonly lastError?: DeskWarningCode
  /** Segments that neither the relay nor a mirror gave, `MAX_SKIPPED` at most. */
  readonly skippedSegments: number
  /** A mirror gave something else than the relay. */
  readonly doMirrorsDiffer: boolean
  readonly counts: CollectorCounts
}

/** The desk's intake. */
export class Collector {
  readonly #parts: CollectorParts
  readonly #fetcher: CollectorFetcher
  readonly #intake: SegmentIntake
  readonly #tally = new CollectorTally()
  #working: Promise<void> | undefined
  #cancelRetry: (() => void) | undefined
  #cancelTurn: (() => void) | undefined
  #stopped = false
  #failures = 0
  #lastPulledAtMillis: number | undefined
  #error: unknown

  constructor(parts: CollectorParts) {
    this.#parts = parts
    const { clock, schedule, relay, roster, store, keys } = parts
    this.#intake = new SegmentIntake(parts)
    const cursor = store.collector.cursor()
    this.#fetcher = new CollectorFetcher(
      { p: keys.p, clock, schedule, relay, roster, cursor },
      () => this.#afterRound(),
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
    this.#cancelTurn?.()
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
      skippedSegments: lostSegments(this.#parts.store.collector).length,
      doMirrorsDiffer: this.#fetcher.doMirrorsDiffer,
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

  /** Takes in what was fetched when it is this desk's turn; at once where there is much to catch up with. */
  #afterRound(): void {
    if (this.#stopped) return
    const wait = this.#fetcher.isBehind ? 0 : this.#turnMillis()
    if (wait === 0) this.#begin()
    else
      this.#cancelTurn ??= this.#parts.clock.at(this.#parts.clock.nowMillis() + wait, () =>
        this.#begin(),
      )
  }

  #turnMillis(): number {
    const { heard, keys, clock, schedule } = this.#parts
    if (heard === undefined) return 0
    return intakeTurnMillis(toHex(keys.deviceId), heard(), clock.nowMillis(), schedule)
  }

  /** Takes in what waits, unless that is under way; a failure is tried again without the relay. */
  #begin(): void {
    this.#cancelTurn?.()
    this.#cancelTurn = undefined
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
      await this.#expire()
      for (let next = this.#fetcher.next; next !== undefined; next = this.#fetcher.next) {
        if (!(await this.#mayGoOn()) || !(await this.#takeIn(next))) return
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

  /** Whether the segment is taken in to its end; it is not where the collector has to stop. */
  async #takeIn(segment: FetchedSegment): Promise<boolean> {
    const { keys, opener, epochs, store, clock } = this.#parts
    const { content } = segment
    if (content.kind === 'skipped') {
      store.change((stores) => {
        const number = numberOf(segment.name)
        noteLost(stores.collector, { number, code: content.code })
        advance(stores, segment)
      })
      return true
    }
    const opened = await opener.open(keys.newsroomId, epochs.identities(), content.cells)
    const surplus = await this.#intake.take(opened.real, {
      nowMillis: clock.nowMillis(),
      mayGoOn: () => this.#mayGoOn(),
      atEnd: (stores) => advance(stores, segment),
    })
    if (surplus === undefined) return false
    this.#tally.opened(opened)
    for (const one of surplus) this.#tally.harvested(one)
    return true
  }

  /** Taking in holds up this thread, and with it a request that is due. */
  async #mayGoOn(): Promise<boolean> {
    await this.#fetcher.idle()
    return !this.#stopped
  }

  async #expire(): Promise<void> {
    const { keys, clock, store, epochs, replyKeys, held, opener } = this.#parts
    eraseDead(keys, store, clock.nowMillis())
    const nowMillis = erasureMillis(keys, store, clock.nowMillis())
    epochs.expire(nowMillis)
    replyKeys.expire(nowMillis)
    this.#intake.expire(dayOf(nowMillis))
    held.settle(dayOf(nowMillis))
    await opener.forgetAllBut(epochs.identities())
  }
}

/** Notes how far the relay's segments are taken in. What a mirror gave in the relay's place is noted by its
 *  number: nobody vouches for it. */
function advance({ collector }: DeskStores, segment: FetchedSegment): void {
  const { name, gap, isAhead, isMirrored } = segment
  if (isAhead === true) return
  if (isMirrored === true) noteMirrored(collector, numberOf(name))
  else if (gap !== undefined) noteGap(collector, gap, numberOf(name))
  collector.setCursor(name)
}

/** Of the numbers that were left out, the first that no mirror gave either is noted. */
function noteGap(collector: DeskStores['collector'], from: number, until: number): void {
  const mirrored = mirroredNumbers(collector)
  for (let number = from; number < until; number++)
    if (!mirrored.has(number)) {
      noteLost(collector, { number, code: 'segments-withheld' })
      return
    }
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
