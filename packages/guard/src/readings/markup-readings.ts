/**
 * HTML and XML: the text as it is seen, attributes, comments, and what the parser would leave out.
 * Names of elements and attributes are read only where a page may choose them.
 */
import { Parser } from 'htmlparser2'
import { readJson } from './json-readings.ts'
import type { Readings } from './reading.ts'

const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark nobr q ruby s samp small span strong time tspan tt u var wbr'.split(
    ' ',
  ),
)
// On the line, with something of their own between what stands before and after.
const APART = new Set(
  'audio button canvas img input object picture rp rt select sub sup svg video'.split(' '),
)
const SENTENCES = new Set(
  'abbr alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext content label placeholder summary title'.split(
    ' ',
  ),
)
const OWN_ELEMENT = /[^a-z0-9:_]/iu
const OWN_ATTRIBUTE = /^data-(?<chosen>.+)|(?<odd>.*[^a-z0-9:_-].*)/isu
// A parser drops what stands in an end tag after its name.
const AFTER_NAME = /[\s<]/u

function separatorOf(name: string): string {
  if (INLINE.has(name)) return ''
  return APART.has(name) ? ' ' : '\n'
}

class MarkupReader {
  readonly #into: Readings
  #text = ''
  readonly #open: string[] = []
  #code = ''

  constructor(into: Readings) {
    this.#into = into
  }

  open(name: string): void {
    this.#text += separatorOf(name.toLowerCase())
    this.#open.push(name.toLowerCase())
    if (OWN_ELEMENT.test(name)) this.#into.add('attribute', 'address', name)
  }

  close(name: string): void {
    const lower = name.toLowerCase()
    this.#text += separatorOf(lower)
    const at = this.#open.lastIndexOf(lower)
    if (at >= 0) this.#open.length = at
    if (lower === 'script' || lower === 'style') this.#endCode(lower)
  }

  say(text: string): void {
    const element = this.#open.at(-1)
    if (element === 'script' || element === 'style') this.#code += text
    else this.#text += text
  }

  attribute(name: string, value: string): void {
    const groups = OWN_ATTRIBUTE.exec(name)?.groups
    const chosen = groups?.['chosen'] ?? groups?.['odd']
    if (chosen !== undefined) this.#into.add('attribute', 'address', chosen)
    this.#into.addValue('attribute', value)
    if (!SENTENCES.has(name.toLowerCase())) this.#into.add('attribute', 'address', value)
  }

  end(): void {
    this.#into.add('text', 'prose', this.#text)
  }

  #endCode(element: string): void {
    const code = this.#code
    this.#code = ''
    if (element === 'style' || !readJson(this.#into, code)) this.#into.add('raw', 'address', code)
  }
}

/** Adds what a page or feed says. Whatever a parser would not show, down to a tag that is cut off at
 *  the end, is added raw. */
export function readMarkup(into: Readings, source: string, { isXml }: { isXml: boolean }): void {
  const reader = new MarkupReader(into)
  let read = 0
  const note = (): void => {
    read = Math.max(read, parser.endIndex + 1)
  }
  const raw = (text: string): void => {
    note()
    into.add('raw', 'prose', text)
  }
  const parser: Parser = new Parser(
    {
      onopentagname: (name) => {
        note()
        reader.open(name)
      },
      onattribute: (name, value) => {
        note()
        reader.attribute(name, value)
      },
      onopentag: note,
      onclosetag: (name) => {
        note()
        reader.close(name)
      },
      ontext: (text) => {
        note()
        reader.say(text)
      },
      oncomment: raw,
      onprocessinginstruction: (_name, text) => {
        raw(text)
      },
    },
    { xmlMode: isXml, decodeEntities: true },
  )
  parser.end(source)
  reader.end()
  into.add('raw', 'prose', source.slice(read))
  readEndTags(into, source)
}

/** From each "</" to the next ">", each letter once however many of them never end. */
function readEndTags(into: Readings, source: string): void {
  for (let at = source.indexOf('</'); at >= 0;) {
    const end = source.indexOf('>', at)
    if (end < 0) return
    const inTag = source.slice(at + 2, end)
    const nameEnd = inTag.search(AFTER_NAME)
    if (nameEnd >= 0) into.add('raw', 'prose', inTag.slice(nameEnd))
    at = source.indexOf('</', end)
  }
}

/** `text` with the character references of HTML read. */
export function withoutEntities(text: string): string {
  let decoded = ''
  const parser = new Parser({ ontext: (piece) => (decoded += piece) }, { decodeEntities: true })
  // A letter between, so that what follows is never taken for a tag.
  parser.end(text.replaceAll('<', '&lt;'))
  return decoded
}
