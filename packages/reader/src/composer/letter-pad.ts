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
  return word
    .normalize('NFD')
    .replace(/n\u0303/gu, 'ñ')
    .replace(/[\u0300-\u036f]/gu, '')
}

/** The words that begin with these letters, in index order. */
export function fitting(language: Language, typed: string): readonly Candidate[] {
  const candidates: Candidate[] = []
  for (const [index, letters] of plainList(language).entries()) {
    const word = wordList(language)[index]
    if (word !== undefined && letters.startsWith(typed)) candidates.push({ index, word })
  }
  return candidates
}

// Made at the first tap: a page that only reads spends nothing on it.
const plainLists = new Map<Language, readonly string[]>()

function plainList(language: Language): readonly string[] {
  const list = plainLists.get(language) ?? wordList(language).map(plainLetters)
  plainLists.set(language, list)
  return list
}

/** The letters that can follow. */
export function nextLetters(language: Language, typed: string): ReadonlySet<string> {
  const list = plainList(language)
  return new Set(fitting(language, typed).map(({ index }) => list[index]?.[typed.length] ?? ''))
}

/** Whether these letters leave so few words that one is chosen among them. */
export function isNarrow(candidates: readonly Candidate[]): boolean {
  return candidates.length <= SHOWN_AT_MOST
}
