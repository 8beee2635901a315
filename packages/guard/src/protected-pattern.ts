/** How a text that must not get out is looked for. */
import { foldText, Gap, isDigit } from './folded-text.ts'

/** A text that must not get out. */
export interface ProtectedText {
  readonly id: string
  readonly text: string
}

/** Letters and digits to look for, folded. */
export interface Pattern {
  readonly id: string
  readonly codes: readonly number[]
  /** Where its words begin; there any gap may stand, and none. Of a number nowhere. */
  readonly wordStarts: readonly boolean[]
  /** A telephone number, an account, a document: only the digits count, in any grouping. */
  readonly isNumber: boolean
}

// One letter alone would be found in every text.
const SHORTEST = 2
const SHORTEST_NUMBER = 7
const NATIONAL = 10
const DIALLED_FIRST = /^(?:(?:00)?521?|(?:00)?1|04[45]|01)$/u

/** Whether these digits, written directly before a telephone number, are how it is dialled from elsewhere. */
export function isDialledFirst(digits: string): boolean {
  return DIALLED_FIRST.test(digits)
}

function nationalOf(codes: readonly number[]): readonly number[] {
  const before = codes.length - NATIONAL
  if (before <= 0 || !isDialledFirst(String.fromCharCode(...codes.slice(0, before)))) return codes
  return codes.slice(before)
}

function numbersIn(codes: readonly number[]): (readonly number[])[] {
  const numbers: number[][] = []
  let run: number[] = []
  for (const code of [...codes, 0]) {
    if (isDigit(code)) run.push(code)
    else {
      if (run.length >= SHORTEST_NUMBER) numbers.push(run)
      run = []
    }
  }
  return numbers
}

/** The patterns of one text: itself, and each long number in it. None for a text with fewer than two
 *  letters or digits. */
export function patternsOf({ id, text }: ProtectedText): readonly Pattern[] {
  const { codes, gaps, marks } = foldText(text.replaceAll('%', ' '))
  if (codes.length < SHORTEST) return []
  const patterns: Pattern[] = numbersIn(codes).map((digits) => {
    const number = nationalOf(digits)
    return { id, codes: number, wordStarts: number.map(() => false), isNumber: true }
  })
  if (patterns.length === 1 && codes.every(isDigit)) return patterns
  const wordStarts = codes.map((_, at) => at === 0 || gaps[at] !== Gap.none || marks[at] !== 0)
  return [...patterns, { id, codes, wordStarts, isNumber: false }]
}
