/** A stream of numbers that one text names: the same in every run, on every machine. */
export class Draw {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: string) {
    ;[this.#a, this.#b, this.#c] = [hashOf(seed, 1), hashOf(seed, 2), hashOf(seed, 3)]
    for (let round = 0; round < 12; round++) this.#next()
  }

  /** A whole number from 0 to below `limit` (at most 2³²). */
  below(limit: number): number {
    return Math.floor((this.#next() / 4_294_967_296) * limit)
  }

  /** Whether something happens that happens once in so many times. */
  once(inSoMany: number): boolean {
    return this.below(inSoMany) === 0
  }

  /** One of these; throws RangeError when there is none. */
  from<Item>(items: ArrayLike<Item>): Item {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new RangeError('something to choose from')
    return item
  }

  /** A small number, more often smaller: 1, 2, 3 … with halving chances, at most 16. */
  few(): number {
    let count = 1
    while (count < 16 && this.once(2)) count++
    return count
  }

  // sfc32, by Chris Doty-Humphrey: small, fast, and good enough for mutations.
  #next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }
}

/** FNV-1a over the text, begun differently for each part of the state. */
function hashOf(text: string, part: number): number {
  let hash = (0x811c9dc5 ^ Math.imul(part, 0x9e3779b1)) | 0
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash
}
