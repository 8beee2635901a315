// Copies every segment of a relay, on a clock, for desks that sleep. It holds no key that opens anything,
// and believes of a segment no more than can be seen from outside: its form and the order of its cells.
import { ProtocolError, type Primitives, type SegmentName } from '@cronista/protocol'
import { SEGMENT_LISTING_LIMIT } from '@cronista/protocol/http'
import { DeskError } from '@cronista/desk'
import { CliError } from '../cli-error.ts'
import type { RosterCopy } from './roster-copy.ts'
import { hourMillisOf, isSegment, numberOf, type SegmentShelf } from './segment-shelf.ts'

/** Names of 14 days: a segment an hour, or one of 4,096 cells each half second in a flood. */
const MAX_LISTINGS = 64
/** A relay's clock may be ahead by so much; what claims a later hour would never be thrown away. */
const HOURS_AHEAD_MILLIS = 86_400_000

/** A relay, as an auditor sees it. Throws `DeskError` `relay-unreachable`, `device-refused` or
 *  `segment-missing`. */
export interface AuditedRelay {
  segments(after: SegmentName | undefined): Promise<readonly SegmentName[]>
  segment(name: SegmentName): Promise<Uint8Array>
  /** The roster that it serves, unread; `undefined` if none came. */
  roster(): Promise<Uint8Array | undefined>
}

/** What a mirror works with. */
export interface SegmentMirrorParts {
  readonly p: Primitives
  readonly relay: AuditedRelay
  /** What errors call the relay. */
  readonly origin: string
  readonly shelf: SegmentShelf
  readonly roster: RosterCopy
  readonly nowMillis: () => number
  /** How many bytes the copies may take. */
  readonly roomBytes: number
}

/** What one round found. */
export interface MirrorRound {
  readonly copied: number
  /** Listed, and yet no segments with their cells in order. They are asked for again. */
  readonly refused: readonly SegmentName[]
  /** Listed, and yet not given. */
  readonly missing: readonly SegmentName[]
  /** Numbers between two that were listed, which neither the relay lists nor this machine has. */
  readonly withheld: readonly number[]
  /** There was no room for all of them. */
  readonly isFull: boolean
  /** The rule of §5 that the relay's roster breaks, if it does; the one before stays in force. */
  readonly rosterFault?: string
}

/** Copies what a relay lists, round by round. */
export class SegmentMirror {
  readonly #parts: SegmentMirrorParts

  constructor(parts: SegmentMirrorParts) {
    this.#parts = parts
  }

  /** Copies what is not here yet. Throws `CliError` `auditor-refused`, `site-unreachable` or
   *  `storage-failed`; what was copied before stays. */
  async round(): Promise<MirrorRound> {
    const { shelf, nowMillis } = this.#parts
    await shelf.forgetExpired(nowMillis())
    const rosterFault = await this.#takeRoster()
    const listed = await this.#listed()
    const refused: SegmentName[] = []
    const missing: SegmentName[] = []
    let copied = 0
    let isFull = false
    for (const name of listed.filter((one) => !shelf.has(one))) {
      const bytes = await this.#fetch(name)
      if (bytes === undefined) missing.push(name)
      else if (!this.#isPlausible(name, bytes)) refused.push(name)
      else if (shelf.bytes + bytes.length > this.#parts.roomBytes) isFull = true
      else {
        await shelf.put(name, bytes)
        copied++
      }
      if (isFull) break
    }
    const withheld = this.#gaps(listed)
    const found = { copied, refused, missing, withheld, isFull }
    return rosterFault === undefined ? found : { ...found, rosterFault }
  }

  async #takeRoster(): Promise<string | undefined> {
    const { relay, roster, nowMillis } = this.#parts
    const bytes = await relay.roster()
    if (bytes === undefined) return undefined
    try {
      await roster.take(bytes, nowMillis())
      return undefined
    } catch (error) {
      if (error instanceof ProtocolError) return error.code
      throw error
    }
  }

  /** All names, which stand in the order of their numbers. */
  async #listed(): Promise<readonly SegmentName[]> {
    const { relay } = this.#parts
    const all: SegmentName[] = []
    for (let listing = 0; listing < MAX_LISTINGS; listing++) {
      const names = await this.#asking(() => relay.segments(all.at(-1)))
      for (const name of names) {
        const last = all.at(-1)
        if (last !== undefined && numberOf(name) <= numberOf(last))
          throw new CliError('site-unreachable', this.#parts.origin)
        all.push(name)
      }
      if (names.length < SEGMENT_LISTING_LIMIT) break
    }
    return all
  }

  async #fetch(name: SegmentName): Promise<Uint8Array | undefined> {
    try {
      return await this.#asking(() => this.#parts.relay.segment(name))
    } catch (error) {
      if (error instanceof DeskError && error.code === 'segment-missing') return undefined
      throw error
    }
  }

  #isPlausible(name: SegmentName, bytes: Uint8Array): boolean {
    const { p, nowMillis } = this.#parts
    return hourMillisOf(name) <= nowMillis() + HOURS_AHEAD_MILLIS && isSegment(p, bytes)
  }

  #gaps(listed: readonly SegmentName[]): readonly number[] {
    const here = new Set([...this.#parts.shelf.names(), ...listed].map(numberOf))
    return listed.flatMap((name, place) => {
      const [before, after] = [numberOf(listed[place - 1] ?? name), numberOf(name)]
      return after > before + 1 && !here.has(before + 1) ? [before + 1] : []
    })
  }

  async #asking<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const { origin } = this.#parts
    try {
      return await ask()
    } catch (cause) {
      if (!(cause instanceof DeskError)) throw cause
      if (cause.code === 'device-refused') throw new CliError('auditor-refused', origin, { cause })
      if (cause.code === 'relay-unreachable')
        throw new CliError('site-unreachable', origin, { cause })
      throw cause
    }
  }
}
