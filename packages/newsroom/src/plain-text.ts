// What a text of the newsroom may hold. Invisible characters are refused, not only ugly: a run of them
// can carry a serial number from an editor's screen to the printed page, and turn what is read around.
// The ranges are written out, because what `\p{Cf}` means differs between versions of Unicode, and
// two desks must agree on every byte.

/** First and last code points of controls, invisible formats, selectors, tags, and what will never be
 *  a character. */
const UNSEEN: readonly (readonly [number, number])[] = [
  ...pairs(0x00, 0x1f, 0x7f, 0x9f, 0xad, 0xad, 0x34f, 0x34f, 0x61c, 0x61c, 0x115f, 0x1160),
  ...pairs(0x17b4, 0x17b5, 0x180b, 0x180f, 0x200b, 0x200f, 0x2028, 0x202e, 0x2060, 0x206f),
  ...pairs(0x3164, 0x3164, 0xfdd0, 0xfdef, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xffa0, 0xffa0),
  ...pairs(0xfff0, 0xfffb, 0xfffe, 0xffff, 0x1bca0, 0x1bca3, 0x1d173, 0x1d17a, 0xe0000, 0xe0fff),
]
const unseenClass = `[${UNSEEN.map(([from, to]) => `\\u{${hex(from)}}-\\u{${hex(to)}}`).join('')}]`
const unseen = new RegExp(unseenClass, 'u')
const everyUnseen = new RegExp(unseenClass, 'gu')
/** With the flag `u`, halves of pairs that stand alone. */
const loneSurrogate = /[\ud800-\udfff]/u
const everyLoneSurrogate = /[\ud800-\udfff]/gu
/** Everything that separates words, apart from the two spaces that keep words together. */
const separators = /[\t-\r\u0085\u2028\u2029\u1680\u2000-\u200a\u205f\u3000]/gu

/** Whether it is well-formed Unicode in which every character can be seen, or is a space. */
export function isPlainText(text: string): boolean {
  return !loneSurrogate.test(text) && !unseen.test(text)
}

/** The text as {@link isPlainText} wants it: composed (NFC), with one space for each run of spaces and
 *  line breaks. What can be seen stays; a lone surrogate becomes U+FFFD. */
export function plainText(text: string): string {
  return text
    .replace(everyLoneSurrogate, '\ufffd')
    .replace(separators, ' ')
    .replace(everyUnseen, '')
    .replace(/ {2,}/gu, ' ')
    .normalize('NFC')
}

function* pairs(...points: readonly number[]): Generator<readonly [number, number]> {
  for (let index = 0; index < points.length; index += 2)
    yield [points[index] ?? 0, points[index + 1] ?? 0]
}

function hex(point: number): string {
  return point.toString(16)
}
