import type { Pattern } from './secrets.ts'

/** A pattern that was found, and where it begins. */
export interface Sighting {
  readonly name: string
  readonly at: number
}

/** Looks for many patterns of at least eight bytes at once. */
export class ByteSearch {
  readonly #byStart = new Map<number, Pattern[]>()
  /** One bit for each value that the hash of four bytes can have. */
  readonly #starts = new Uint8Array(2 ** 20)

  constructor(patterns: readonly Pattern[]) {
    for (const pattern of patterns) {
      const start = startOf(pattern.bytes, 0)
      this.#starts[hash(start)] = 1
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), pattern])
    }
  }

  /** Every place at which one of the patterns begins. */
  in(bytes: Uint8Array): Sighting[] {
    const found: Sighting[] = []
    let start = startOf(bytes, 0) >>> 8
    for (let at = 0; at + 4 <= bytes.length; at++) {
      start = ((start << 8) | (bytes[at + 3] ?? 0)) >>> 0
      if (this.#starts[hash(start)] === 0) continue
      for (const pattern of this.#byStart.get(start) ?? [])
        if (pattern.bytes.every((byte, index) => bytes[at + index] === byte))
          found.push({ name: pattern.name, at })
    }
    return found
  }
}

function startOf(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4)
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
}

function hash(start: number): number {
  return (Math.imul(start, 0x9e3779b1) >>> 12) & 0xfffff
}
