import {
  joinParts,
  ProtocolError,
  unpackLetter,
  type Language,
  type Letter,
  type ReplyPart,
} from '@cronista/protocol'

/** A reply that is complete. */
export interface Reply {
  /** Replies of a thread count from 1. */
  readonly number: number
  readonly language: Language
  readonly text: string
}

/** What the editions of this visit held for one thread. */
export interface Replies {
  /** Complete ones, oldest first. */
  readonly complete: readonly Reply[]
  /** How many have begun to arrive and are not complete. */
  readonly incomplete: number
  /** The highest reply that the newsroom has seen confirmed with these words; 0 is none. */
  readonly confirmed: number
}

/** Collects pieces of replies over several editions, in any order. */
export class ReplyShelf {
  readonly #pieces = new Map<number, { count: number; parts: Map<number, Uint8Array> }>()
  #confirmed = 0

  take(parts: readonly ReplyPart[]): void {
    for (const { number, count, part, body, confirmed } of parts) {
      const known = this.#pieces.get(number)
      const shelf = known?.count === count ? known : { count, parts: new Map<number, Uint8Array>() }
      shelf.parts.set(part, body)
      this.#pieces.set(number, shelf)
      this.#confirmed = Math.max(this.#confirmed, confirmed)
    }
  }

  read(): Replies {
    const complete: Reply[] = []
    let incomplete = 0
    for (const [number, { count, parts }] of [...this.#pieces].sort(([a], [b]) => a - b)) {
      const letter = readLetter(joinParts(parts, count))
      if (letter === undefined) incomplete += 1
      else complete.push({ number, ...letter })
    }
    return { complete, incomplete, confirmed: this.#confirmed }
  }

  /** Overwrites everything collected. */
  forget(): void {
    for (const { parts } of this.#pieces.values()) for (const body of parts.values()) body.fill(0)
    this.#pieces.clear()
    this.#confirmed = 0
  }
}

/** A letter that cannot be read counts as one that is not complete: the newsroom sends it again. */
function readLetter(packed: Uint8Array | undefined): Letter | undefined {
  try {
    return packed && unpackLetter(packed)
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}
