/**
 * The only place where text becomes HTML. A `Markup` is made by `markup` and by nothing else, so whatever
 * a page says was either written in a template of this package or has been escaped.
 */
import { PressError } from './press-error.ts'

const made = Symbol('markup')

/** HTML that is safe to concatenate. */
export interface Markup {
  readonly [made]: string
}

type Filling = string | number | Markup | readonly Markup[] | undefined

// Control characters, lone surrogates and noncharacters do not come through an HTML parser as they were.
const unprintable = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** `text` as it stands between tags or in a quoted attribute. Throws `text-malformed` for what no HTML parser gives back. */
function escapeText(text: string): string {
  if (unprintable.test(text)) throw new PressError('text-malformed')
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

function fill(filling: Filling): string {
  if (filling === undefined) return ''
  if (typeof filling === 'number') return String(filling)
  if (typeof filling === 'string') return escapeText(filling)
  if (made in filling) return filling[made]
  return filling.map((one) => one[made]).join('')
}

/** Template tag: strings are escaped, `Markup` is taken as it is, `undefined` is nothing. Attributes are written in double quotes. */
export function markup(pieces: TemplateStringsArray, ...fillings: readonly Filling[]): Markup {
  let text = pieces[0] ?? ''
  fillings.forEach((filling, index) => {
    text += fill(filling) + (pieces[index + 1] ?? '')
  })
  return { [made]: text }
}

/** The bytes of a whole page, UTF-8. */
export function pageBytes(page: Markup): Uint8Array {
  return new TextEncoder().encode(page[made])
}
