/** Years and decades in two digits, and things that are called by a number: 911, the 8M, a 7-Eleven. */
import type { WrittenNumber } from './numbers.ts'
import type { Token } from './tokens.ts'

const SINCE = /^(?:en|desde|hasta|durante)$/u
// What counts stands in the plural; "en los 90 era" is of no ninety.
const NOUN = /^\p{L}{2,}s$/u
const SERVICE = /^(?:911|0\d\d)$/u
const BEFORE_SERVICE = /^(?:al|el|del|called|call|calling|dial|dialed|dialled|the)$/u
const BEFORE_DAY = /^(?:el|del|al|este|the)$/u
const DAY_LETTER = /^[mnsj]$/u
const CALIBRE = /^(?:caliber|calibre)$/u
const APOSTROPHE = /^['’‘]$/u

/** Whether the number says a year or decade, or is the name of something. */
export function isCalledByNumber(
  tokens: readonly Token[],
  number: WrittenNumber,
  beside: {
    readonly before?: WrittenNumber | undefined
    readonly after?: WrittenNumber | undefined
  },
): boolean {
  const text = (at: number): string => tokens[at]?.text ?? ''
  const { first, next } = number
  return (
    isTwoDigitYear(text, number, tokens[first]) ||
    isServiceOrRoad(text, number) ||
    isDayWithLetter(tokens, number) ||
    isHyphenated(tokens, number) ||
    isByItself(text, number, beside) ||
    CALIBRE.test(text(next)) ||
    (number.value === 24 && text(first - 1) === 'las' && text(next) === 'horas')
  )
}

type TextAt = (at: number) => string

/** "’82", "en el 82", "en los noventa". */
function isTwoDigitYear(
  text: TextAt,
  { value, first, next }: WrittenNumber,
  token: Token | undefined,
): boolean {
  if (!Number.isInteger(value) || value < 10 || value > 99) return false
  const before = text(first - 1)
  if (APOSTROPHE.test(before) && token?.isGlued === true) return true
  if (!SINCE.test(text(first - 2)) || NOUN.test(text(next))) return false
  return before === 'el' || (before === 'los' && value % 10 === 0 && value >= 20)
}

/** "al 911", "por la 57", "a la una y media": nothing is counted in the singular. */
function isServiceOrRoad(text: TextAt, { first }: WrittenNumber): boolean {
  const before = text(first - 1)
  if (before === 'la' && !NOUN.test(text(first + 1))) return true
  return SERVICE.test(text(first)) && BEFORE_SERVICE.test(before)
}

/** "el 8M". */
function isDayWithLetter(tokens: readonly Token[], { first, next }: WrittenNumber): boolean {
  const letter = tokens[next]
  if (letter?.isGlued !== true || !letter.isCapital || !DAY_LETTER.test(letter.text)) return false
  return BEFORE_DAY.test(tokens[first - 1]?.text ?? '')
}

/** "7-Eleven", either part. */
function isHyphenated(
  tokens: readonly Token[],
  { first, next, isInWords }: WrittenNumber,
): boolean {
  const isJoined = (hyphen: number): boolean => {
    const name = tokens[hyphen + 1]
    if (tokens[hyphen]?.text !== '-' || !tokens[hyphen].isGlued) return false
    return name?.isGlued === true && name.isCapital
  }
  return isInWords ? isJoined(first - 1) && tokens[first - 2]?.kind === 'digits' : isJoined(next)
}

/** "cuatro por cuatro". */
function isByItself(
  text: TextAt,
  number: WrittenNumber,
  {
    before,
    after,
  }: { readonly before?: WrittenNumber | undefined; readonly after?: WrittenNumber | undefined },
): boolean {
  const isPair = (one: WrittenNumber | undefined, two: WrittenNumber | undefined): boolean =>
    one?.value === two?.value && one?.next === (two?.first ?? 0) - 1 && text(one.next) === 'por'
  return number.value < 10 && (isPair(before, number) || isPair(number, after))
}
