/** Words, signs and numbers in digits. Dates, clock times and telephones in digits are left out here. */

/** A piece of the text; where it stands in UTF-16. */
export interface Token {
  readonly kind: 'digits' | 'word' | 'sign'
  /** A word is folded: small letters, no accents. */
  readonly text: string
  /** Of digits. */
  readonly value: number
  readonly offset: number
  readonly end: number
  /** Nothing stands between it and the one before. */
  readonly isGlued: boolean
  readonly isCapital: boolean
}

const SPACES = ' \\u00a0\\u2009\\u202f'
const PIECES = new RegExp(
  [
    // Thousands: 1,200 or 1.200 or 1 200, perhaps with decimals after the other sign.
    `(?<grouped>(?<![\\p{L}\\d][-.]?)[1-9]\\d{0,2}(?:(?<mark>[.,'’${SPACES}])\\d{3})(?:\\k<mark>\\d{3})*(?:(?!\\k<mark>)[.,]\\d+)?(?![-.,${SPACES}]?\\d))`,
    `(?<left>\\d{1,4}(?<dash>[-/.])\\d{1,2}\\k<dash>\\d{1,4}(?:T[\\d:.]+Z?)?` +
      `|\\d{1,2}:\\d{2}(?::\\d{2})?|\\d+/\\d+` +
      `|\\+?\\(?\\d{1,4}\\)?(?:[-.${SPACES}]\\(?\\d{2,4}\\)?){2,}|\\d{9,}` +
      `|(?<=\\p{L}[-‐]?)\\d[\\d.,]*|\\d+[x×]\\d+` +
      `|\\d+\\.?(?:[ºª°](?!\\s?[CF]\\b)|(?:er|ra|do|da|ro|to|ta|mo|ma|vo|va|no|na|st|nd|rd|th)(?!\\p{L})))`,
    `(?<digits>\\d+(?:[.,]\\d+)?)`,
    `(?<word>\\p{L}[\\p{L}\\p{M}]*)`,
    `(?<sign>[^\\s\\p{M}])`,
  ].join('|'),
  'gu',
)

/** Small letters, no accents. */
function foldWord(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

function groupedValue(text: string, mark: string): number {
  const [whole = '', decimals] = mark === '.' ? text.split(',') : splitLast(text, '.', mark)
  const digits = whole.replaceAll(/\D/gu, '')
  return Number(decimals === undefined ? digits : `${digits}.${decimals}`)
}

function splitLast(text: string, decimalMark: string, mark: string): readonly string[] {
  const at = Math.max(text.lastIndexOf(decimalMark), mark === ',' ? -1 : text.lastIndexOf(','))
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function valueOf(groups: Readonly<Record<string, string | undefined>>): number {
  if (groups['grouped'] !== undefined) return groupedValue(groups['grouped'], groups['mark'] ?? '')
  return Number((groups['digits'] ?? '0').replace(',', '.'))
}

/** The tokens of `text`, in order. A date or time in digits is a sign, so that nothing joins over it. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let before = 0
  for (const match of text.matchAll(PIECES)) {
    const groups = match.groups ?? {}
    const [piece] = match
    const isNumber = groups['grouped'] !== undefined || groups['digits'] !== undefined
    const isWord = groups['word'] !== undefined
    tokens.push({
      kind: isNumber ? 'digits' : isWord ? 'word' : 'sign',
      text: isWord ? foldWord(piece) : piece,
      value: isNumber ? valueOf(groups) : 0,
      offset: match.index,
      end: match.index + piece.length,
      isGlued: match.index === before,
      isCapital: isWord && /^\p{Lu}/u.test(piece),
    })
    before = match.index + piece.length
  }
  return tokens
}
