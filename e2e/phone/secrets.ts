// What must not be found on a phone, as the patterns of bytes in which it could stand there.
import { encodeWords, wordList, type Language } from '@cronista/protocol'

/** One way in which a piece of a secret could stand on a disk. */
export interface Pattern {
  /** Of which secret, and in which form; never the secret itself. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** So much of a text is looked for at once: any piece of it that is about twice as long holds one. */
const TEXT_PIECE_CHARACTERS = 10
const KEY_PIECE_BYTES = 8
const BETWEEN_WORDS = [' ', ', ', ',', '\n', '\n\n', '\t', '-', '_', '+', '%20', '","', '", "', '']
/** Two short words without anything between them are a word of some other kind. */
const SHORTEST_JOINED = 10

/** A text in pieces, in every encoding. */
export function patternsOfText(name: string, text: string): Pattern[] {
  const pieces: string[] = []
  for (let at = 0; at + TEXT_PIECE_CHARACTERS <= text.length; at += TEXT_PIECE_CHARACTERS)
    pieces.push(text.slice(at, at + TEXT_PIECE_CHARACTERS))
  return unique(pieces.flatMap((piece) => patternsOfPiece(name, piece)))
}

/** One word that was planted, whole. */
export function patternsOfCanary(name: string, canary: string): Pattern[] {
  return unique(patternsOfPiece(name, canary))
}

/** Any two words that follow each other, in both languages and in every way of joining them; and any
 *  four as numbers. Words that stand side by side in their list too are left out: everybody has it. */
export function patternsOfWords(words: readonly number[]): Pattern[] {
  const patterns: Pattern[] = []
  for (const [index, word] of words.slice(0, -1).entries()) {
    const next = words[index + 1] ?? 0
    if (Math.abs(next - word) <= 1) continue
    for (const language of ['es', 'en'] as const)
      patterns.push(...patternsOfPair(`words ${index + 1} and ${index + 2}`, language, word, next))
  }
  for (let from = 0; from + 4 <= words.length; from++) {
    const four = words.slice(from, from + 4)
    const name = `words ${from + 1} to ${from + 4} as numbers`
    patterns.push({ name, bytes: encodeWords(four) })
    for (const between of [',', ', ', ' ']) patterns.push(plain(name, four.join(between)))
  }
  return unique(patterns)
}

/** Any eight bytes of a key: as they are, in hexadecimal, base64, and as a list of numbers. */
export function patternsOfKey(name: string, key: Uint8Array): Pattern[] {
  const patterns: Pattern[] = []
  for (let at = 0; at + KEY_PIECE_BYTES <= key.length; at++) {
    const piece = Buffer.from(key.subarray(at, at + KEY_PIECE_BYTES))
    patterns.push({ name, bytes: piece })
    const hex = piece.toString('hex')
    for (const written of [hex, hex.toUpperCase(), [...piece].join(','), [...piece].join(', ')])
      patterns.push(...narrowAndWide(`${name} written out`, written))
  }
  // Six bytes are eight characters of base64, wherever in a longer run they stand.
  for (let at = 0; at + 6 <= key.length; at++) {
    const piece = Buffer.from(key.subarray(at, at + 6))
    for (const form of ['base64', 'base64url'] as const)
      patterns.push(...narrowAndWide(`${name} in base64`, piece.toString(form)))
  }
  return unique(patterns)
}

function patternsOfPair(
  name: string,
  language: Language,
  first: number,
  second: number,
): Pattern[] {
  const list = wordList(language)
  const pair = [list[first] ?? '', list[second] ?? ''] as const
  const spellings = [pair, pair.map((word) => word.normalize('NFD')), pair.map(plainLetters)]
  return spellings.flatMap(([a = '', b = '']) =>
    BETWEEN_WORDS.map((between) => `${a}${between}${b}`)
      .filter((joined) => joined.length >= SHORTEST_JOINED || joined.includes(' '))
      .flatMap((joined) => [joined, joined.toUpperCase()])
      .flatMap((joined) => patternsOfPiece(`${name} (${language})`, joined)),
  )
}

function patternsOfPiece(name: string, piece: string): Pattern[] {
  const utf8 = Buffer.from(piece)
  const hex = utf8.toString('hex')
  const escaped = piece.replace(
    /[^\x20-\x7e]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const percent = encodeURIComponent(piece)
  const written = [escaped, percent, percent.replaceAll('%20', '+'), percent.toLowerCase()]
  return [
    ...narrowAndWide(name, piece),
    ...written.flatMap((one) => narrowAndWide(`${name} escaped`, one)),
    ...[hex, hex.toUpperCase()].map((one) => plain(`${name} in hexadecimal`, one)),
    ...[utf8, Buffer.from(piece, 'utf16le')].flatMap((bytes) => base64Of(name, bytes)),
  ]
}

/** The characters of base64 that do not depend on what stands before and after, for each of the
 *  three ways in which it can be aligned. */
function base64Of(name: string, bytes: Buffer): Pattern[] {
  return [0, 1, 2].flatMap((skipped) => {
    const whole = Math.floor((bytes.length - skipped) / 3) * 3
    const aligned = bytes.subarray(skipped, skipped + whole)
    return (['base64', 'base64url'] as const).map((form) =>
      plain(`${name} in base64`, aligned.toString(form)),
    )
  })
}

function narrowAndWide(name: string, text: string): Pattern[] {
  const wide = Buffer.from(text, 'utf16le')
  return [
    plain(name, text),
    { name: `${name} in UTF-16`, bytes: wide },
    { name: `${name} in UTF-16 BE`, bytes: Buffer.from(wide).swap16() },
  ]
}

function plain(name: string, text: string): Pattern {
  return { name, bytes: Buffer.from(text) }
}

function plainLetters(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '')
}

function unique(patterns: readonly Pattern[]): Pattern[] {
  const seen = new Map(patterns.map((one) => [Buffer.from(one.bytes).toString('latin1'), one]))
  return [...seen.values()].filter(({ bytes }) => bytes.length >= KEY_PIECE_BYTES)
}
