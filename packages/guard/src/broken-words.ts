/** Whether letters that stand apart are one word broken, or several words of their own. */
import { Gap } from './folded-text.ts'
import type { FoldedText } from './folded-text.ts'
import type { Pattern } from './protected-pattern.ts'
import { isSmallWord } from './small-words.ts'

/** How the match is to be read. */
export interface Manner {
  readonly isShort: boolean
  /** There a hyphen is a space. */
  readonly inAddress: boolean
}

const SHORTEST_OF_ITS_OWN = 4

interface Broken {
  readonly pieces: readonly string[]
  /** The widest gap within the word. */
  readonly gap: number
}

function brokenWord(text: FoldedText, start: number, end: number, manner: Manner): Broken {
  const pieces: string[] = []
  let piece = ''
  let widest: number = Gap.none
  for (let at = start; at < end; at++) {
    let gap = at === start ? Gap.none : (text.gaps[at] ?? Gap.none)
    if (manner.inAddress && gap === Gap.hyphen) gap = Gap.apart
    if (gap !== Gap.none) {
      pieces.push(piece)
      piece = ''
      widest = Math.max(widest, gap)
    }
    piece += String.fromCharCode(text.codes[at] ?? 0)
  }
  return { pieces: [...pieces, piece], gap: widest }
}

function mayBeOne({ pieces, gap }: Broken, isShort: boolean): boolean {
  if (gap <= Gap.hyphen) return true
  if (pieces.length > 2 && pieces.every((piece) => piece.length === 1)) return true
  if (isShort && gap > Gap.line) return false
  if (pieces.length === 2) return !pieces.some(isSmallWord)
  return !pieces.every(isSmallWord) && !pieces.some(isWordAfterArticle)
}

/** "dos de la rosa": what follows is a word of its own. */
function isWordAfterArticle(piece: string, at: number, pieces: readonly string[]): boolean {
  const before = pieces[at - 1] ?? ''
  return piece.length >= SHORTEST_OF_ITS_OWN && before.length > 1 && isSmallWord(before)
}

/** Whether each word of the pattern, matched at `start`, is written in one piece or may have been broken. */
export function isOneWord(
  text: FoldedText,
  pattern: Pattern,
  start: number,
  manner: Manner,
): boolean {
  const { codes, wordStarts } = pattern
  let wordStart = 0
  for (let at = 1; at <= codes.length; at++) {
    if (at < codes.length && wordStarts[at] !== true) continue
    const broken = brokenWord(text, start + wordStart, start + at, manner)
    if (!mayBeOne(broken, manner.isShort)) return false
    wordStart = at
  }
  return true
}
