// Parts of messages that wait for the others. They come in any order, twice, in different segments, and
// from anybody: what waits is bounded, for each contributor and in all.
import { joinParts, toHex, type Part } from '@cronista/protocol'

/** The most parts that wait for one contributor; a message has at most 255. */
const MAX_PENDING_PER_CONTRIBUTOR = 512
/** The most parts that wait in all. */
const MAX_PENDING = 65_536

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
  readonly contributor: string
  readonly count: number
  readonly parts: Map<number, PendingPart>
}

/** The waiting parts, oldest message first. */
export class Reassembly {
  readonly #messages = new Map<string, PendingMessage>()
  readonly #perContributor = new Map<string, number>()
  readonly #limits: { readonly perContributor: number; readonly all: number }
  #size = 0

  constructor(limits = { perContributor: MAX_PENDING_PER_CONTRIBUTOR, all: MAX_PENDING }) {
    this.#limits = limits
  }

  /** How many parts wait. */
  get size(): number {
    return this.#size
  }

  /** Adds a part. One that came before, or contradicts the count of those before it, changes nothing.
   *  `isKnown` says whether the newsroom already talks with a contributor: strangers make room first. */
  add(pending: PendingPart, isKnown: (contributor: string) => boolean): Added {
    const { part } = pending
    const contributor = toHex(part.contributor)
    const name = `${contributor}/${toHex(part.messageId)}`
    const message = this.#messages.get(name) ?? { contributor, count: part.count, parts: new Map() }
    if (message.count !== part.count || message.parts.has(part.number))
      return { remove: [], dropped: 0 }
    if (message.parts.size + 1 === message.count) return this.#complete(name, message, pending)
    this.#messages.set(name, message)
    message.parts.set(part.number, pending)
    this.#count(contributor, 1)
    const remove = this.#makeRoom(name, contributor, isKnown)
    return { keep: pending, remove, dropped: remove.length }
  }

  /** Drops what has waited too long; returns how many parts that were. */
  expire(today: number): number {
    const before = this.#size
    for (const [name, { parts }] of this.#messages)
      if ([...parts.values()].some(({ expiresOnDay }) => expiresOnDay < today)) this.#remove(name)
    return before - this.#size
  }

  #complete(name: string, message: PendingMessage, last: PendingPart): Added {
    const bodies = new Map([...message.parts, [last.part.number, last] as const].map(bodyOf))
    const packed = joinParts(bodies, message.count)
    return { remove: this.#remove(name), dropped: 0, ...(packed === undefined ? {} : { packed }) }
  }

  #makeRoom(
    newest: string,
    contributor: string,
    isKnown: (contributor: string) => boolean,
  ): readonly PendingPart[] {
    const removed: PendingPart[] = []
    while ((this.#perContributor.get(contributor) ?? 0) > this.#limits.perContributor)
      removed.push(
        ...this.#remove(this.#oldest((one) => one.contributor === contributor) ?? newest),
      )
    while (this.#size > this.#limits.all)
      removed.push(...this.#remove(this.#oldest((one) => !isKnown(one.contributor)) ?? newest))
    return removed
  }

  #oldest(matches: (message: PendingMessage) => boolean): string | undefined {
    for (const [name, message] of this.#messages) if (matches(message)) return name
    return undefined
  }

  #remove(name: string): readonly PendingPart[] {
    const message = this.#messages.get(name)
    if (message === undefined) return []
    this.#messages.delete(name)
    this.#count(message.contributor, -message.parts.size)
    return [...message.parts.values()]
  }

  #count(contributor: string, change: number): void {
    this.#size += change
    const left = (this.#perContributor.get(contributor) ?? 0) + change
    if (left === 0) this.#perContributor.delete(contributor)
    else this.#perContributor.set(contributor, left)
  }
}

function bodyOf([number, { part }]: readonly [number, PendingPart]): [number, Uint8Array] {
  return [number, part.body]
}
