// Bytes as lines of eight words that a person can read from paper and type. Nine bytes and the line's own
// number stand in seven words; the eighth is their parity (docs/protocol.md §3), so that a wrong word, two
// that changed places and lines that did are found where they stand.
import { parityHolds, withParity, wordList, type Language } from '@cronista/protocol'

/** Bytes that one line holds. */
export const LINE_BYTES = 9
const WORDS_PER_LINE = 8
const BITS_PER_WORD = 11n
const WORD_MASK = (1n << BITS_PER_WORD) - 1n
const BYTES_BITS = BigInt(LINE_BYTES * 8)
const MAX_LINES = 31

/** What a typed line is. */
export type ReadLine =
  | { readonly kind: 'line'; readonly number: number; readonly bytes: Uint8Array }
  /** The place of the first word that is in neither list, from 1. */
  | { readonly kind: 'unknown-word'; readonly place: number }
  | { readonly kind: 'wrong' }

/** Writes bytes, a multiple of {@link LINE_BYTES} and 31 lines at most, as lines of words. */
export function toWordLines(bytes: Uint8Array, language: Language): readonly string[] {
  const count = bytes.length / LINE_BYTES
  if (!Number.isInteger(count) || count > MAX_LINES) throw new RangeError('lines are whole')
  return Array.from({ length: count }, (_, index) =>
    lineOf(index + 1, bytes.subarray(index * LINE_BYTES, (index + 1) * LINE_BYTES), language),
  )
}

/** Reads a line in whichever language it is in; case, accents and spaces do not matter. */
export function readWordLine(text: string): ReadLine {
  const words = text
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map(plain)
  const read = (['es', 'en'] as const).map((language) => lineIn(words, language))
  const known = read.filter((one) => one.kind !== 'unknown-words')
  const line = known.find(({ kind }) => kind === 'line') ?? known[0]
  if (line !== undefined) return line
  // A mistyped word of one list may be a word of the other: the list that knows most words is the line's.
  const unknown = read.flatMap((one) => (one.kind === 'unknown-words' ? [one.places] : []))
  const [[place]] = unknown.toSorted((a, b) => a.length - b.length) as [[number]]
  return { kind: 'unknown-word', place }
}

function lineOf(number: number, bytes: Uint8Array, language: Language): string {
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), BigInt(number))
  const drawn = Array.from({ length: WORDS_PER_LINE - 1 }, (_, index) => {
    const above = BITS_PER_WORD * BigInt(WORDS_PER_LINE - 2 - index)
    return Number((value >> above) & WORD_MASK)
  })
  const list = wordList(language)
  return withParity(drawn)
    .map((index) => list[index] ?? '')
    .join(' ')
}

function lineIn(
  words: readonly string[],
  language: Language,
): Exclude<ReadLine, { kind: 'unknown-word' }> | { kind: 'unknown-words'; places: number[] } {
  const indices = words.map((word) => indexesOf(language).get(word) ?? -1)
  const places = indices.flatMap((index, at) => (index < 0 ? [at + 1] : []))
  if (places.length > 0) return { kind: 'unknown-words', places }
  if (!parityHolds(indices)) return { kind: 'wrong' }
  const value = indices
    .slice(0, -1)
    .reduce((sum, index) => (sum << BITS_PER_WORD) | BigInt(index), 0n)
  const bytes = Uint8Array.from({ length: LINE_BYTES }, (_, index) =>
    Number((value >> BigInt(8 * (LINE_BYTES - 1 - index))) & 0xffn),
  )
  return { kind: 'line', number: Number(value >> BYTES_BITS), bytes }
}

const known = new Map<Language, ReadonlyMap<string, number>>()

function indexesOf(language: Language): ReadonlyMap<string, number> {
  const kept = known.get(language)
  if (kept !== undefined) return kept
  const made = new Map(wordList(language).map((word, index) => [plain(word), index]))
  known.set(language, made)
  return made
}

/** A word as a keyboard without accents types it. */
function plain(word: string): string {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
