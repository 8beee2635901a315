/** How a text that must not get out is looked for. */
import { foldText, Gap, isDigit } from './folded-text.ts'
import { formsOf } from './name-forms.ts'
import type { Need } from './name-forms.ts'
import { numbersIn } from './number-forms.ts'

/** A text that must not get out. */
export interface ProtectedText {
  readonly id: string
  readonly text: string
  /** Each of its words must not get out either: two surnames, several given names. */
  readonly eachWord?: true
}

/** Letters and digits to look for, folded. */
export interface Pattern {
  readonly id: string
  readonly codes: readonly number[]
  /** Where its words begin; there any gap may stand, and none. Of a number nowhere. */
  readonly wordStarts: readonly boolean[]
  /** Of a telephone number, an account, a document only the digits count, in any grouping. */
  readonly kind: 'text' | 'number' | 'local-number'
  readonly need: Need
  /** What follows after initials or an insertion. */
  readonly tail?: Pattern
}

// One letter alone would be found in every text.
const SHORTEST = 2

function textPattern(id: string, text: string, need: Need): Pattern | undefined {
  const { codes, gaps, marks } = foldText(text.replaceAll('%', ' '))
  if (codes.length < SHORTEST) return undefined
  const wordStarts = codes.map((_, at) => at === 0 || gaps[at] !== Gap.none || marks[at] !== 0)
  return { id, codes, wordStarts, kind: 'text', need }
}

/** The patterns of one text: its forms, and each long number in it. None for a text with fewer than two
 *  letters or digits. */
export function patternsOf({ id, text, eachWord }: ProtectedText): readonly Pattern[] {
  const whole = textPattern(id, text, 'nothing')
  if (whole === undefined) return []
  const numbers = numbersIn(text.replaceAll('%', ' ')).map(({ digits, isLocal }): Pattern => {
    const kind = isLocal ? 'local-number' : 'number'
    return { id, codes: digits, wordStarts: digits.map(() => false), kind, need: 'nothing' }
  })
  if (numbers.length > 0 && whole.codes.every(isDigit)) return numbers
  const forms = formsOf(text, eachWord === true).flatMap((form): Pattern[] => {
    const pattern = textPattern(id, form.text, form.need)
    if (pattern === undefined || form.tail === undefined)
      return pattern === undefined ? [] : [pattern]
    const tail = textPattern(id, form.tail, 'nothing')
    return tail === undefined ? [] : [{ ...pattern, tail }]
  })
  return [...numbers, ...forms]
}
