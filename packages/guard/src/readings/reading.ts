/** What a built file says, in one way of reading it. */
export interface Reading {
  readonly part: 'path' | 'text' | 'attribute' | 'data' | 'raw'
  /** `address` where words are run together: slugs, URLs, file names, code. */
  readonly as: 'prose' | 'address'
  readonly text: string
}

const SAYS_SOMETHING = /[\p{L}\p{N}]/u
const SPACE = /\s/u

/** The readings of one file, each once. */
export class Readings {
  readonly #readings: Reading[] = []
  readonly #seen = new Set<string>()

  get all(): readonly Reading[] {
    return this.#readings
  }

  /** Adds what a text says; one without a letter or digit says nothing. */
  add(part: Reading['part'], as: Reading['as'], text: string): void {
    const key = `${part} ${as} ${text}`
    if (!SAYS_SOMETHING.test(text) || this.#seen.has(key)) return
    this.#seen.add(key)
    this.#readings.push({ part, as, text })
  }

  /** Adds a value of which only its shape is known: several words are prose, one may be run together. */
  addValue(part: Reading['part'], value: string): void {
    this.add(part, SPACE.test(value.trim()) ? 'prose' : 'address', value)
  }
}
