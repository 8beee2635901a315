import { inCausalOrder } from './causal-order.ts'
import { MAX_DOCUMENT_BYTES } from './draft-limits.ts'
import { Nesting } from './nesting.ts'
import type { UpdateReading } from './read-update.ts'

/** The updates of one story of which its document is made. A received update was checked by the desk
 *  that sent it, or by nobody: one that nests too deep is left out, and so is what no longer fits into
 *  {@link MAX_DOCUMENT_BYTES}. Which ones are, depends on the updates and not on when they came. */
export class AcceptedUpdates {
  readonly #nesting = new Nesting()
  #waiting: readonly Uint8Array[] = []
  #bytes = 0
  #isBegun = false
  #isFull = false
  /** How many came that had contributions under names that were there. */
  #repeated = 0

  /** Takes more updates; returns those to be made now, in their order. `undefined` if only all of them at
   *  once, in the order of their texts, give what every desk has. */
  take(updates: readonly Uint8Array[]): readonly Uint8Array[] | undefined {
    const isFirst = !this.#isBegun
    this.#isBegun = true
    const repeated = this.#repeated
    const known = this.#nesting.clocks()
    const { ordered, waiting } = inCausalOrder([...this.#waiting, ...updates], known, (reading) =>
      this.#isTaken(reading),
    )
    this.#waiting = waiting
    return isFirst || !(this.#isFull || this.#repeated > repeated) ? ordered : undefined
  }

  /** Whether the update nests too deep, as far as that can be told when something of it is missing. */
  isTooDeep({ structs }: UpdateReading): boolean {
    return this.#nesting.levelsOf(structs) === undefined
  }

  /** Whether so many bytes more are too many. */
  isTooLarge(bytes: number): boolean {
    return this.#bytes + bytes > MAX_DOCUMENT_BYTES
  }

  #isTaken({ update, structs }: UpdateReading): boolean {
    const levels = this.#nesting.levelsOf(structs)
    if (levels === undefined) return false
    if (this.isTooLarge(update.byteLength)) {
      this.#isFull = true
      return false
    }
    // Of two contributions under one name Yjs makes the first.
    if (this.#nesting.hasSome(structs)) this.#repeated++
    this.#nesting.add(structs, levels)
    this.#bytes += update.byteLength
    return true
  }
}
