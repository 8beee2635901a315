// Parts of messages that wait for the others. They come in any order, twice, in different segments, and
// from anybody: what waits is bounded, for each contributor and in all. Anybody can also be as many
// contributors as there is room, so when all is full
// - whoever holds more than a message is ever likely to need gives room first, the largest holder before
//   the others;
// - then the oldest message: for one that is coming in to be lost, everything else must have come later;
// - of those, strangers' before answered contributors', as long as strangers hold half of the room.
// The message that is just coming in is never the one to go, unless its sender is the largest holder.
import { joinParts, toHex, type Part } from '@cronista/protocol'

/** How many parts may wait. */
export interface ReassemblyLimits {
  readonly perContributor: number
  readonly all: number
  /** Up to here a contributor is no large holder. A letter of 20,000 characters, each of four bytes
   *  that do not deflate, has 46 parts. */
  readonly share: number
}

const productionLimits: ReassemblyLimits = { perContributor: 512, all: 65_536, share: 64 }

/** A part that waits. */
export interface PendingPart {
  readonly part: Part
  /** Day after which it is dropped. */
  readonly expiresOnDay: number
}

/** What came of adding a part: the parts to keep on disk, those to remove from it, and the deflated
 *  letter if it is whole. */
export interface Added {
  readonly keep?: PendingPart
  readonly remove: readonly PendingPart[]
  readonly packed?: Uint8Array
  /** Parts that were given up for want of room; they are among `remove`. */
  readonly dropped: number
}

interface PendingMessage {
  readonly holder: Holder
  readonly id: string
  readonly count: number
  readonly parts: Map<number, PendingPart>
  readonly queue: Queue
}

/** A contributor whose messages wait, oldest first. */
interface Holder {
  readonly contributor: string
  readonly messages: Map<string, PendingMessage>
  size: number
}

/** Messages of many contributors, oldest first, and their parts counted. */
interface Queue {
  readonly messages: Set<PendingMessage>
  size: number
}

/** The waiting parts. */
export class Reassembly {
  readonly #limits: ReassemblyLimits
  readonly #holders = new Map<string, Holder>()
  /** Holders by how many parts they hold. */
  readonly #bySize: Set<Holder>[]
  readonly #strangers: Queue = { messages: new Set(), size: 0 }
  readonly #answered: Queue = { messages: new Set(), size: 0 }

  constructor(limits: ReassemblyLimits = productionLimits) {
    this.#limits = limits
    this.#bySize = Array.from({ length: limits.perContributor + 2 }, () => new Set())
  }

  /** How many parts wait. */
  get size(): number {
    return this.#strangers.size + this.#answered.size
  }

  /** Adds a part. One that came before, or contradicts the count of those before it, changes nothing.
   *  `isAnswered` is asked, once for each message, whether an editor has answered its contributor:
   *  strangers make room first. */
  add(pending: PendingPart, isAnswered: (part: Part) => boolean): Added {
    const { part } = pending
    const message = this.#find(part) ?? this.#begin(part, isAnswered)
    if (message.count !== part.count || message.parts.has(part.number))
      return { remove: [], dropped: 0 }
    if (message.parts.size + 1 === message.count) return this.#complete(message, pending)
    message.holder.messages.set(message.id, message)
    message.queue.messages.add(message)
    message.parts.set(part.number, pending)
    this.#count(message, 1)
    const remove = this.#makeRoom(message)
    return { keep: pending, remove, dropped: remove.length }
  }

  /** Drops the message that a part belongs to; returns its parts. */
  forget(part: Part): readonly PendingPart[] {
    const message = this.#find(part)
    return message === undefined ? [] : this.#remove(message)
  }

  /** Drops what has waited too long; returns how many parts that were. */
  expire(today: number): number {
    const before = this.size
    for (const { messages } of [this.#strangers, this.#answered])
      for (const message of messages)
        if ([...message.parts.values()].some(({ expiresOnDay }) => expiresOnDay < today))
          this.#remove(message)
    return before - this.size
  }

  #find(part: Part): PendingMessage | undefined {
    return this.#holders.get(toHex(part.contributor))?.messages.get(toHex(part.messageId))
  }

  #begin(part: Part, isAnswered: (part: Part) => boolean): PendingMessage {
    const contributor = toHex(part.contributor)
    const holder = this.#holders.get(contributor) ?? { contributor, messages: new Map(), size: 0 }
    const queue = isAnswered(part) ? this.#answered : this.#strangers
    const id = toHex(part.messageId)
    return { holder, id, count: part.count, parts: new Map(), queue }
  }

  #complete(message: PendingMessage, last: PendingPart): Added {
    const bodies = new Map([...message.parts, [last.part.number, last] as const].map(bodyOf))
    const packed = joinParts(bodies, message.count)
    const remove = this.#remove(message)
    return { remove, dropped: 0, ...(packed === undefined ? {} : { packed }) }
  }

  #makeRoom(newest: PendingMessage): readonly PendingPart[] {
    const { holder } = newest
    const removed: PendingPart[] = []
    while (holder.size > this.#limits.perContributor)
      removed.push(...this.#remove(firstBut(newest, holder.messages.values()) ?? newest))
    while (this.size > this.#limits.all) removed.push(...this.#remove(this.#dispensable(newest)))
    return removed
  }

  #dispensable(newest: PendingMessage): PendingMessage {
    const largest = this.#largestHolder(newest.holder)
    if (largest !== undefined) return firstBut(newest, largest.messages.values()) ?? newest
    const [first, second] =
      this.#strangers.size * 2 >= this.#limits.all
        ? [this.#strangers, this.#answered]
        : [this.#answered, this.#strangers]
    return firstBut(newest, first.messages) ?? firstBut(newest, second.messages) ?? newest
  }

  /** Whoever holds most, if that is more than a share; of several any but `sender`. */
  #largestHolder(sender: Holder): Holder | undefined {
    for (let size = this.#bySize.length - 1; size > this.#limits.share; size--) {
      const holders = this.#bySize[size] ?? new Set()
      for (const holder of holders) if (holder !== sender || holders.size === 1) return holder
    }
    return undefined
  }

  #remove(message: PendingMessage): readonly PendingPart[] {
    const { holder, queue, parts } = message
    holder.messages.delete(message.id)
    queue.messages.delete(message)
    this.#count(message, -parts.size)
    return [...parts.values()]
  }

  #count({ holder, queue }: PendingMessage, change: number): void {
    queue.size += change
    this.#bySize[holder.size]?.delete(holder)
    holder.size += change
    if (holder.size === 0) {
      this.#holders.delete(holder.contributor)
      return
    }
    this.#holders.set(holder.contributor, holder)
    this.#bySize[holder.size]?.add(holder)
  }
}

function firstBut(
  newest: PendingMessage,
  messages: Iterable<PendingMessage>,
): PendingMessage | undefined {
  for (const message of messages) if (message !== newest) return message
  return undefined
}

function bodyOf([number, { part }]: readonly [number, PendingPart]): [number, Uint8Array] {
  return [number, part.body]
}
