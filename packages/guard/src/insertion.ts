/** What may stand between the parts of one name. */
import { Gap } from './folded-text.ts'
import type { FoldedText } from './folded-text.ts'

// "Marina S. M. Hernández"; "Marina (la Negra) Hernández", "Marina, la de Imala, Hernández".
const MOST_INITIALS = 2
const MOST_WORDS = 3
const LONGEST_WORD = 20

function wordEnd(folded: FoldedText, start: number): number | undefined {
  for (let end = start + 1; end - start <= LONGEST_WORD; end++) {
    if (end >= folded.codes.length || folded.gaps[end] !== Gap.none) return end
  }
  return undefined
}

/** Where a name that was left at `end` may go on: after initials, or after a few words that are set
 *  apart on both sides. */
export function placesAfterInsertion(folded: FoldedText, end: number): readonly number[] {
  const places: number[] = []
  let areInitials = true
  let start = end
  for (let words = 1; words <= MOST_WORDS; words++) {
    if (start >= folded.codes.length || folded.gaps[start] === Gap.none) break
    const next = wordEnd(folded, start)
    if (next === undefined) break
    areInitials &&= next - start === 1 && words <= MOST_INITIALS
    const isSetApart = folded.gaps[end] === Gap.apart && folded.gaps[next] === Gap.apart
    if (areInitials || isSetApart) places.push(next)
    start = next
  }
  return places
}
