import { wordList, type Language } from '@cronista/protocol'

/** One word that still fits. */
export interface Candidate {
  readonly index: number
  readonly word: string
}

/** So few words that they are shown; three letters always suffice in both lists. */
const SHOWN_AT_MOST = 14

const alphabets: Readonly<Record<Language, string>> = {
  en: 'abcdefghijklmnopqrstuvwxyz',
  es: 'abcdefghijklmnñopqrstuvwxyz',
}

/** The letters of a language's pad, in alphabetical order. */
export function alphabet(language: Language): readonly string[] {
  return Array.from(alphabets[language])
}

/** A word as its letters are tapped: without accents, but with ñ, which is a letter of its own. */
export function plainLetters(word: string): string {
  if (/^[a-z]*$/u.test(word)) return word
  return word
    .normalize('NFD')
    .replace(/n\u0303/gu, 'ñ')
    .replace(/[\u0300-\u036f]/gu, '')
}

/** What some first letters leave open. */
export interface Narrowing {
  /** How many words begin with them. */
  readonly count: number
  /** The letters that can follow. */
  readonly letters: ReadonlySet<string>
  /** The words themselves in index order, once they are few enough to be shown. */
  readonly candidates: readonly Candidate[] | undefined
}

/** What is left of a list after some letters; quick, as it runs at every tap on a slow phone. */
export function narrow(language: Language, typed: string): Narrowing {
  const letters = new Set<string>()
  const fitting: number[] = []
  let index = 0
  for (const plain of plainList(language)) {
    if (plain.startsWith(typed)) {
      fitting.push(index)
      letters.add(plain.charAt(typed.length))
    }
    index += 1
  }
  const list = wordList(language)
  const candidates =
    fitting.length > SHOWN_AT_MOST
      ? undefined
      : fitting.map((index) => ({ index, word: list[index] ?? '' }))
  return { count: fitting.length, letters, candidates }
}

// Made at the first tap: a page that only reads spends nothing on it.
const plainLists = new Map<Language, readonly string[]>()

function plainList(language: Language): readonly string[] {
  const list = plainLists.get(language) ?? wordList(language).map(plainLetters)
  plainLists.set(language, list)
  return list
}
