/**
 * The figures that a text states. It reads digits and words, and leaves out what counts nothing: dates,
 * years, hours, ordinals, telephones, numbers of laws and pages. "One" alone is no figure, nor is
 * "hundreds". It is a reader's eye, not a grammar: a figure in an unusual wording passes.
 */
import { NotFigures } from './not-figures.ts'
import { numberWords } from './number-words.ts'
import { numbersOf } from './numbers.ts'
import type { WrittenNumber } from './numbers.ts'
import { Shares } from './shares.ts'
import type { Share } from './shares.ts'
import { tokensOf } from './tokens.ts'
import type { Token } from './tokens.ts'

/** A number in a text, and where it is written with its unit, in UTF-16. */
export interface Figure {
  /** 40 for "40 %", and for "cuatro de cada diez"; a hundred times a half, a third, a quarter. */
  readonly value: number
  readonly unit: 'count' | 'per-cent'
  readonly offset: number
  readonly length: number
}

const BETWEEN = /^(?:y|o|u|a|al|and|or|to|-|–|—)$/u

function figureAt(
  tokens: readonly Token[],
  first: number,
  next: number,
): Omit<Figure, 'value' | 'unit'> {
  const offset = tokens[first]?.offset ?? 0
  return { offset, length: (tokens[next - 1]?.end ?? offset) - offset }
}

/** The shares that numbers say, by the place of the number. */
function sharesOf(
  tokens: readonly Token[],
  numbers: readonly WrittenNumber[],
  shares: Shares,
): ReadonlyMap<number, Share> {
  const found = new Map<number, Share>()
  // From the last to the first: in "40 o 50 %" the sign belongs to both.
  for (let at = numbers.length - 1; at >= 0; at--) {
    const number = numbers[at]
    if (number === undefined) continue
    const following = numbers[at + 1]
    const share =
      shares.perCent(number) ?? shares.ofEach(number, following) ?? shares.fraction(number)
    if (share !== undefined) found.set(at, share)
    else if (following !== undefined && found.get(at + 1)?.perCent === following.value) {
      const isRange =
        following.first - number.next === 1 && BETWEEN.test(tokens[number.next]?.text ?? '')
      if (isRange && !number.isArticle) {
        found.set(at, { perCent: number.value, first: number.first, next: number.next })
      }
    }
  }
  return found
}

/** The figures of `text`, by offset. Never throws. */
export function figuresIn(text: string, language: 'es' | 'en'): readonly Figure[] {
  const tokens = tokensOf(text)
  const words = numberWords[language]
  const numbers = numbersOf(tokens, words)
  const shares = new Shares(tokens, language)
  const shareOf = sharesOf(tokens, numbers, shares)
  const notFigures = new NotFigures(tokens, numbers, words)
  const figures: Figure[] = []
  let said = 0
  const add = (value: number, unit: Figure['unit'], first: number, next: number): void => {
    figures.push({ value, unit, ...figureAt(tokens, first, next) })
    said = next
  }
  for (const [at, number] of numbers.entries()) {
    if (number.first < said) continue
    const share = shareOf.get(at)
    if (share !== undefined) add(share.perCent, 'per-cent', share.first, share.next)
    else if (!notFigures.has(at)) add(number.value, 'count', number.first, number.next)
  }
  for (let at = 0; at < tokens.length; at++) {
    const half = shares.half(at)
    if (half !== undefined) add(half.perCent, 'per-cent', half.first, half.next)
  }
  return figures.sort((one, other) => one.offset - other.offset)
}
