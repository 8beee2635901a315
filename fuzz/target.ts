/** One parser of outside bytes, and what must hold of it. */
export interface Target {
  /** Kebab-case; names its corpus and what is found. */
  readonly name: string
  /** Valid inputs, the first of which must be accepted. */
  readonly seeds: readonly Uint8Array[]
  /** How inputs are changed: `json` also as values. */
  readonly form: 'bytes' | 'json'
  /** Pieces that mean something to the parser. */
  readonly words?: readonly string[]
  /** Runs one input and names what came of it. Throws {@link PropertyBroken} where a property of an
   *  accepted input does not hold, and whatever the parser throws. */
  readonly run: (input: Uint8Array) => Promise<string> | string
  /** The code of an error that the parser may throw; `undefined` for every other one. */
  readonly refusal: (error: unknown) => string | undefined
  /** How many inputs it gets for each that another gets; 1 unless told. */
  readonly share?: number
  /** How long one input may take; 100 ms unless told. */
  readonly limitMillis?: number
  /** What one input may allocate besides 64 times its length; 512 KiB unless told. */
  readonly roomBytes?: number
  /** No input is longer; 65,536 bytes unless told. */
  readonly longest?: number
  /** Whose lines count as reached; the project's own unless told. */
  readonly covers?: RegExp
}

/** A parser did something that it never may. */
export class PropertyBroken extends Error {
  override readonly name = 'PropertyBroken'
}

/** Throws {@link PropertyBroken} with this sentence unless it holds. */
export function holds(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new PropertyBroken(sentence)
}

/** Takes errors of one class with one of its codes. */
export function refusalsOf(
  failureClass: abstract new (...parameters: never[]) => Error & { readonly code: string },
  codes: RegExp | readonly string[],
): (error: unknown) => string | undefined {
  return (error) => {
    if (!(error instanceof failureClass)) return undefined
    const isKnown = codes instanceof RegExp ? codes.test(error.code) : codes.includes(error.code)
    return isKnown ? error.code : undefined
  }
}

/** Nothing may be thrown. */
export function neverThrows(): undefined {
  return undefined
}
