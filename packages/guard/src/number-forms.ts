/** The numbers of seven digits or more in a text that must not get out, as they are dialled. */
import { foldText, isDigit } from './folded-text.ts'

/** Digits to look for; a local number has them in its own grouping and none beside it. */
export interface NumberForm {
  readonly digits: readonly number[]
  readonly isLocal: boolean
}

const SHORTEST = 7
const NATIONAL = 10
const DIALLED_FIRST = /^(?:(?:00)?521?|(?:00)?1|04[45]|01)$/u
// There the area has two digits, elsewhere three.
const LARGE_CITY = /^(?:33|55|56|81)/u
const SEVERAL = /[/,;|\n]|\s(?:y|e|o|u|and|or)\s/u

/** Whether these digits, written directly before a telephone number, are how it is dialled from elsewhere. */
export function isDialledFirst(digits: string): boolean {
  return DIALLED_FIRST.test(digits)
}

function runsIn(text: string): readonly (readonly number[])[] {
  const runs: number[][] = []
  let run: number[] = []
  for (const code of [...foldText(text).codes, 0]) {
    if (isDigit(code)) run.push(code)
    else {
      if (run.length >= SHORTEST) runs.push(run)
      run = []
    }
  }
  return runs
}

function nationalOf(codes: readonly number[]): readonly number[] {
  const before = codes.length - NATIONAL
  if (before <= 0 || !isDialledFirst(String.fromCharCode(...codes.slice(0, before)))) return codes
  return codes.slice(before)
}

/** The numbers in `text`, and of ten digits the last seven or eight that are dialled next door. */
export function numbersIn(text: string): readonly NumberForm[] {
  const apart = text.split(SEVERAL).flatMap(runsIn)
  const runs = apart.length > 0 ? apart : runsIn(text)
  return runs.map(nationalOf).flatMap((digits): NumberForm[] => {
    const number = { digits, isLocal: false }
    if (digits.length !== NATIONAL) return [number]
    const area = LARGE_CITY.test(String.fromCharCode(...digits)) ? 2 : 3
    return [number, { digits: digits.slice(area), isLocal: true }]
  })
}
