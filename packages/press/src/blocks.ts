import type { Language } from '@cronista/protocol'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { longDate } from './plain-date.ts'
import type { Block, Quotation, Span } from './story.ts'
import { wordingOf } from './wording.ts'

/** Runs of text; emphasis is the only thing that they can ask for. */
export function renderSpans(spans: readonly Span[]): Markup {
  return markup`${spans.map((span) => (span.emphasis ? markup`<em>${span.text}</em>` : markup`${span.text}`))}`
}

function renderQuotation(quotation: Quotation, language: Language): Markup {
  const { translated } = wordingOf(language)
  const note =
    quotation.translatedFrom &&
    markup` <span class="note">${translated[quotation.translatedFrom]}</span>`
  return markup`<figure>
<blockquote><p>${renderSpans(quotation.words)}</p></blockquote>
<figcaption><b>${quotation.speaker}</b><br>${quotation.where}, <time datetime="${quotation.saidOn}">${longDate(quotation.saidOn, language)}</time>${note}</figcaption>
</figure>
`
}

/** One block of a body, in the language of its text. */
export function renderBlock(block: Block, language: Language): Markup {
  switch (block.kind) {
    case 'paragraph':
      return markup`<p>${renderSpans(block.spans)}</p>\n`
    case 'heading':
      return markup`<h2>${block.text}</h2>\n`
    case 'quotation':
      return renderQuotation(block, language)
  }
}
