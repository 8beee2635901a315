/** Bytes as the texts that they may be. */

// Both platforms have it; this package's types name neither the DOM nor Node.
declare class TextDecoder {
  constructor(label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252')
  decode(bytes: Uint8Array): string
}

const utf8 = new TextDecoder('utf-8')
const utf16Little = new TextDecoder('utf-16le')
const utf16Big = new TextDecoder('utf-16be')
const western = new TextDecoder('windows-1252')
const UNDECODED = '\ufffd'

// In bytes that are no text, fewer signs in a row than these say nothing.
const PRINTABLE = /[\x20-\x7e\u00a0-\u024f]{4,}/gu

function isTextual(bytes: Uint8Array): boolean {
  let controls = 0
  for (const byte of bytes) {
    const isSpace = byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d
    if (byte < 0x20 && !isSpace) controls++
  }
  return controls * 100 <= bytes.length
}

/** The texts that `bytes` may be: several where the encoding is not certain, none for what is no text. */
export function textsOf(bytes: Uint8Array): readonly string[] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return [utf16Little.decode(bytes)]
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return [utf16Big.decode(bytes)]
  if (!isTextual(bytes)) return []
  const text = utf8.decode(bytes)
  return text.includes(UNDECODED) ? [text, western.decode(bytes)] : [text]
}

/** What can be read in bytes that are no text, as UTF-8 and as UTF-16 from either byte. */
export function printableIn(bytes: Uint8Array): readonly string[] {
  const decoded = [
    utf8.decode(bytes),
    utf16Little.decode(bytes),
    utf16Little.decode(bytes.subarray(1)),
  ]
  return decoded.map((text) => (text.match(PRINTABLE) ?? []).join(' | '))
}
