import type { NumberWords } from './number-words.ts'
import type { Token } from './tokens.ts'

/** A number and the tokens that say it, from `first` up to `next`. */
export interface WrittenNumber {
  readonly value: number
  readonly first: number
  readonly next: number
  /** "one", "una", "a": only the start of something else. */
  readonly isArticle: boolean
  /** Four digits, as years are written. */
  readonly isFourDigits: boolean
  readonly isInWords: boolean
}

interface Part {
  readonly value: number
  readonly next: number
}

const ARTICLE = /^an?$/u
const HALF = /^(?:medi[oa]|half)$/u

class NumberReader {
  readonly #tokens: readonly Token[]
  readonly #words: NumberWords

  constructor(tokens: readonly Token[], words: NumberWords) {
    this.#tokens = tokens
    this.#words = words
  }

  /** What stands at `at`, if no sign stands between it and the number before. */
  #word(at: number): string {
    const token = this.#tokens[at]
    return token?.kind === 'word' ? token.text : ''
  }

  #tens(at: number): Part | undefined {
    const word = this.#word(at)
    const { ones, teens, tens, tensJoiner } = this.#words
    const whole = teens.get(word) ?? ones.get(word)
    const ten = tens.get(word)
    if (ten === undefined) return this.#oldTeen(at, whole)
    const isJoined = this.#tokens[at + 1]?.text === tensJoiner
    const isEnglish = tensJoiner === '-'
    const unitAt = isJoined ? at + 2 : at + 1
    const unit = isJoined || isEnglish ? ones.get(this.#word(unitAt)) : undefined
    const isUnit = unit !== undefined && !ARTICLE.test(this.#word(unitAt))
    return isUnit ? { value: ten + unit, next: unitAt + 1 } : { value: ten, next: at + 1 }
  }

  /** "diez y seis", "veinte y cinco". */
  #oldTeen(at: number, value: number | undefined): Part | undefined {
    if (value === undefined) return undefined
    const unit = this.#words.ones.get(this.#word(at + 2))
    const isOld = (value === 10 || value === 20) && this.#words.tensJoiner === 'y'
    if (!isOld || this.#word(at + 1) !== 'y' || unit === undefined) return { value, next: at + 1 }
    return { value: value + unit, next: at + 3 }
  }

  /** Below a thousand, or digits. */
  #small(at: number): Part | undefined {
    const digits = this.#tokens[at]
    if (digits?.kind === 'digits') return { value: digits.value, next: at + 1 }
    const hundred = this.#words.hundreds.get(this.#word(at))
    if (hundred !== undefined) return this.#withRest({ value: hundred, next: at + 1 })
    const small = this.#tens(at)
    if (small === undefined || this.#word(small.next) !== 'hundred') return small
    return this.#withRest({ value: small.value * 100, next: small.next + 1 })
  }

  #withRest(hundreds: Part): Part {
    const isJoined = this.#word(hundreds.next) === 'and'
    const restAt = isJoined ? hundreds.next + 1 : hundreds.next
    // "a hundred and a half-brother"
    const rest = ARTICLE.test(this.#word(restAt)) ? undefined : this.#tens(restAt)
    return rest === undefined ? hundreds : { value: hundreds.value + rest.value, next: rest.next }
  }

  /** "medio millón", "half a million", "media docena". */
  #halfOf(at: number): (Part & { unit: number }) | undefined {
    if (!HALF.test(this.#word(at))) return undefined
    const of = ARTICLE.test(this.#word(at + 1)) ? at + 2 : at + 1
    const unit = this.#words.multipliers.get(this.#word(of))
    return unit === undefined ? undefined : { value: unit / 2, next: of + 1, unit: 1 }
  }

  /** A small number and its multipliers: "cuarenta mil", "3 mil millones". */
  #group(at: number): (Part & { unit: number }) | undefined {
    const isBare = this.#words.bareMultipliers.has(this.#word(at)) || this.#isBareAndHalf(at)
    const small = isBare ? { value: 1, next: at } : this.#small(at)
    if (small === undefined) return undefined
    let { value, next } = small
    let unit = 1
    for (;;) {
      const multiplier = this.#words.multipliers.get(this.#word(next))
      if (multiplier === undefined) break
      value *= multiplier
      unit *= multiplier
      next++
    }
    return { value, next, unit }
  }

  /** "millón y medio". */
  #isBareAndHalf(at: number): boolean {
    const multiplier = this.#words.multipliers.has(this.#word(at))
    return multiplier && this.#half(at + 1, 1).value > 0
  }

  /** The number that begins at `first`. */
  read(first: number): WrittenNumber | undefined {
    const begun = this.#halfOf(first) ?? this.#group(first)
    if (begun === undefined) return undefined
    let { value, next, unit } = begun
    while (unit > 1) {
      const restAt = this.#word(next) === 'and' ? next + 1 : next
      const rest = ARTICLE.test(this.#word(restAt)) ? undefined : this.#group(restAt)
      if (rest === undefined || rest.value >= unit) break
      value += rest.value
      next = rest.next
      unit = rest.unit
    }
    const half = this.#half(next, unit)
    return this.#written(first, { value: value + half.value, next: half.next })
  }

  #written(first: number, { value, next }: Part): WrittenNumber {
    const token = this.#tokens[first]
    const isInWords = token?.kind === 'word'
    const isFourDigits = next === first + 1 && !isInWords && /^\d{4}$/u.test(token?.text ?? '')
    return { value, first, next, isArticle: value === 1 && isInWords, isFourDigits, isInWords }
  }

  /** "millón y medio", "a million and a half", "dos y media". */
  #half(at: number, unit: number): Part {
    const [one, two, three] = [this.#word(at), this.#word(at + 1), this.#word(at + 2)]
    if (one === 'y' && /^medi[oa]$/u.test(two)) return { value: unit / 2, next: at + 2 }
    if (one === 'and' && two === 'a' && three === 'half') return { value: unit / 2, next: at + 3 }
    return { value: 0, next: at }
  }
}

/** The numbers that `tokens` write, in order; none overlap. */
export function numbersOf(tokens: readonly Token[], words: NumberWords): readonly WrittenNumber[] {
  const reader = new NumberReader(tokens, words)
  const numbers: WrittenNumber[] = []
  for (let at = 0; at < tokens.length;) {
    const number = reader.read(at)
    if (number !== undefined) numbers.push(number)
    at = number?.next ?? at + 1
  }
  return numbers
}
