/**
 * Whether a text says what must not get out. It reads letters and digits only, so it finds a name in
 * any case, with or without accents, hyphenated, broken over lines, spaced out, in the plural, turned
 * round, shortened as surnames are, in an address. It does not know diminutives, initials or
 * misspellings, and no meaning: a paraphrase passes.
 */
import { isOneWord } from './broken-words.ts'
import { excerptAround } from './excerpt.ts'
import { foldText, Mark } from './folded-text.ts'
import type { FoldedText } from './folded-text.ts'
import { isNeedMet } from './need-met.ts'
import { placesAfterInsertion } from './insertion.ts'
import { endOfLocalNumber, endOfNumber } from './number-end.ts'
import { patternSearchFor } from './pattern-search.ts'
import type { Pattern, ProtectedText } from './protected-pattern.ts'
import { isRunTogether } from './run-together.ts'
import { endOfWord, isBoundary } from './word-boundary.ts'

export type { ProtectedText } from './protected-pattern.ts'

/** Where one was seen: UTF-16 in the text given, and at most 80 units around it, as written. */
export interface Sighting {
  readonly id: string
  readonly excerpt: string
  readonly offset: number
  readonly length: number
}

/** A text that is being looked through. */
interface Looking {
  readonly text: string
  readonly folded: FoldedText
  readonly isAddress: boolean
  /** What may stand beside a text where words are run together. */
  readonly words: ReadonlySet<string>
}

// Shorter texts begin and end too many other words.
const SHORTEST_RUN_TOGETHER = 5
// Whoever has seen these has seen what to take out. A text that is said everywhere must not take longer.
const MOST_OF_A_PATTERN = 20

function isAt(folded: FoldedText, { codes }: Pattern, start: number): boolean {
  return codes.every((code, at) => code === folded.codes[start + at])
}

function endOfWords(looking: Looking, pattern: Pattern, start: number): number | undefined {
  const { folded, words } = looking
  const end = start + pattern.codes.length
  const isShort = pattern.codes.length < SHORTEST_RUN_TOGETHER
  const inAddress = looking.isAddress || ((folded.marks[start] ?? 0) & Mark.inAddress) !== 0
  const wordEnd = endOfWord(folded, end, isShort)
  if (wordEnd === undefined || !isBoundary(folded, start, isShort)) {
    const mayRunTogether = inAddress && !isShort && pattern.need === 'nothing'
    if (!mayRunTogether || !isRunTogether(folded, start, end, words)) return undefined
  }
  if (!isNeedMet(looking, pattern.need, { start, end, inAddress })) return undefined
  return isOneWord(folded, pattern, start, { isShort, inAddress }) ? (wordEnd ?? end) : undefined
}

function endOfTail(looking: Looking, pattern: Pattern, start: number): number | undefined {
  const { tail } = pattern
  const { folded } = looking
  const end = start + pattern.codes.length
  if (tail === undefined || endOfWords(looking, pattern, start) !== end) return undefined
  for (const place of placesAfterInsertion(folded, end)) {
    const until = isAt(folded, tail, place) ? endOfWords(looking, tail, place) : undefined
    if (until !== undefined) return until
  }
  return undefined
}

/** The end of the sighting, in folded letters, if the match at `start` is one. */
function sightedUntil(looking: Looking, pattern: Pattern, start: number): number | undefined {
  const end = start + pattern.codes.length
  if (pattern.kind === 'number') return endOfNumber(looking.folded, start, end)
  if (pattern.kind === 'local-number') {
    return endOfLocalNumber(looking.text, looking.folded, start, end)
  }
  return pattern.tail === undefined
    ? endOfWords(looking, pattern, start)
    : endOfTail(looking, pattern, start)
}

interface Passage {
  readonly id: string
  readonly offset: number
  readonly end: number
}

/** By their offsets; none lies within another of the same text, which is sought in many forms. */
function outermost(passages: readonly Passage[]): readonly Passage[] {
  const reached = new Map<string, number>()
  return [...passages]
    .sort((one, other) => one.offset - other.offset || other.end - one.end)
    .filter(({ id, end }) => {
      if (end <= (reached.get(id) ?? 0)) return false
      reached.set(id, end)
      return true
    })
}

/**
 * Where `text` says one of `texts`, by offset; of one that is said very often the first places only. As
 * an `address`, a text of five letters or more is also seen run together with words that stand beside
 * names; in `prose` that holds inside tags, handles and addresses. Texts with fewer than two letters or
 * digits are never found. Never throws.
 */
export function protectedIn(
  text: string,
  texts: readonly ProtectedText[],
  as: 'prose' | 'address',
): readonly Sighting[] {
  const search = patternSearchFor(texts)
  if (search.isEmpty) return []
  const folded = foldText(text)
  const looking: Looking = { text, folded, isAddress: as === 'address', words: search.words }
  const passages: Passage[] = []
  const counts = new Map<Pattern, number>()
  search.find(folded.codes, (pattern, start) => {
    const count = counts.get(pattern) ?? 0
    if (count >= MOST_OF_A_PATTERN) return
    const until = sightedUntil(looking, pattern, start)
    if (until === undefined) return
    counts.set(pattern, count + 1)
    const offset = folded.offsets[start] ?? 0
    passages.push({ id: pattern.id, offset, end: folded.ends[until - 1] ?? offset })
  })
  return outermost(passages).map(({ id, offset, end }) => {
    const length = end - offset
    return { id, excerpt: excerptAround(text, offset, length), offset, length }
  })
}
