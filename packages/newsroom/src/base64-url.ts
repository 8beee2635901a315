const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const valueOfUnit = new Uint8Array(128)
for (let value = 0; value < alphabet.length; value++)
  valueOfUnit[alphabet.charCodeAt(value)] = value

/** Base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(index, index + 3)
    const group = (a << 16) | (b << 8) | c
    const digits = Math.min(3, bytes.length - index) + 1
    for (let digit = 0; digit < digits; digit++)
      text += alphabet.charAt((group >> (18 - 6 * digit)) & 63)
  }
  return text
}

/** The bytes of base64url that a schema has checked: of any other text it makes other bytes. */
export function fromBase64Url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (let index = 0; index < text.length; index++) {
    held = (held << 6) | (valueOfUnit[text.charCodeAt(index) & 127] ?? 0)
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = held >> bits
    held &= (1 << bits) - 1
  }
  return bytes
}
