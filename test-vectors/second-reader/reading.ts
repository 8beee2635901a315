/** A rule of the protocol that is broken, under its code. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Throws {@link Refused} unless it holds. */
export function requires(condition: boolean, code: string): void {
  if (!condition) throw new Refused(code)
}

/** Reads a structure from front to back; too little, too much or too large a number is malformed. */
export class Reading {
  readonly #bytes: Uint8Array
  readonly #code: string
  at = 0

  constructor(bytes: Uint8Array, code: string) {
    this.#bytes = bytes
    this.#code = code
  }

  bytes(length: number): Uint8Array {
    requires(this.at + length <= this.#bytes.length, this.#code)
    this.at += length
    return this.#bytes.slice(this.at - length, this.at)
  }

  number(length: number): number {
    const value = this.bytes(length).reduce((sum, byte) => sum * 256 + byte, 0)
    requires(Number.isSafeInteger(value), this.#code)
    return value
  }

  list<Item>(countBytes: number, read: () => Item): readonly Item[] {
    const items: Item[] = []
    for (let left = this.number(countBytes); left > 0; left--) items.push(read())
    return items
  }

  end(): void {
    requires(this.at === this.#bytes.length, this.#code)
  }
}
