// When and what the desk asks of the relay for its intake. The relay sees when requests come; so they
// come at times that the clock, the network and the relay's own answers decide, and never after
// anything was opened: how long that takes says how much of it was real (docs/protocol.md §7).
import {
  areInHashOrder,
  parseSegment,
  parseSegmentName,
  ProtocolError,
  type Primitives,
  type Schedule,
  type SegmentName,
} from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'
import type { Clock } from '../ports/clock.ts'
import type { SegmentRelay } from '../ports/relay-client.ts'
import { Rhythm } from './rhythm.ts'
import { SegmentMirrors } from './segment-mirrors.ts'

/** A segment that fails is asked for so often before it is recorded as skipped. */
const ATTEMPTS = 3
const FIRST_RETRY_MILLIS = 1_000
/** A relay that skips more numbers than this at once is not believed. */
const MAX_GAP = 100_000
/** Segments that one round fetches; each has up to 12 MiB. */
const ROUND_SEGMENTS = 8
/** Segments that wait in memory for being opened: a whole round's, while another's are worked on. */
const QUEUED_SEGMENTS = 2 * ROUND_SEGMENTS
/** While the relay lists more than a round fetches, rounds are this much more frequent. */
const CATCHING_UP = 60

/** What a fetcher works with. */
export interface CollectorFetcherParts {
  readonly p: Primitives
  readonly clock: Clock
  readonly schedule: Pick<Schedule, 'collectIntervalMillis'>
  readonly relay: SegmentRelay
  /** The relay knows this device from the roster alone. */
  readonly roster: { handIn(again?: boolean): Promise<void> }
  /** The last segment that was taken in before. */
  readonly cursor: SegmentName | undefined
}

/** What came of a segment's name. */
export interface FetchedSegment {
  readonly name: SegmentName
  /** The first number that the relay left out before this one. */
  readonly gap?: number
  /** A mirror gave it while the relay was away: the relay will be asked for it all the same. */
  readonly isAhead?: true
  /** The relay had it no longer, or left it out; a mirror gave it. */
  readonly isMirrored?: true
  /** The cells, or the code of what was wrong with the segment every time. */
  readonly content:
    | { readonly kind: 'cells'; readonly cells: readonly Uint8Array[] }
    | { readonly kind: 'skipped'; readonly code: SegmentFault }
}

type SegmentFault = 'segment-malformed' | 'segment-missing'

/** Fetches in rounds, one at each multiple of the interval since 1970, into a bounded queue. */
export class CollectorFetcher {
  readonly #parts: CollectorFetcherParts
  readonly #rhythm: Rhythm
  readonly #mirrors: SegmentMirrors
  readonly #queue: FetchedSegment[] = []
  readonly #onRound: () => void
  #last: SegmentName | undefined
  #attempts = 0
  #failures = 0
  #isBehind = false
  #error: unknown
  #underWay: Promise<void> = Promise.resolve()

  /** `onRound` is called after each round, whether it failed or not. */
  constructor(parts: CollectorFetcherParts, onRound: () => void) {
    this.#parts = parts
    this.#onRound = onRound
    this.#last = parts.cursor
    this.#mirrors = new SegmentMirrors(parts.p, parts.relay.mirrors ?? [])
    this.#rhythm = new Rhythm(
      parts.clock,
      () => this.#turn(),
      () => this.#afterFailure(),
    )
  }

  /** Begins with a round at once. */
  start(): void {
    this.#rhythm.start()
  }

  /** Resolves when the round under way has ended. */
  stop(): Promise<void> {
    return this.#rhythm.stop()
  }

  /** Resolves when no round is under way. */
  idle(): Promise<void> {
    return this.#underWay
  }

  /** What the last round failed with, or `undefined`. */
  get error(): unknown {
    return this.#error
  }

  /** Whether the relay has more than the last round fetched. */
  get isBehind(): boolean {
    return this.#isBehind
  }

  /** Whether a mirror gave, or left out, something else than the relay. */
  get doMirrorsDiffer(): boolean {
    return this.#mirrors.differs
  }

  /** The segment to be taken in next. It stays in the queue until {@link shift}. */
  get next(): FetchedSegment | undefined {
    return this.#queue[0]
  }

  /** Drops the segment that was taken in. */
  shift(): void {
    this.#queue.shift()
  }

  /** Fetches what the relay has, as far as one round goes; a full queue alone makes it pass. Throws
   *  `DeskError`; what was fetched before stays in the queue. */
  async round(): Promise<void> {
    const ended = Promise.withResolvers<undefined>()
    this.#underWay = ended.promise
    try {
      await this.#fetchAll()
      this.#error = undefined
      this.#failures = 0
    } catch (error) {
      this.#error = error
      if (isAway(error)) await this.#fetchAhead()
      throw error
    } finally {
      ended.resolve(undefined)
    }
  }

  async #fetchAll(): Promise<void> {
    const { relay, roster } = this.#parts
    if (this.#queue.length > QUEUED_SEGMENTS - ROUND_SEGMENTS) return
    const isRefused = this.#error instanceof DeskError && this.#error.code === 'device-refused'
    await roster.handIn(isRefused)
    const names = await relay.segments(this.#last)
    this.#isBehind = names.length > ROUND_SEGMENTS
    for (const name of names.slice(0, ROUND_SEGMENTS)) {
      const fetched = await this.#fetch(name)
      if (fetched.gap !== undefined) await this.#fetchLeftOut(name)
      this.#queue.push(fetched)
      this.#last = name
      this.#attempts = 0
    }
  }

  async #fetch(name: SegmentName): Promise<FetchedSegment> {
    const gap = gapBefore(name, this.#last)
    const named = { name, ...(gap === undefined ? {} : { gap }) }
    try {
      const bytes = await this.#parts.relay.segment(name)
      this.#mirrors.compare(name, bytes)
      const cells = parseSegment(bytes)
      if (!areInHashOrder(this.#parts.p, cells)) throw new DeskError('segment-malformed')
      return { ...named, content: { kind: 'cells', cells } }
    } catch (error) {
      const code = segmentFault(error)
      if (code === undefined) throw error
      if (++this.#attempts < ATTEMPTS) throw new DeskError(code, { cause: error })
      const copy = await this.#mirrors.find(name)
      if (copy === undefined) return { ...named, content: { kind: 'skipped', code } }
      return { ...named, isMirrored: true, content: { kind: 'cells', cells: copy.cells } }
    }
  }

  /** What the relay left out before this one, as far as a mirror has it. */
  async #fetchLeftOut(before: SegmentName): Promise<void> {
    if (this.#last === undefined) return
    for (const name of (await this.#mirrors.between(this.#last, before)).slice(0, ROUND_SEGMENTS)) {
      const copy = await this.#mirrors.find(name)
      if (copy === undefined) continue
      const content = { kind: 'cells', cells: copy.cells } as const
      this.#queue.push({ name, isMirrored: true, content })
    }
  }

  /** While the relay is away, what mirrors have. */
  async #fetchAhead(): Promise<void> {
    if (this.#queue.length > QUEUED_SEGMENTS - ROUND_SEGMENTS) return
    for (const { name, cells } of await this.#mirrors.ahead(this.#last, ROUND_SEGMENTS))
      this.#queue.push({ name, isAhead: true, content: { kind: 'cells', cells } })
  }

  async #turn(): Promise<number> {
    try {
      await this.round()
    } finally {
      this.#onRound()
    }
    return this.#nextRoundMillis()
  }

  #nextRoundMillis(): number {
    const { clock, schedule } = this.#parts
    const interval = schedule.collectIntervalMillis
    const pace = this.#isBehind ? Math.ceil(interval / CATCHING_UP) : interval
    return (Math.floor(clock.nowMillis() / pace) + 1) * pace
  }

  #afterFailure(): number {
    const wait = FIRST_RETRY_MILLIS * 2 ** Math.min(this.#failures++, 20)
    return Math.min(this.#parts.clock.nowMillis() + wait, this.#nextRoundMillis())
  }
}

/** The first number between the last segment and this, if one was left out. Throws
 *  `relay-unreachable` for a name that does not follow the last: such a listing is no answer. */
function gapBefore(name: SegmentName, lastName: SegmentName | undefined): number | undefined {
  const number = parseSegmentName(name)?.number ?? 0
  const last = lastName === undefined ? number - 1 : (parseSegmentName(lastName)?.number ?? 0)
  if (number <= last || number > last + MAX_GAP) throw new DeskError('relay-unreachable')
  return number === last + 1 ? undefined : last + 1
}

/** Whether nothing can be had from the relay now. */
function isAway(error: unknown): boolean {
  if (!(error instanceof DeskError)) return false
  return error.code === 'relay-unreachable' || error.code === 'device-refused'
}

/** The code of a fault that lies in one segment alone. */
function segmentFault(error: unknown): SegmentFault | undefined {
  if (error instanceof ProtocolError && error.code === 'segment-malformed') return error.code
  if (!(error instanceof DeskError)) return undefined
  const { code } = error
  return code === 'segment-missing' || code === 'segment-malformed' ? code : undefined
}
