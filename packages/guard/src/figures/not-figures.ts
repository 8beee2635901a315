/** Numbers that count nothing: days, years, hours, numbers of laws, streets and pages. */
import { isCalledByNumber } from './called-by-number.ts'
import type { NumberWords } from './number-words.ts'
import type { WrittenNumber } from './numbers.ts'
import type { Token } from './tokens.ts'

const JOINS = /^(?:,|-|–|—|y|e|a|al|o|u|and|or|to|through|until)$/u
const NAMES_A_NUMBER =
  /^(?:articulos?|art|articles?|sections?|fraccion|capitulo|chapter|paginas?|pages?|carretera|highway|route|ruta|calle|avenida|canal|channel|numero|number|room|cuarto|celda|seccion|distrito|district|kilometro|kilometre|kilometer|km|ley|law|calibre|caliber|decreto|decree)$/u
const CURRENCY = /^[$€£]$/u
// After these a number as large as a year counts something.
const COUNTED =
  /^(?:pesos|dolares|euros|personas|gentes?|familias|veces|kilometros|km|kilos|metros|litros|hombres|mujeres|ninos|ninas|policias|soldados|casos|muertos|desaparecidos|dollars|people|persons|families|times|miles|kilometers|kilometres|meters|metres|liters|litres|men|women|children|officers|soldiers|cases|dead)$/u
const WHEN = /^(?:en|in|since|desde|durante|during|del|of|ano|anos|year|years|by|until|hasta)$/u
const OF_THE_CLOCK =
  /^(?:hrs?|[ap] ?m|o ?clock|en punto|de la (?:manana|tarde|noche|madrugada)|in the (?:morning|afternoon|evening)|at night)\b/u
// "3, 4, 5 y 6 de mayo"
const MOST_DAYS = 8
const WITH_MINUTES = /^(?:y|menos|to|past)$/u
const BEFORE_LAS = /^(?:a|desde|hasta|de|entre|sobre|hacia|y|tipo|antes|despues)$/u
const BEFORE_HOUR = /^(?:at|around|before|after|until|till|by)$/u
// "a las cinco mujeres", "at five schools" count.
const PLURAL = /^\p{L}{2,}s$/u
const CLOCK_WORDS = /^(?:horas|hrs|minutos|menos|las|tras|mas|unos|unas)$/u

function isDay(number: WrittenNumber | undefined): boolean {
  return (
    number !== undefined &&
    Number.isInteger(number.value) &&
    number.value >= 1 &&
    number.value <= 31
  )
}

/** Decides over the numbers of one text. */
export class NotFigures {
  readonly #tokens: readonly Token[]
  readonly #numbers: readonly WrittenNumber[]
  readonly #words: NumberWords

  constructor(tokens: readonly Token[], numbers: readonly WrittenNumber[], words: NumberWords) {
    this.#tokens = tokens
    this.#numbers = numbers
    this.#words = words
  }

  /** Whether the number at `at` among the numbers counts nothing. */
  has(at: number): boolean {
    const number = this.#numbers[at]
    if (number === undefined || number.isArticle) return true
    return (
      this.#isOfDate(at) ||
      this.#isYear(number, at) ||
      this.#isOfClock(number, at) ||
      this.#isNumbered(number) ||
      isCalledByNumber(this.#tokens, number, {
        before: this.#numbers[at - 1],
        after: this.#numbers[at + 1],
      })
    )
  }

  #text(at: number): string {
    return this.#tokens[at]?.text ?? ''
  }

  /** "artículo 19", "calle 5", "No. 7". */
  #isNumbered({ first }: WrittenNumber): boolean {
    const isAbbreviated = this.#text(first - 1) === '.'
    const before = this.#text(isAbbreviated ? first - 2 : first - 1)
    // "40 km 14" are two measures.
    const isMeasured = this.#tokens[first - 2]?.kind === 'digits'
    if (NAMES_A_NUMBER.test(before)) return !isMeasured
    return isAbbreviated && /^n(?:o|um)$/u.test(before)
  }

  #isMonth(at: number): boolean {
    const token = this.#tokens[at]
    if (token === undefined || !this.#words.months.has(token.text)) return false
    // "may" and "march" are verbs too.
    return token.isCapital || this.#words.tensJoiner === 'y'
  }

  #isBesideMonth({ first, next }: WrittenNumber): boolean {
    const isBefore =
      this.#isMonth(next) || (/^(?:de|of)$/u.test(this.#text(next)) && this.#isMonth(next + 1))
    return isBefore || this.#isMonth(first - 1)
  }

  /** "12 de marzo", "del 3 al 5 de mayo", "March 12 and 13". */
  #isOfDate(at: number): boolean {
    const number = this.#numbers[at]
    if (number === undefined || !isDay(number)) return false
    if (this.#isBesideMonth(number)) return true
    return this.#reachesMonth(at, 1) || this.#reachesMonth(at, -1)
  }

  #reachesMonth(from: number, step: 1 | -1): boolean {
    for (let at = from, days = 1; days < MOST_DAYS; at += step, days++) {
      const [left, right] = step === 1 ? [at, at + 1] : [at - 1, at]
      const [before, after] = [this.#numbers[left], this.#numbers[right]]
      if (before === undefined || after === undefined) return false
      if (after.first - before.next !== 1 || !JOINS.test(this.#text(before.next))) return false
      const next = step === 1 ? after : before
      if (!isDay(next)) return false
      if (this.#isBesideMonth(next)) {
        return step === 1 ? !this.#isMonth(next.first - 1) : this.#isMonth(next.first - 1)
      }
    }
    return false
  }

  #isYear(number: WrittenNumber, at: number): boolean {
    if (this.#isYearInTwoWords(at)) return true
    if (this.#isDecade(number)) return true
    const { value, first, next, isFourDigits, isInWords } = number
    if (!Number.isInteger(value) || value < 1900 || value > 2100) return false
    if (!isFourDigits && !(isInWords && value % 100 !== 0)) return false
    const before = this.#text(first - 1)
    if (CURRENCY.test(before)) return false
    return WHEN.test(before) || !COUNTED.test(this.#text(next))
  }

  /** "los años noventa", "the 1990s". */
  #isDecade({ value, first, next }: WrittenNumber): boolean {
    if (value % 10 !== 0) return false
    const after = this.#tokens[next]
    const isEnglish = after?.text === 's' && after.isGlued
    return isEnglish || (value < 100 && this.#text(first - 1) === 'anos')
  }

  /** "nineteen ninety-nine", "twenty twenty-five". */
  #isYearInTwoWords(at: number): boolean {
    const isPair = (one: WrittenNumber | undefined, two: WrittenNumber | undefined): boolean =>
      one?.isInWords === true &&
      two?.isInWords === true &&
      one.next === two.first &&
      (one.value === 19 || one.value === 20) &&
      two.value >= 10 &&
      two.value < 100
    return (
      isPair(this.#numbers[at], this.#numbers[at + 1]) ||
      isPair(this.#numbers[at - 1], this.#numbers[at])
    )
  }

  /** An hour, or the minutes of "las ocho y veinte", "at ten to seven". */
  #isOfClock(number: WrittenNumber, at: number): boolean {
    if (this.#isHour(number)) return true
    const hour = this.#numbers[at - 1]
    if (hour?.next !== number.first - 1 || !this.#isHour(hour)) return false
    const isMinutes = number.value < 60 && WITH_MINUTES.test(this.#text(hour.next))
    return isMinutes && !this.#countsSomething(number.next)
  }

  /** "a las cinco", "at five", "half past five", "5 p.m.". */
  #isHour({ value, first, next }: WrittenNumber): boolean {
    if (value < 0 || value > 24) return false
    const before = this.#text(first - 1)
    if (before === 'past') return true
    const isSpanish = before === 'las' && BEFORE_LAS.test(this.#text(first - 2))
    if (isSpanish || BEFORE_HOUR.test(before)) return !this.#countsSomething(next)
    const after = [0, 1, 2].map((step) => this.#text(next + step).replaceAll(/['’.]/gu, ''))
    return OF_THE_CLOCK.test(after.filter((text) => text !== '').join(' '))
  }

  /** "a las cinco mujeres", "at five schools". */
  #countsSomething(next: number): boolean {
    const noun = this.#tokens[next]
    if (noun === undefined || noun.isCapital) return false
    return PLURAL.test(noun.text) && !CLOCK_WORDS.test(noun.text)
  }
}
