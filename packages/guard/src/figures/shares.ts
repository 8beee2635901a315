/** Parts of a whole: per cent, "cuatro de cada diez", "two out of three", halves, thirds, quarters. */
import type { WrittenNumber } from './numbers.ts'
import type { Token } from './tokens.ts'

/** A share, and the tokens that say it, from `first` up to `next`. */
export interface Share {
  readonly perCent: number
  readonly first: number
  readonly next: number
}

const PER_CENT: readonly (readonly string[])[] = [
  ['%'],
  ['٪'],
  ['％'],
  ['por', 'ciento'],
  ['por', 'cien'],
  ['porciento'],
  ['percent'],
  ['per', 'cent'],
]
const OF_EACH: Readonly<Record<'es' | 'en', readonly (readonly string[])[]>> = {
  es: [['de', 'cada']],
  en: [
    ['out', 'of', 'every'],
    ['out', 'of', 'each'],
    ['out', 'of'],
    ['in', 'every'],
    ['in', 'each'],
    ['in'],
  ],
}
const PARTS: Readonly<Record<'es' | 'en', RegExp>> = {
  es: /^(?:(?<third>terci|tercer)|(?<quarter>cuart)|(?<fifth>quint)|(?<sixth>sext)|(?<seventh>septim)|(?<eighth>octav)|(?<ninth>noven)|(?<tenth>decim))(?:[oa]s?)$/u,
  en: /^(?:(?<third>third)|(?<quarter>quarter|fourth)|(?<fifth>fifth)|(?<sixth>sixth)|(?<seventh>seventh)|(?<eighth>eighth)|(?<ninth>ninth)|(?<tenth>tenth))s?$/u,
}
const DIVISORS: Readonly<Record<string, number>> = {
  third: 3,
  quarter: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
}

/** Finds shares in the tokens of one text. */
export class Shares {
  readonly #tokens: readonly Token[]
  readonly #language: 'es' | 'en'

  constructor(tokens: readonly Token[], language: 'es' | 'en') {
    this.#tokens = tokens
    this.#language = language
  }

  #text(at: number): string {
    return this.#tokens[at]?.text ?? ''
  }

  #after(at: number, phrases: readonly (readonly string[])[]): number | undefined {
    const found = phrases.find((words) =>
      words.every((word, step) => this.#text(at + step) === word),
    )
    return found === undefined ? undefined : at + found.length
  }

  /** "40 %", "cuarenta por ciento". */
  perCent({ value, first, next }: WrittenNumber): Share | undefined {
    const dash = this.#text(next) === '-' && this.#text(next + 1) === 'percent' ? next + 1 : next
    const end = this.#after(dash, PER_CENT)
    return end === undefined ? undefined : { perCent: value, first, next: end }
  }

  /** "4 de cada 10", "una caja de cada tres", "one in three", "one crate in three". */
  ofEach(part: WrittenNumber, whole: WrittenNumber | undefined): Share | undefined {
    if (whole === undefined || whole.value <= part.value || whole.isFourDigits) return undefined
    const isSaid =
      this.#after(part.next, OF_EACH[this.#language]) === whole.first ||
      this.#after(part.next + 1, this.#ofThings(part)) === whole.first
    if (!isSaid) return undefined
    return { perCent: (part.value * 100) / whole.value, first: part.first, next: whole.next }
  }

  /** "two boys in three days" is no share. */
  #ofThings(part: WrittenNumber): readonly (readonly string[])[] {
    const phrases = OF_EACH[this.#language]
    return part.value === 1 ? phrases : phrases.filter((words) => words.length > 1)
  }

  /** "un tercio", "dos terceras partes", "three quarters", "a fifth of". */
  fraction({ value, first, next, isArticle }: WrittenNumber): Share | undefined {
    const at = this.#text(next) === '-' ? next + 1 : next
    const divisor = this.#divisor(at)
    if (divisor === undefined || value >= divisor) return undefined
    const share = { perCent: (value * 100) / divisor, first, next: at + 1 }
    if (this.#language === 'es') return this.#spanishFraction(share, at)
    const isTime = /^(?:past|to)$/u.test(this.#text(at + 1)) || this.#saysHour(at + 1)
    if (isTime) return undefined
    if (!isArticle) return this.#text(at).endsWith('s') ? share : undefined
    const isOne = this.#text(first) === 'one' && divisor !== 4
    return isOne || this.#text(at + 1) === 'of' ? share : undefined
  }

  #divisor(at: number): number | undefined {
    const groups = PARTS[this.#language].exec(this.#text(at))?.groups ?? {}
    const part = Object.keys(DIVISORS).find((name) => groups[name] !== undefined)
    return part === undefined ? undefined : DIVISORS[part]
  }

  /** "un cuarto" is a room too, and a quarter of an hour. */
  #spanishFraction(share: Share, at: number): Share | undefined {
    if (/^partes?$/u.test(this.#text(at + 1))) return { ...share, next: at + 2 }
    const word = this.#text(at)
    if (word === 'tercio' || word === 'tercios') return share
    if (!/os?$/u.test(word) || this.#saysHour(at + 1)) return undefined
    const isOfMany = this.#text(at + 1) === 'de' && /^l[oa]s$/u.test(this.#text(at + 2))
    return isOfMany ? share : undefined
  }

  #saysHour(at: number): boolean {
    return /^(?:de hora|of an hour)/u.test([0, 1, 2].map((step) => this.#text(at + step)).join(' '))
  }

  /** "la mitad", "half of", said without a number, at `at`. */
  half(at: number): Share | undefined {
    const word = this.#text(at)
    const before = this.#text(at - 1)
    const next = this.#text(at + 1)
    if (this.#language === 'es') {
      const isSaid = word === 'mitad' && /^(?:la|una|otra|esa)$/u.test(before)
      return isSaid ? { perCent: 50, first: at - 1, next: at + 1 } : undefined
    }
    if (word !== 'half' || /^(?:first|second|other|better|and|a)$/u.test(before)) return undefined
    if (/^(?:past|an|a|hour|hours|brother|sister|way|time|-)$/u.test(next)) return undefined
    return { perCent: 50, first: at, next: at + 1 }
  }
}
