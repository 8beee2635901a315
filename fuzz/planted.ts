// Parsers with a bug each, by which the tests see that a run finds what it is there to find. No run of
// the real targets comes near them.
import { holds, neverThrows, type Target } from './target.ts'

const start: Omit<Target, 'name' | 'run' | 'seeds'> = {
  form: 'bytes',
  refusal: neverThrows,
  covers: /\/fuzz\/planted[.]ts$/u,
}
const seeds = [Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8])]

/** One bug a property. */
export const plantedTargets: readonly Target[] = [
  {
    ...start,
    name: 'planted-type-error',
    seeds,
    run(input) {
      const table: Record<number, string> = { 1: 'one', 2: 'two', 3: 'three' }
      const word = table[input[0] ?? 1]
      return String((word as string).length)
    },
  },
  {
    ...start,
    name: 'planted-trusted-length',
    seeds,
    run(input) {
      const claimed = input.length < 4 ? 0 : new DataView(input.slice().buffer).getUint32(0)
      // As many as the input says, before one of them has been seen.
      return String(new Uint8Array(claimed % 2 ** 23).length)
    },
  },
  {
    ...start,
    name: 'planted-second-encoding',
    seeds,
    run(input) {
      const value = input[7] ?? 0
      holds(value < 128 || input[6] === 7, 'two encodings')
      return 'accepted'
    },
  },
  {
    ...start,
    name: 'planted-slowness',
    limitMillis: 20,
    longest: 48,
    seeds,
    run(input) {
      // Every byte with every other, over and over: longer inputs take much longer.
      let sum = 0
      for (let round = 0; round < 20_000; round++)
        for (const one of input) for (const other of input) sum ^= one * other
      return String(sum & 1)
    },
  },
  {
    ...start,
    name: 'planted-pollution',
    form: 'json',
    seeds: [new TextEncoder().encode('{"a":{"b":1}}')],
    run(input) {
      merge({ a: { b: 0 } }, parsed(input))
      return 'accepted'
    },
  },
  {
    ...start,
    name: 'planted-endless-loop',
    seeds,
    run(input) {
      let place = 0
      while (place < input.length) place += (input[place] ?? 1) & 3 || (input[place] === 0 ? 0 : 1)
      return 'accepted'
    },
  },
  {
    // Four letters that must all be right. What it answers is always the same, so that nothing but the
    // coverage tells that an input has come closer.
    ...start,
    name: 'planted-behind-four-bytes',
    longest: 8,
    words: 'a c e h i k l n o r s t u x y z'.split(' '),
    seeds,
    run(input) {
      if (input[0] !== 0x63) return 'refused'
      if (input[1] !== 0x72) return 'refused'
      if (input[2] !== 0x6f) return 'refused'
      if (input[3] !== 0x6e) return 'refused'
      throw new TypeError('a bug behind four bytes')
    },
  },
]

function parsed(input: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(input))
  } catch {
    return undefined
  }
}

/** The classic way to let an input write into every object there is. */
function merge(into: Record<string, unknown>, from: unknown): void {
  if (typeof from !== 'object' || from === null) return
  for (const [name, value] of Object.entries(from)) {
    const inside = into[name]
    if (typeof inside === 'object' && inside !== null) {
      merge(inside as Record<string, unknown>, value)
    } else into[name] = value
  }
}
