import { ProtocolError } from './errors.ts'

// Both platforms have these; this package's types name neither the DOM nor Node.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label: 'utf-8', options: { fatal: boolean; ignoreBOM: boolean })
  decode(bytes: Uint8Array): string
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const base64UrlAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** UTF-8 of `text`; a lone surrogate becomes U+FFFD, so callers check first where it matters. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** The text of strictly valid UTF-8, or `undefined`. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

/** Lower-case hexadecimal digits. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexPairs[byte] ?? ''
  return text
}

/** Bytes of an even number of lower-case hexadecimal digits; throws `hex-malformed`. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/u.test(text)) throw new ProtocolError('hex-malformed')
  const bytes = new Uint8Array(text.length / 2)
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(text.slice(index * 2, index * 2 + 2), 16)
  return bytes
}

/** Base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const group =
      ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    const digits = Math.min(3, bytes.length - index) + 1
    for (let digit = 0; digit < digits; digit++)
      text += base64UrlAlphabet[(group >> (18 - 6 * digit)) & 63] ?? ''
  }
  return text
}

/** Bytes of base64url without padding, or `undefined` for every text that {@link toBase64Url} does not
 *  write: each byte string has one text. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8))
  let [window, bits, offset] = [0, 0, 0]
  for (const digit of text) {
    const value = base64UrlAlphabet.indexOf(digit)
    if (value < 0) return undefined
    window = ((window << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[offset++] = (window >> bits) & 255
  }
  const isWhole = bits < 6 && (window & (2 ** bits - 1)) === 0
  return isWhole ? bytes : undefined
}
