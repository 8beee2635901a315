import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js'
import { u16, concatBytes } from './bytes.ts'
import type { Random } from './primitives.ts'

/** The two languages of the newsroom, its interface and its word lists. */
export type Language = 'en' | 'es'

/** Seven drawn words and one of parity. */
export const WORD_COUNT = 8
/** Words in each list. */
export const WORD_LIST_LENGTH = 2048

const DRAWN_WORDS = WORD_COUNT - 1
// x¹¹ + x² + 1, the lowest primitive polynomial of degree 11: the powers of x that weigh the
// words are then all different, which is what finds exchanged words.
const POLYNOMIAL = 0b1000_0000_0101

const sources = { en: english, es: spanish }
const lists = new Map<Language, readonly string[]>()

/** The BIP39 words of a language, composed (NFC), in index order. Made at the first call: a slow phone
 *  chooses when. */
export function wordList(language: Language): readonly string[] {
  // BIP39's Spanish list is decomposed (NFD); people and pickers read the composed letters.
  const list = lists.get(language) ?? sources[language].map((word) => word.normalize('NFC'))
  lists.set(language, list)
  return list
}

/** Eight new words: 77 random bits and their parity word (§3). */
export function drawWords(random: Random): readonly number[] {
  const bytes = random(DRAWN_WORDS * 2)
  const drawn: number[] = []
  for (let index = 0; index < DRAWN_WORDS; index++)
    drawn.push((((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)) % WORD_LIST_LENGTH)
  bytes.fill(0)
  return withParity(drawn)
}

/** Seven indices and the word of parity that makes them eight (§3). Throws RangeError for anything but
 *  seven indices. */
export function withParity(drawn: readonly number[]): readonly number[] {
  if (drawn.length !== DRAWN_WORDS || !drawn.every(isWordIndex))
    throw new RangeError('seven words have a word of parity')
  return [...drawn, parityOf(drawn)]
}

/** Whether these are eight words whose parity holds. Finds every single wrong word and every
 *  exchange of two different ones (§3); it proves nothing about the thread. */
export function parityHolds(indices: readonly number[]): boolean {
  return (
    indices.length === WORD_COUNT &&
    indices.every(isWordIndex) &&
    parityOf(indices.slice(0, DRAWN_WORDS)) === indices[DRAWN_WORDS]
  )
}

/** The indices as Argon2id's password takes them, 16 bytes; throws RangeError for no index. */
export function encodeWords(indices: readonly number[]): Uint8Array {
  return concatBytes(...indices.map(u16))
}

function isWordIndex(index: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < WORD_LIST_LENGTH
}

/** x¹·w₀ + x²·w₁ + … + x⁷·w₆, by Horner's rule. */
function parityOf(drawn: readonly number[]): number {
  return drawn.reduceRight((sum, word) => timesX(sum ^ word), 0)
}

function timesX(element: number): number {
  const shifted = element << 1
  return shifted & WORD_LIST_LENGTH ? shifted ^ POLYNOMIAL : shifted
}
