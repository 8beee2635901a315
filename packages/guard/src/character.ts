/**
 * What one character of a text is when only its letters and digits count: case, accents, ligatures and
 * widths are gone, and everything else is a way of keeping letters apart.
 */

/** `unseen` takes no room on the page: soft hyphens, joiners, marks over a letter. */
export type Sort = 'letter' | 'digit' | 'unseen' | 'hyphen' | 'space' | 'line' | 'other'

/** One character, folded. */
export interface Character {
  readonly sort: Sort
  /** UTF-16 code units of the letters or digits it stands for; empty for anything else. */
  readonly codes: readonly number[]
  readonly isUpper: boolean
}

// What compatibility decomposition leaves whole although readers take it for these letters.
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
  ς: 'σ',
}

const HYPHENS = /^[-\u2010\u2011\u058a\ufe63\uff0d]$/u
const LINES = /^[\n\r\v\f\u0085\u2028\u2029]$/u

function sortOf(character: string): Sort {
  if (/^[\p{Cf}\p{M}]$/u.test(character)) return 'unseen'
  if (LINES.test(character)) return 'line'
  if (HYPHENS.test(character)) return 'hyphen'
  if (/^\p{L}$/u.test(character)) return 'letter'
  if (/^\p{Nd}$/u.test(character)) return 'digit'
  // Raised digits are notes on a word, not a part of it.
  return /^[\s\p{Zs}]$/u.test(character) ? 'space' : 'other'
}

function lettersOf(character: string): string {
  const bare = character.toLowerCase().normalize('NFKD').toLowerCase()
  let letters = ''
  for (const one of bare) {
    if (/^[\p{L}\p{Nd}]$/u.test(one)) letters += spelled[one] ?? one
  }
  return letters
}

function characterOf(codePoint: number): Character {
  const character = String.fromCodePoint(codePoint)
  const sort = sortOf(character)
  const letters = sort === 'letter' || sort === 'digit' ? lettersOf(character) : ''
  const codes: number[] = []
  for (let at = 0; at < letters.length; at++) codes.push(letters.charCodeAt(at))
  return { sort, codes, isUpper: sort === 'letter' && character !== character.toLowerCase() }
}

// Latin, Greek, Cyrillic, the general punctuation: what texts here are made of. The rest is worked out anew.
const KEPT = 0x3000
const kept: (Character | undefined)[] = new Array<Character | undefined>(KEPT).fill(undefined)

/** The character with this code point; lone surrogates are `other`. */
export function characterAt(codePoint: number): Character {
  if (codePoint >= KEPT) return characterOf(codePoint)
  return (kept[codePoint] ??= characterOf(codePoint))
}
