const ESCAPES =
  /\\(?:u\{(?<point>[\da-f]{1,6})\}|u(?<unit>[\da-f]{4})|x(?<byte>[\da-f]{2})|(?<css>[\da-f]{1,6})\s?|(?<blank>[nrtvf])|(?<itself>.))/giu

/** `text` with the backslash escapes of JSON, JavaScript and CSS read. A letter that stands for itself
 *  is kept. */
export function withoutEscapes(text: string): string {
  return text.replaceAll(ESCAPES, (...found: unknown[]) => {
    const groups = found.at(-1) as Readonly<Record<string, string | undefined>>
    if (groups['blank'] !== undefined) return ' '
    if (groups['itself'] !== undefined) return groups['itself']
    const hex = groups['point'] ?? groups['unit'] ?? groups['byte'] ?? groups['css'] ?? '0'
    const codePoint = Number.parseInt(hex, 16)
    return codePoint > 0x10ffff ? ' ' : String.fromCodePoint(codePoint)
  })
}
