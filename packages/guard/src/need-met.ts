/** Whether a form of a name stands where it is the name, and not a common word. */
import { characterAt } from './character.ts'
import { Gap } from './folded-text.ts'
import type { FoldedText } from './folded-text.ts'
import type { Need } from './name-forms.ts'
import { lettersBetween } from './word-boundary.ts'

// The article itself, where it is not contracted, belongs to the text that is sought.
const CONTRACTED = new Set(['al', 'del', 'the'])
const LONGEST = 3

interface Written {
  readonly text: string
  readonly folded: FoldedText
}

/** The word before `start`, if it has at most three letters. */
function wordBefore(folded: FoldedText, start: number): string {
  if (start === 0 || folded.gaps[start] === Gap.none) return ''
  let first = start - 1
  while (first > 0 && start - first <= LONGEST && folded.gaps[first] === Gap.none) first--
  return lettersBetween(folded, first, start)
}

/** Whether what `need` asks for is there, in folded letters from `start` up to `end`. */
export function isNeedMet(
  { text, folded }: Written,
  need: Need,
  at: { readonly start: number; readonly end: number; readonly inAddress: boolean },
): boolean {
  const isCapital = (): boolean =>
    characterAt(text.codePointAt(folded.offsets[at.start] ?? 0) ?? 0).isUpper
  const isAfterArticle = (): boolean => CONTRACTED.has(wordBefore(folded, at.start))
  if (need === 'capital') return isCapital()
  if (need === 'capital-in-prose') return at.inAddress || isCapital()
  if (need === 'article') return isAfterArticle()
  if (need === 'capital-or-article') return isCapital() || isAfterArticle()
  if (need === 'capital-and-stop') {
    const last = folded.ends[at.end - 1] ?? 0
    return isCapital() && /^[.ª]$/u.test(text.charAt(text[last - 1] === 'ª' ? last - 1 : last))
  }
  return true
}
