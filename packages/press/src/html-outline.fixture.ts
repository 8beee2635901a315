/** The strict subset of HTML that the press may write, read back: what is not in it is a failed test. */

/** One page as a parser sees it. */
export interface HtmlOutline {
  /** Opening and closing tags with their attributes' names, in order; no text and no attribute's value. */
  readonly tags: readonly string[]
  readonly elements: readonly HtmlElement[]
  /** Text between tags, unescaped, in order. */
  readonly texts: readonly string[]
  /** Blocks of JSON-LD, as they stand. */
  readonly blocks: readonly string[]
}

export interface HtmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

const voidElements = new Set(['meta', 'link', 'br'])
const token =
  /<!DOCTYPE html>|<script type="application\/ld\+json">([^<>&]+)<\/script>|<\/([a-z][a-z0-9]*)>|<([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>|([^<>]+)/y
const attribute = / ([a-z-]+)(?:="([^"<>]*)")?/g
const entities = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
])

function unescape(text: string): string {
  return text.replace(/&[^;\s]*;?/g, (entity) => {
    const character = entities.get(entity)
    if (character === undefined) throw new Error(`Not an entity of ours: ${entity}`)
    return character
  })
}

/** Reads `html`; throws for anything unbalanced, unquoted, unescaped or unknown. */
export function outlineHtml(html: string): HtmlOutline {
  const tags: string[] = []
  const elements: HtmlElement[] = []
  const texts: string[] = []
  const blocks: string[] = []
  const open: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < html.length) {
    const at = token.lastIndex
    const match = token.exec(html)
    if (match === null) throw new Error(`Not HTML of ours: ${html.slice(at, at + 60)}`)
    const [, block, closing, opening, attributes, text] = match
    if (block !== undefined) blocks.push(block)
    if (text !== undefined) texts.push(unescape(text))
    if (closing !== undefined) {
      if (open.pop() !== closing) throw new Error(`Unbalanced </${closing}>`)
      tags.push(`/${closing}`)
    }
    if (opening === undefined) continue
    const read = [...(attributes ?? '').matchAll(attribute)].map(
      ([, name, value]) => [name ?? '', unescape(value ?? '')] as const,
    )
    elements.push({ name: opening, attributes: new Map(read) })
    tags.push([opening, ...read.map(([name]) => name)].join(' '))
    if (!voidElements.has(opening)) open.push(opening)
  }
  if (open.length > 0) throw new Error(`Never closed: ${open.join(', ')}`)
  return { tags, elements, texts, blocks }
}
