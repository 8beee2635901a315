import type { Draw } from './draw.ts'

/** What a mutation may draw from besides the input itself. */
export interface MutationSources {
  /** Valid inputs, and those that reached something new. */
  readonly corpus: readonly Uint8Array[]
  /** Pieces that mean something to the parser. */
  readonly words: readonly Uint8Array[]
  /** No input is longer, in bytes. */
  readonly longest: number
}

const telling = [0, 1, 2, 7, 15, 16, 31, 32, 63, 64, 127, 128, 191, 192, 224, 240, 254, 255]
const tellingLarge = [
  ...[0, 1, 2, 255, 256, 1023, 4095, 4096, 4097, 32_767, 32_768, 65_535, 65_536, 2 ** 20],
  ...[2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1],
]

/** A copy of one input of the corpus with a few changes: bits and bytes, lengths and counts, runs taken
 *  out, put in, doubled, exchanged with another input's. */
export function mutatedBytes(draw: Draw, sources: MutationSources): Uint8Array {
  let bytes: Uint8Array = draw.from(sources.corpus).slice()
  for (let left = draw.few(); left > 0; left--) bytes = draw.from(changes)(draw, bytes, sources)
  return bytes.length > sources.longest ? bytes.slice(0, sources.longest) : bytes
}

type Change = (draw: Draw, bytes: Uint8Array, sources: MutationSources) => Uint8Array

const flipBit: Change = (draw, bytes) => {
  if (bytes.length === 0) return bytes
  const place = draw.below(bytes.length)
  bytes[place] = (bytes[place] ?? 0) ^ (1 << draw.below(8))
  return bytes
}

const setByte: Change = (draw, bytes) => {
  if (bytes.length === 0) return bytes
  bytes[draw.below(bytes.length)] = draw.once(2) ? draw.below(256) : draw.from(telling)
  return bytes
}

/** The fields of these structures are near their front more often than not. */
const setNumber: Change = (draw, bytes) => {
  const width = draw.from([2, 4, 8])
  if (bytes.length < width) return bytes
  const reach = draw.once(2) ? Math.min(bytes.length, 200) : bytes.length
  const from = draw.below(Math.max(1, reach - width + 1))
  let rest = draw.from(tellingLarge)
  for (let place = width - 1; place >= 0; place--) {
    bytes[from + place] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}

const nudgeByte: Change = (draw, bytes) => {
  if (bytes.length === 0) return bytes
  const place = draw.below(bytes.length)
  bytes[place] = (bytes[place] ?? 0) + draw.from([1, 255, 2, 254])
  return bytes
}

const cutRun: Change = (draw, bytes) => {
  const [from, to] = runOf(draw, bytes)
  return joined(bytes.subarray(0, from), bytes.subarray(to))
}

const cutEnd: Change = (draw, bytes) => bytes.slice(0, draw.below(bytes.length + 1))

const doubleRun: Change = (draw, bytes) => {
  const [from, to] = runOf(draw, bytes)
  return joined(bytes.subarray(0, to), bytes.subarray(from))
}

const putIn: Change = (draw, bytes) => {
  const fresh = Uint8Array.from({ length: draw.few() }, () => draw.below(256))
  return inserted(draw, bytes, fresh)
}

const putWordIn: Change = (draw, bytes, { words }) =>
  words.length === 0 ? setByte(draw, bytes, NOTHING) : inserted(draw, bytes, draw.from(words))

const setWord: Change = (draw, bytes, { words }) => {
  if (words.length === 0) return setNumber(draw, bytes, NOTHING)
  const word = draw.from(words)
  if (word.length > bytes.length) return bytes
  bytes.set(word, draw.below(bytes.length - word.length + 1))
  return bytes
}

const splice: Change = (draw, bytes, { corpus }) => {
  const other = draw.from(corpus)
  const [from, to] = runOf(draw, other)
  const place = draw.below(bytes.length + 1)
  const rest = draw.once(2) ? bytes.subarray(place) : bytes.subarray(place + to - from)
  return joined(bytes.subarray(0, place), other.subarray(from, to), rest)
}

const clearRun: Change = (draw, bytes) => {
  const [from, to] = runOf(draw, bytes)
  return bytes.fill(draw.from([0, 255, draw.below(256)]), from, to)
}

const NOTHING: MutationSources = { corpus: [], words: [], longest: 0 }
const changes: readonly Change[] = [
  ...[flipBit, setByte, setByte, setNumber, setNumber, nudgeByte, cutRun, cutEnd],
  ...[doubleRun, putIn, putWordIn, putWordIn, setWord, splice, clearRun],
]

/** A run somewhere in the bytes, more often a short one. */
function runOf(draw: Draw, bytes: Uint8Array): readonly [from: number, to: number] {
  const from = draw.below(bytes.length + 1)
  const most = draw.once(4) ? bytes.length - from : Math.min(64, bytes.length - from)
  return [from, from + draw.below(most + 1)]
}

function inserted(draw: Draw, bytes: Uint8Array, fresh: Uint8Array): Uint8Array {
  const place = draw.below(bytes.length + 1)
  return joined(bytes.subarray(0, place), fresh, bytes.subarray(place))
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.length
  }
  return whole
}
