// The order in which entries are taken in: each after the one it names. Batches come in any order, some
// twice and some never, and the chains must come out the same.
import { equalBytes } from '@cronista/protocol'

/** An entry as far as its place in a chain goes. Its signature has been verified. */
export interface LinkedEntry {
  /** Its author's device, 32 hexadecimal digits. */
  readonly deviceId: string
  readonly sequence: number
  /** 32 bytes each. */
  readonly previousHash: Uint8Array
  readonly hash: Uint8Array
  /** As it travels. */
  readonly bytes: Uint8Array
  /** Absent from one that came without its key. */
  readonly bodyKey?: unknown
}

/** The end of a chain. */
export type ChainEnd = Pick<LinkedEntry, 'hash' | 'sequence'>

/** What becomes of an entry: it and others that waited for it follow their chain; it waits; the chain
 *  holds that sequence already; or it is the next and names another entry as the one before. */
export type Taken<Entry> =
  | { readonly kind: 'ready'; readonly entries: readonly Entry[] }
  | { readonly kind: 'early' | 'held' | 'reordered' }

/** What waits at most, of one chain: entries furthest ahead are dropped and come again. */
const MAX_EARLY = 4096
const MAX_EARLY_BYTES = 64 * 1_048_576
const BEGINNING: ChainEnd = { sequence: 0, hash: new Uint8Array(32) }

/** Puts entries into the order of their chains. */
export class ChainIntake<Entry extends LinkedEntry> {
  readonly #ends: Map<string, ChainEnd>
  /** By device, then by sequence; with the place in the relay from which the entry came. */
  readonly #early = new Map<string, Map<number, { entry: Entry; place: number }>>()

  /** `ends` is how far each chain goes already, by device. */
  constructor(ends: ReadonlyMap<string, ChainEnd>) {
    this.#ends = new Map(ends)
  }

  /** Takes an entry that came from this place. */
  take(entry: Entry, place: number): Taken<Entry> {
    const end = this.#endOf(entry.deviceId)
    if (entry.sequence <= end.sequence) return { kind: 'held' }
    if (entry.sequence > end.sequence + 1) {
      this.#wait(entry, place)
      return { kind: 'early' }
    }
    if (!equalBytes(entry.previousHash, end.hash)) return { kind: 'reordered' }
    return { kind: 'ready', entries: this.#following(entry) }
  }

  /** Tells of an entry that joined its chain by another way. */
  advance(deviceId: string, end: ChainEnd): void {
    this.#ends.set(deviceId, end)
  }

  /** The first place from which something came that still waits. */
  oldestPlace(): number {
    const places = [...this.#early.values()].flatMap((waiting) =>
      [...waiting.values()].map(({ place }) => place),
    )
    return places.reduce((oldest, place) => Math.min(oldest, place), Infinity)
  }

  #endOf(deviceId: string): ChainEnd {
    return this.#ends.get(deviceId) ?? BEGINNING
  }

  #wait(entry: Entry, place: number): void {
    const waiting =
      this.#early.get(entry.deviceId) ?? new Map<number, { entry: Entry; place: number }>()
    this.#early.set(entry.deviceId, waiting)
    const before = waiting.get(entry.sequence)
    if (before === undefined || isSameWithKey(entry, before.entry))
      waiting.set(entry.sequence, { entry, place })
    while (waiting.size > MAX_EARLY || bytesOf(waiting.values()) > MAX_EARLY_BYTES)
      waiting.delete(Math.max(...waiting.keys()))
  }

  /** The entry and all that waited for it. One that waits and does not chain is dropped. */
  #following(first: Entry): readonly Entry[] {
    const { deviceId } = first
    const waiting = this.#early.get(deviceId)
    const entries = [first]
    let end: Entry = first
    for (;;) {
      const next = waiting?.get(end.sequence + 1)?.entry
      waiting?.delete(end.sequence + 1)
      if (next === undefined || !equalBytes(next.previousHash, end.hash)) break
      entries.push(next)
      end = next
    }
    for (const sequence of waiting?.keys() ?? [])
      if (sequence <= end.sequence) waiting?.delete(sequence)
    if (waiting?.size === 0) this.#early.delete(deviceId)
    this.#ends.set(deviceId, end)
    return entries
  }
}

/** How long all these entries are together. */
export function bytesOf(waiting: Iterable<{ readonly entry: LinkedEntry }>): number {
  return [...waiting].reduce((sum, { entry }) => sum + entry.bytes.length, 0)
}

/** Whether an entry is another one, together with the key that the other lacks. */
export function isSameWithKey(entry: LinkedEntry, other: LinkedEntry): boolean {
  const { deviceId, hash, bodyKey } = entry
  if (bodyKey === undefined || other.bodyKey !== undefined) return false
  return deviceId === other.deviceId && equalBytes(hash, other.hash)
}
