// Entries that somebody other than their author passed on without the key of their body. Any member could
// say that a key is destroyed and so make another's words unheard; a desk that has the key gets time to say
// otherwise.
import { toHex } from '@cronista/protocol'
import { bytesOf, type LinkedEntry } from './chain-intake.ts'

/** What waits at most; what comes beyond that comes again. */
const MAX_DOUBTED = 4096
const MAX_DOUBTED_BYTES = 64 * 1_048_576

interface Doubted<Entry> {
  readonly entry: Entry
  readonly place: number
  readonly sinceMillis: number
}

/** Entries that wait for their key, for as long as the desks that hold it need to send it again. */
export class DoubtedEntries<Entry extends LinkedEntry> {
  readonly #graceMillis: number
  /** By their hash. */
  readonly #waiting = new Map<string, Doubted<Entry>>()

  constructor(graceMillis: number) {
    this.#graceMillis = graceMillis
  }

  /** Keeps an entry that came from this place, counted from the first time it comes. */
  add(entry: Entry, place: number, nowMillis: number): void {
    const hash = toHex(entry.hash)
    const bytes = bytesOf(this.#waiting.values()) + entry.bytes.length
    const isFull = this.#waiting.size >= MAX_DOUBTED || bytes > MAX_DOUBTED_BYTES
    if (this.#waiting.has(hash) || isFull) return
    this.#waiting.set(hash, { entry, place, sinceMillis: nowMillis })
  }

  /** Gives out those whose time is over, or of whom this is true, in the order of their chains. */
  take(
    isSettled: (entry: Entry) => boolean,
    nowMillis: number,
  ): readonly { readonly entry: Entry; readonly place: number }[] {
    const due = [...this.#waiting.values()].filter(
      ({ entry, sinceMillis }) => nowMillis - sinceMillis >= this.#graceMillis || isSettled(entry),
    )
    for (const { entry } of due) this.#waiting.delete(toHex(entry.hash))
    return due.sort((a, b) => a.entry.sequence - b.entry.sequence)
  }

  /** Whether an entry of this device (32 hexadecimal digits) waits. */
  hasOf(deviceId: string): boolean {
    return [...this.#waiting.values()].some(({ entry }) => entry.deviceId === deviceId)
  }

  /** The first place from which something came that still waits; Infinity if nothing does. */
  oldestPlace(): number {
    return [...this.#waiting.values()].reduce(
      (oldest, { place }) => Math.min(oldest, place),
      Infinity,
    )
  }
}
