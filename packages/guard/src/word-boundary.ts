/** Where words begin and end in folded text. */
import { Gap, Mark } from './folded-text.ts'
import type { FoldedText } from './folded-text.ts'

const LETTER_E = 0x65
const LETTER_S = 0x73

/** Whether a word begins at `at`, or has just ended there. */
export function isBoundary(text: FoldedText, at: number, isShort: boolean): boolean {
  if (at === 0 || at >= text.codes.length || text.gaps[at] !== Gap.none) return true
  const mark = text.marks[at] ?? 0
  // Three letters between two digits are in many a digest.
  if (isShort && (mark & Mark.inDigest) !== 0) return false
  return (mark & (Mark.capital | Mark.otherSort)) !== 0
}

/** Where the word ends that begins with a match ending at `end`, when it only adds a plural. */
export function endOfWord(text: FoldedText, end: number, isShort: boolean): number | undefined {
  if (isBoundary(text, end, isShort)) return end
  const { codes } = text
  if (codes[end] === LETTER_S && isBoundary(text, end + 1, isShort)) return end + 1
  const isPlural = codes[end] === LETTER_E && codes[end + 1] === LETTER_S
  return isPlural && isBoundary(text, end + 2, isShort) ? end + 2 : undefined
}

/** The folded letters from `start` up to `end`. */
export function lettersBetween(text: FoldedText, start: number, end: number): string {
  return String.fromCharCode(...text.codes.slice(start, end))
}
