import { Draw } from './draw.ts'
import { mutatedBytes, type MutationSources } from './mutate-bytes.ts'
import { mutatedJson } from './mutate-json.ts'
import type { Target } from './target.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** One chunk of work: so many inputs, which seed, target and number name for good. */
export interface Chunk {
  readonly target: string
  readonly number: number
  readonly inputs: number
}

/** Makes the inputs of a target, always the same for the same seed and corpus. */
export class Inputs {
  readonly #sources: MutationSources
  readonly #values: readonly unknown[]
  readonly #draw: Draw

  constructor(target: Target, corpus: readonly Uint8Array[], seed: string) {
    this.#sources = {
      corpus,
      words: (target.words ?? []).map((word) => encoder.encode(word)),
      longest: target.longest ?? 65_536,
    }
    this.#values = target.form === 'json' ? valuesOf(corpus) : []
    this.#draw = new Draw(`${seed} ${target.name}`)
  }

  /** The next one. */
  next(): Uint8Array {
    const draw = this.#draw
    if (this.#values.length === 0 || draw.once(8)) return mutatedBytes(draw, this.#sources)
    return encoder.encode(mutatedJson(draw, this.#values)).slice(0, this.#sources.longest)
  }
}

/** The inputs that are JSON, as values. */
function valuesOf(corpus: readonly Uint8Array[]): readonly unknown[] {
  return corpus.flatMap((bytes): unknown[] => {
    try {
      return [JSON.parse(decoder.decode(bytes))]
    } catch {
      return []
    }
  })
}
