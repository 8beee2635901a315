/**
 * Everything that a built file says, in every way in which somebody may read it: as a page, as what
 * stands in its attributes, as data for machines, as its bytes. A reading too many costs a moment; one
 * too few lets a name out, so what cannot be parsed is read raw. Not read: compressed or encrypted
 * bytes, Base64, and pictures of text.
 */
import { printableIn, textsOf } from './decoded-bytes.ts'
import { withoutEscapes } from './escapes.ts'
import { readJson } from './json-readings.ts'
import { readMarkup, withoutEntities } from './markup-readings.ts'
import { Readings } from './reading.ts'
import type { Reading } from './reading.ts'

const CODE = /\.(?:css|[cm]?js|map)$/iu
const HTML = /\.html?$/iu
const XML = /\.(?:atom|rss|svg|xhtml|xml)$/iu
const XML_TEXT = /^\s*<\?xml/iu
const MARKUP_TEXT = /^\s*<[a-z!]/iu

const TAG = /<[a-z!/?]/iu
const ENTITY = /&(?:#\d|#x[\da-f]|[a-z])/iu
// HTML in the JSON of a script in a page in a feed is as deep as anything of use.
const DEEPEST = 4

function readText(into: Readings, path: string, text: string): void {
  if (XML.test(path) || XML_TEXT.test(text)) readMarkup(into, text, { isXml: true })
  else if (HTML.test(path) || MARKUP_TEXT.test(text)) readMarkup(into, text, { isXml: false })
  else if (!readJson(into, text)) into.add('raw', CODE.test(path) ? 'address' : 'prose', text)
}

/** What a reading says to whoever reads its tags, entities or escapes once more. */
function readWithin(into: Readings, { part, as, text }: Reading): void {
  if (TAG.test(text)) readMarkup(into, text, { isXml: false })
  if (ENTITY.test(text)) into.add(part, as, withoutEntities(text))
  if (text.includes('\\')) into.add(part, as, withoutEscapes(text))
}

/** The path with its percent-escapes read; as it is if they are none of UTF-8. */
function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The readings of a file of the site: its path first, none twice. Never throws, whatever the bytes are. */
export function readingsOf(path: string, bytes: Uint8Array): readonly Reading[] {
  const into = new Readings()
  into.add('path', 'address', decodedPath(path))
  const texts = textsOf(bytes)
  for (const text of texts) readText(into, path, text)
  if (texts.length === 0) for (const text of printableIn(bytes)) into.add('raw', 'prose', text)
  let from = 0
  for (let depth = 0; depth < DEEPEST; depth++) {
    const found = into.all.slice(from)
    from = into.all.length
    for (const reading of found) readWithin(into, reading)
  }
  return into.all
}
