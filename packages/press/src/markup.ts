/**
 * The only place where text becomes HTML or XML. A `Markup` is made here and nowhere else, so whatever
 * a page says was either written in a template of this package or has been escaped.
 */
import { PressError } from './press-error.ts'

const made = Symbol('markup')

/** HTML or XML that can be concatenated. */
export interface Markup {
  readonly [made]: string
}

type Filling = string | number | Markup | readonly (Markup | undefined)[] | undefined

// Control characters, lone surrogates and noncharacters do not come through a parser as they were.
const unprintable = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u
const special = /[&<>"'\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** `text` as it stands between tags or in a quoted attribute. Throws `text-malformed` for what no parser gives back. */
function escapeText(text: string): string {
  if (!special.test(text)) return text
  if (unprintable.test(text)) throw new PressError('text-malformed')
  return text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? '')
}

function fill(filling: Filling): string {
  if (filling === undefined) return ''
  if (typeof filling === 'number') return String(filling)
  if (typeof filling === 'string') return escapeText(filling)
  if (made in filling) return filling[made]
  let text = ''
  for (const one of filling) text += one?.[made] ?? ''
  return text
}

/** Template tag: strings are escaped, `Markup` is taken as it is, `undefined` is nothing. Attributes are written in double quotes. */
export function markup(pieces: TemplateStringsArray, ...fillings: readonly Filling[]): Markup {
  let text = pieces[0] ?? ''
  for (let at = 0; at < fillings.length; at++) text += fill(fillings[at]) + (pieces[at + 1] ?? '')
  return { [made]: text }
}

/** `content` as a text that stands inside other markup: what an Atom feed calls `type="html"`. */
export function asText(content: Markup): Markup {
  return { [made]: content[made].replaceAll(/[&<>]/gu, (character) => entities[character] ?? '') }
}

/** A block of JSON that a browser never runs. No text in it can end the block: `<`, `>` and `&` are
 *  written as escapes of JSON. */
export function jsonBlock(type: 'application/ld+json', value: object): Markup {
  const json = JSON.stringify(value)
  if (unprintable.test(json)) throw new PressError('text-malformed')
  const inert = json.replaceAll(
    /[<>&]/gu,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  )
  return { [made]: `<script type="${type}">${inert}</script>` }
}

const utf8 = new TextEncoder()

/** The bytes of a whole page, UTF-8. */
export function pageBytes(page: Markup): Uint8Array {
  return utf8.encode(page[made])
}
