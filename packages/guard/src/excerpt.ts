const LONGEST = 80
/** So much is left out at either end, so that no word is cut; longer words are. */
const LONGEST_WORD = 24

/** At most 80 UTF-16 units of `text` as they are written, with the passage in their middle; no character
 *  is cut in two, nor any word around the passage that has at most 24 units. */
export function excerptAround(text: string, offset: number, length: number): string {
  const around = Math.max(0, LONGEST - length)
  let start = Math.max(0, offset - Math.floor(around / 2))
  let end = Math.min(text.length, start + LONGEST)
  start = wordStart(text, Math.max(0, Math.min(start, end - LONGEST)), offset)
  end = wordEnd(text, end, offset + length)
  if (isLowSurrogate(text, start)) start++
  if (isLowSurrogate(text, end)) end--
  return text.slice(start, end)
}

/** The start of the first word at or after `start`, and never after `passage`. */
function wordStart(text: string, start: number, passage: number): number {
  if (start === 0) return 0
  const cut = /^\S*\s+/u.exec(text.slice(start - 1, passage))?.[0].length ?? 0
  return cut > 0 && cut <= LONGEST_WORD ? start - 1 + cut : start
}

/** The end of the last word at or before `end`, and never before `passage`. */
function wordEnd(text: string, end: number, passage: number): number {
  if (end === text.length) return end
  const cut = /\s+\S*$/u.exec(text.slice(passage, end + 1))?.[0].length ?? 0
  return cut > 0 && cut <= LONGEST_WORD ? end + 1 - cut : end
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}
