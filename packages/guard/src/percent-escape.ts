/** What a percent-escape says: the code point, and how many UTF-16 units of the text it takes. */
export interface PercentEscape {
  readonly codePoint: number
  readonly length: number
}

function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

function byteAt(text: string, at: number): number {
  const high = hexValue(text.charCodeAt(at))
  const low = hexValue(text.charCodeAt(at + 1))
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

/** One byte written as `%c3`, or escaped again as `%25c3`, `%2525c3`. */
function escapedByteAt(text: string, at: number): { byte: number; end: number } | undefined {
  if (text.charCodeAt(at) !== 0x25) return undefined
  let from = at + 1
  let byte = byteAt(text, from)
  if (byte < 0) return undefined
  while (byte === 0x25 && byteAt(text, from + 2) >= 0) {
    from += 2
    byte = byteAt(text, from)
  }
  return { byte, end: from + 2 }
}

function bytesToFollow(first: number): number {
  if (first < 0x80) return 0
  if (first >= 0xc2 && first < 0xe0) return 1
  if (first >= 0xe0 && first < 0xf0) return 2
  return first >= 0xf0 && first < 0xf5 ? 3 : -1
}

/** The character escaped at `at`, of UTF-8 or, where the bytes are none, of Latin-1; `undefined` if
 *  nothing is escaped there. */
export function percentEscapeAt(text: string, at: number): PercentEscape | undefined {
  const first = escapedByteAt(text, at)
  if (first === undefined) return undefined
  const asLatin1 = { codePoint: first.byte, length: first.end - at }
  const following = bytesToFollow(first.byte)
  if (following <= 0) return following === 0 || !followsDigit(text, at) ? asLatin1 : undefined
  let codePoint = first.byte & (0x3f >> following)
  let end = first.end
  for (let left = following; left > 0; left--) {
    const next = escapedByteAt(text, end)
    if (next === undefined || (next.byte & 0xc0) !== 0x80) {
      return followsDigit(text, at) ? undefined : asLatin1
    }
    codePoint = codePoint * 64 + (next.byte & 0x3f)
    end = next.end
  }
  return codePoint > 0x10ffff ? asLatin1 : { codePoint, length: end - at }
}

/** "40 %de" is a number and a word that lost its space. */
function followsDigit(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  return before >= 0x30 && before <= 0x39
}
