/**
 * Whether a text says what must not get out. It reads letters and digits only, so it finds a name in
 * any case, with or without accents, hyphenated, broken over lines, spaced out, in the plural, in an
 * address. It does not know diminutives, initials or misspellings, and no meaning: a paraphrase passes.
 */
import { excerptAround } from './excerpt.ts'
import { foldText, Gap, isDigit, Mark } from './folded-text.ts'
import type { FoldedText } from './folded-text.ts'

import { patternIndexOf } from './pattern-index.ts'
import { isDialledFirst } from './protected-pattern.ts'
import type { Pattern, ProtectedText } from './protected-pattern.ts'
import { isOneWord } from './broken-words.ts'

export type { ProtectedText } from './protected-pattern.ts'

/** Where one was seen: UTF-16 in the text given, and at most 80 units around it, as written. */
export interface Sighting {
  readonly id: string
  readonly excerpt: string
  readonly offset: number
  readonly length: number
}

// Shorter texts begin and end too many other words.
const SHORTEST_RUN_TOGETHER = 5
const LETTER_E = 0x65
const LETTER_S = 0x73

function matchesAt(text: FoldedText, pattern: Pattern, start: number): boolean {
  const { codes } = pattern
  if (start + codes.length > text.codes.length) return false
  for (let at = 0; at < codes.length; at++) {
    if (codes[at] !== text.codes[start + at]) return false
  }
  return true
}

/** Whether a word begins at `at`, or has just ended there. */
function isBoundary(text: FoldedText, at: number, isShort: boolean): boolean {
  if (at === 0 || at >= text.codes.length || text.gaps[at] !== Gap.none) return true
  const mark = text.marks[at] ?? 0
  // Three letters between two digits are in many a digest.
  if (isShort && (mark & Mark.inDigest) !== 0) return false
  return (mark & (Mark.capital | Mark.otherSort)) !== 0
}

/** Where the word ends that begins with a match ending at `end`, when it only adds a plural. */
function endOfWord(text: FoldedText, end: number, isShort: boolean): number | undefined {
  if (isBoundary(text, end, isShort)) return end
  const { codes } = text
  if (codes[end] === LETTER_S && isBoundary(text, end + 1, isShort)) return end + 1
  const isPlural = codes[end] === LETTER_E && codes[end + 1] === LETTER_S
  return isPlural && isBoundary(text, end + 2, isShort) ? end + 2 : undefined
}

function endOfNumber(text: FoldedText, start: number, end: number): number | undefined {
  if (isDigit(text.codes[end]) && text.gaps[end] === Gap.none) return undefined
  let before = ''
  for (let at = start; at > 0 && text.gaps[at] === Gap.none; at--) {
    const code = text.codes[at - 1]
    if (code === undefined || !isDigit(code)) break
    before = String.fromCharCode(code) + before
  }
  return before === '' || isDialledFirst(before) ? end : undefined
}

/** The end of the sighting, in folded letters, if the match at `start` is one. */
function sightedUntil(
  text: FoldedText,
  pattern: Pattern,
  start: number,
  asAddress: boolean,
): number | undefined {
  const end = start + pattern.codes.length
  if (pattern.isNumber) return endOfNumber(text, start, end)
  const isShort = pattern.codes.length < SHORTEST_RUN_TOGETHER
  const inAddress = asAddress || ((text.marks[start] ?? 0) & Mark.inAddress) !== 0
  const begins = isBoundary(text, start, isShort)
  const wordEnd = endOfWord(text, end, isShort)
  const runsTogether = inAddress && !isShort
  if (!(runsTogether ? begins || wordEnd !== undefined : begins && wordEnd !== undefined)) {
    return undefined
  }
  return isOneWord(text, pattern, start, { isShort, inAddress }) ? (wordEnd ?? end) : undefined
}

/** A number is sought as itself and as a text. */
function isSeen(sightings: readonly Sighting[], id: string, offset: number): boolean {
  for (let at = sightings.length - 1; sightings[at]?.offset === offset; at--) {
    if (sightings[at]?.id === id) return true
  }
  return false
}

/**
 * Where `text` says one of `texts`, by offset. As an `address`, a word that only begins or ends with a
 * text of five letters or more says it too; in `prose` that holds inside tags, handles and addresses.
 * Texts with fewer than two letters or digits are never found. Never throws.
 */
export function protectedIn(
  text: string,
  texts: readonly ProtectedText[],
  as: 'prose' | 'address',
): readonly Sighting[] {
  const index = patternIndexOf(texts)
  if (index.isEmpty) return []
  const folded = foldText(text)
  const sightings: Sighting[] = []
  for (let start = 0; start + 1 < folded.codes.length; start++) {
    for (const pattern of index.candidates(folded.codes, start)) {
      if (!matchesAt(folded, pattern, start)) continue
      const until = sightedUntil(folded, pattern, start, as === 'address')
      if (until === undefined) continue
      const offset = folded.offsets[start] ?? 0
      const length = (folded.ends[until - 1] ?? 0) - offset
      if (isSeen(sightings, pattern.id, offset)) continue
      sightings.push({
        id: pattern.id,
        excerpt: excerptAround(text, offset, length),
        offset,
        length,
      })
    }
  }
  return sightings
}
