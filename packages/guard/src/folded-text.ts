/**
 * A text with only its letters and digits left, folded, and for each of them where it stood and what
 * stood before it. All looking is done on this form, so that case, accents, hyphenation, line breaks
 * and invisible characters make no difference.
 */
import { characterAt } from './character.ts'
import type { Sort } from './character.ts'
import { percentEscapeAt } from './percent-escape.ts'

/** What stands between a letter and the one before it, from nothing to whatever parts two words. */
export const Gap = {
  none: 0,
  /** A hyphen at a line's end, or what is left of one: "Her- nández". */
  broken: 1,
  hyphen: 2,
  line: 3,
  space: 4,
  apart: 5,
} as const

/** Marks of a letter; several may hold. */
export const Mark = {
  /** A capital after a small letter: fotoMarina. */
  capital: 1,
  /** A letter after a digit, or a digit after a letter. */
  otherSort: 2,
  /** In a tag, handle, address or file name, where words are run together. */
  inAddress: 4,
  /** In a long run of letters and digits, such as a digest. */
  inDigest: 8,
} as const

/** Arrays of one length, an entry a folded letter or digit. */
export interface FoldedText {
  readonly codes: readonly number[]
  /** UTF-16 offsets in the text: where it is written, and where that ends. */
  readonly offsets: readonly number[]
  readonly ends: readonly number[]
  readonly gaps: readonly number[]
  readonly marks: readonly number[]
}

const SHORTEST_DIGEST = 16
const ADDRESS_SIGNS = '@#_/\\=&+~'

/** Whether a folded code is a digit. */
export function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39
}

/** The gap when one more character that is no letter follows. A hyphen after a space is a dash. */
function wider(gap: number, sort: Sort): number {
  if (sort === 'unseen' || gap === Gap.apart) return gap
  if (sort === 'hyphen') return gap === Gap.none ? Gap.hyphen : Gap.apart
  if (sort !== 'line' && sort !== 'space') return Gap.apart
  if (gap === Gap.hyphen || gap === Gap.broken) return Gap.broken
  return sort === 'line' || gap === Gap.line ? Gap.line : Gap.space
}

class Folding {
  readonly codes: number[] = []
  readonly offsets: number[] = []
  readonly ends: number[] = []
  readonly gaps: number[] = []
  readonly marks: number[] = []
  private gap: number = Gap.none
  private wasUpper = true
  private runStart = 0
  private runHasDigit = false
  private wordStart = 0
  private isAddress = false

  add(codePoint: number, offset: number, end: number): void {
    const { sort, codes, isUpper } = characterAt(codePoint)
    if (codes.length === 0) {
      this.gap = wider(this.gap, sort)
      return
    }
    if (this.gap !== Gap.none) this.endRun()
    for (const code of codes) this.addLetter(code, isUpper, offset, end)
    this.wasUpper = isUpper
  }

  private addLetter(code: number, isUpper: boolean, offset: number, end: number): void {
    let mark = 0
    const before = this.codes.at(-1)
    if (this.gap === Gap.none && before !== undefined) {
      if (isDigit(code) !== isDigit(before)) mark = Mark.otherSort
      else if (isUpper && !this.wasUpper && this.offsets.at(-1) !== offset) mark = Mark.capital
    }
    if (isDigit(code)) this.runHasDigit = true
    this.codes.push(code)
    this.offsets.push(offset)
    this.ends.push(end)
    this.gaps.push(this.gap)
    this.marks.push(mark)
    this.gap = Gap.none
  }

  private endRun(): void {
    if (this.runHasDigit && this.codes.length - this.runStart >= SHORTEST_DIGEST) {
      this.markFrom(this.runStart, Mark.inDigest)
    }
    this.runStart = this.codes.length
    this.runHasDigit = false
  }

  private markFrom(start: number, mark: number): void {
    for (let at = start; at < this.marks.length; at++) this.marks[at] = (this.marks[at] ?? 0) | mark
  }

  seeAddress(): void {
    this.isAddress = true
  }

  /** Written words end at spaces, whatever is escaped in them. */
  endWord(): void {
    if (this.isAddress) this.markFrom(this.wordStart, Mark.inAddress)
    this.wordStart = this.codes.length
    this.isAddress = false
  }

  end(): FoldedText {
    this.endRun()
    this.endWord()
    return this
  }
}

/** A dot or colon between letters joins an address: cronista.example, urn:uuid. */
function joinsAddress(text: string, at: number, character: string): boolean {
  if (ADDRESS_SIGNS.includes(character)) return true
  if (character !== '.' && character !== ':') return false
  return characterAt(text.codePointAt(at + 1) ?? 0).codes.length > 0
}

/** Folds `text`; percent-escapes stand for what they escape. Never throws. */
export function foldText(text: string): FoldedText {
  const folding = new Folding()
  for (let at = 0; at < text.length;) {
    const escape = text.charCodeAt(at) === 0x25 ? percentEscapeAt(text, at) : undefined
    if (escape !== undefined) {
      folding.seeAddress()
      folding.add(escape.codePoint, at, at + escape.length)
      at += escape.length
      continue
    }
    const codePoint = text.codePointAt(at) ?? 0
    const end = at + (codePoint > 0xffff ? 2 : 1)
    const { sort } = characterAt(codePoint)
    if (sort === 'space' || sort === 'line') folding.endWord()
    else if (sort === 'other' && joinsAddress(text, at, text.charAt(at))) folding.seeAddress()
    folding.add(codePoint, at, end)
    at = end
  }
  return folding.end()
}
