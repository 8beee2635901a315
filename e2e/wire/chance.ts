import { createHash } from 'node:crypto'

/** Numbers that follow from a seed and a label: who repeats a plan draws the same. */
export class Chance {
  readonly #label: string
  #count = 0

  constructor(seed: string, ...labels: readonly (number | string)[]) {
    this.#label = [seed, ...labels].join('/')
  }

  /** From 0 up to, not including, 1. */
  share(): number {
    this.#count += 1
    const hash = createHash('sha256').update(`${this.#label}/${this.#count}`).digest()
    return hash.readUInt32BE(0) / 2 ** 32
  }

  between(from: number, to: number): number {
    return from + (to - from) * this.share()
  }

  /** A whole number from `from` to `to`. */
  whole(from: number, to: number): number {
    return Math.floor(this.between(from, to + 1))
  }

  oneOf<Thing>(things: readonly Thing[]): Thing {
    const thing = things[this.whole(0, things.length - 1)]
    if (thing === undefined) throw new RangeError('nothing to draw from')
    return thing
  }

  /** Of mean 0 and deviation 1 (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.share())) * Math.cos(2 * Math.PI * this.share())
  }
}
