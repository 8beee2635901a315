/** Whether digits in a text are a whole number that is looked for. */
import { Gap, isDigit } from './folded-text.ts'
import type { FoldedText } from './folded-text.ts'
import { isDialledFirst } from './number-forms.ts'

const LOCAL_GROUPS = new Set(['7', '3-4', '3-2-2', '8', '4-4', '2-2-2-2'])
// Beside digits that stand nearer, it is the end of another number.
const PARTS_NUMBERS = /[,;:]|\.\s/u

/** The end of a number in any grouping, unless more digits stand directly beside it that are not dialled. */
export function endOfNumber(text: FoldedText, start: number, end: number): number | undefined {
  if (isDigit(text.codes[end]) && text.gaps[end] === Gap.none) return undefined
  let before = ''
  for (let at = start; at > 0 && text.gaps[at] === Gap.none; at--) {
    const code = text.codes[at - 1]
    if (code === undefined || !isDigit(code)) break
    before = String.fromCharCode(code) + before
  }
  return before === '' || isDialledFirst(before) ? end : undefined
}

function isBesideDigit(written: string, text: FoldedText, at: number): boolean {
  if (!isDigit(text.codes[at - 1]) || !isDigit(text.codes[at])) return false
  return !PARTS_NUMBERS.test(written.slice(text.ends[at - 1], text.offsets[at]))
}

/** The end of a number without its area: grouped as such, and with no digit beside it. */
export function endOfLocalNumber(
  written: string,
  text: FoldedText,
  start: number,
  end: number,
): number | undefined {
  if (isBesideDigit(written, text, start) || isBesideDigit(written, text, end)) return undefined
  const groups: number[] = [0]
  for (let at = start; at < end; at++) {
    if (at > start && text.gaps[at] !== Gap.none) groups.push(0)
    groups.push((groups.pop() ?? 0) + 1)
  }
  return LOCAL_GROUPS.has(groups.join('-')) ? end : undefined
}
