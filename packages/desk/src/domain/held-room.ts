// What is held back above the quotas, and what has to go when even that is too much. Anybody can be as many
// strangers as there is room, so when all is full
// - strangers' messages go before those of people whom an editor has answered;
// - which of the strangers' stays is drawn, each as likely as the others, whenever it came: whoever sends
//   more, earlier or later can push no particular message out;
// - the conversation that holds most gives room before others that are known.
import type { ThreadState } from '@cronista/newsroom'
import { isKnown } from './intake-quota.ts'

/** How much may be held back. */
export interface HeldLimits {
  readonly messages: number
  /** As they lie on the disk, before they are sealed. */
  readonly bytes: number
  readonly perThread: number
}

/** Two weeks' worth: as much as the journal takes of strangers in two months. */
const productionHeldLimits: HeldLimits = {
  messages: 16_384,
  bytes: 67_108_864,
  perThread: 1_024,
}

/** One message that is held back; its words lie on the disk. */
export interface HeldEntry {
  readonly thread: string
  readonly messageId: string
  readonly bytes: number
  readonly receivedAtMillis: number
  /** Day after which it is dropped. */
  readonly expiresOnDay: number
}

/** What came of holding a message back: whether it is kept, and what was given up for want of room. */
export interface Holding {
  readonly isKept: boolean
  readonly removed: readonly HeldEntry[]
}

/** A fresh random number from 0 to just below 1. */
export type Draw = () => number

/** What is held back. */
export class HeldRoom {
  readonly #limits: HeldLimits
  readonly #byThread = new Map<string, Map<string, HeldEntry>>()
  /** In no order: the last takes the place of one that goes. */
  readonly #all: HeldEntry[] = []
  readonly #places = new Map<HeldEntry, number>()
  #bytes = 0
  /** How many strangers' messages came since there was no room for all. */
  #cameSinceFull = 0

  constructor(limits: HeldLimits = productionHeldLimits) {
    this.#limits = limits
  }

  /** How many messages are held back. */
  get size(): number {
    return this.#all.length
  }

  /** The held messages of one thread, in the order in which they came. */
  of(thread: string): readonly HeldEntry[] {
    return [...(this.#byThread.get(thread)?.values() ?? [])]
  }

  /** The threads with held messages, in the order in which they first came. */
  threads(): Iterable<string> {
    return this.#byThread.keys()
  }

  has(thread: string, messageId: string): boolean {
    return this.#byThread.get(thread)?.has(messageId) === true
  }

  /** Holds a message back. `standing` tells what the newsroom knows of a thread. */
  add(
    entry: HeldEntry,
    standing: (thread: string) => ThreadState | undefined,
    draw: Draw,
  ): Holding {
    const held = this.#byThread.get(entry.thread)?.size ?? 0
    if (held >= this.#limits.perThread) return { isKept: false, removed: [] }
    const isStranger = (one: HeldEntry) => !isKnown(standing(one.thread))
    if (!this.#isFullWith(entry)) {
      this.#cameSinceFull = 0
      this.#put(entry)
      return { isKept: true, removed: [] }
    }
    if (
      isStranger(entry) &&
      draw() >= this.#all.length / (this.#all.length + ++this.#cameSinceFull)
    )
      return { isKept: false, removed: [] }
    return this.#putInPlaceOfOthers(entry, isStranger, draw)
  }

  /** Drops a message that is no longer held back. */
  remove(entry: HeldEntry): void {
    const place = this.#places.get(entry)
    const last = this.#all.at(-1)
    if (place === undefined || last === undefined) return
    this.#all[place] = last
    this.#places.set(last, place)
    this.#all.pop()
    this.#places.delete(entry)
    this.#bytes -= entry.bytes
    const own = this.#byThread.get(entry.thread)
    own?.delete(entry.messageId)
    if (own?.size === 0) this.#byThread.delete(entry.thread)
  }

  /** All of it, in no order. */
  entries(): readonly HeldEntry[] {
    return [...this.#all]
  }

  #putInPlaceOfOthers(
    entry: HeldEntry,
    isStranger: (one: HeldEntry) => boolean,
    draw: Draw,
  ): Holding {
    const removed: HeldEntry[] = []
    while (this.#isFullWith(entry)) {
      const going = this.#dispensable(isStranger, draw)
      if (going === undefined || (isStranger(entry) && !isStranger(going))) break
      this.remove(going)
      removed.push(going)
    }
    const isKept = !this.#isFullWith(entry)
    if (isKept) this.#put(entry)
    return { isKept, removed }
  }

  /** A stranger's message, drawn; where nearly all are known people's, the oldest of whoever holds most. */
  #dispensable(isStranger: (one: HeldEntry) => boolean, draw: Draw): HeldEntry | undefined {
    const start = Math.floor(draw() * this.#all.length)
    for (let step = 0; step < this.#all.length; step++) {
      const one = this.#all[(start + step) % this.#all.length]
      if (one !== undefined && isStranger(one)) return one
    }
    const [largest] = [...this.#byThread.values()].sort((a, b) => b.size - a.size)
    return largest?.values().next().value
  }

  #isFullWith({ bytes }: HeldEntry): boolean {
    return this.#all.length >= this.#limits.messages || this.#bytes + bytes > this.#limits.bytes
  }

  #put(entry: HeldEntry): void {
    const own = this.#byThread.get(entry.thread) ?? new Map<string, HeldEntry>()
    own.set(entry.messageId, entry)
    this.#byThread.set(entry.thread, own)
    this.#places.set(entry, this.#all.length)
    this.#all.push(entry)
    this.#bytes += entry.bytes
  }
}
