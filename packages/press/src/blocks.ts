import {
  languages,
  type Language,
  type PrintedBlock,
  type PrintedSpeaker,
  type Quotation,
  type Spans,
} from '@cronista/newsroom'
import { languageName } from './language-names.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { longDate } from './plain-date.ts'
import { wordingOf } from './wording.ts'

/** Runs of text; emphasis is the only thing that they can ask for. */
export function renderSpans(spans: Spans): Markup {
  return markup`${spans.map((span) => (span.emphasis ? markup`<em>${span.text}</em>` : markup`${span.text}`))}`
}

/** That it is a translation, and the exact words, if `language` is not what they were spoken in. */
function renderOriginal(
  quotation: Quotation<PrintedSpeaker>,
  language: Language,
): Markup | undefined {
  const { spokenIn, exactWords, text } = quotation
  if (spokenIn === language) return undefined
  const words = wordingOf(language)
  const translated = words.translatedFrom(
    languageName(spokenIn, language) ?? words.anotherLanguage(spokenIn),
  )
  const printed = languages.find((one) => one === spokenIn)
  const exact = printed ? renderSpans(text[printed]) : exactWords && markup`${exactWords}`
  return exact
    ? markup`<details><summary>${translated} ${words.exactWords}</summary><p lang="${spokenIn}">${exact}</p></details>`
    : markup`<p>${translated}</p>`
}

function renderQuotation(quotation: Quotation<PrintedSpeaker>, language: Language): Markup {
  const { speaker, where, saidOn } = quotation
  const why =
    speaker.unnamedBecause &&
    markup`<p>${wordingOf(language).unnamedBecause} ${speaker.unnamedBecause[language]}</p>`
  return markup`<figure>
<blockquote><p>${renderSpans(quotation.text[language])}</p></blockquote>
<figcaption><p><b>${speaker.label[language]}</b><br>${where[language]}, <time datetime="${saidOn}">${longDate(saidOn, language)}</time></p>${why}${renderOriginal(quotation, language)}</figcaption>
</figure>
`
}

/** One block of a body, in one of its languages. */
export function renderBlock(block: PrintedBlock, language: Language): Markup {
  switch (block.kind) {
    case 'paragraph':
      return markup`<p>${renderSpans(block.text[language])}</p>\n`
    case 'heading':
      return markup`<h2>${renderSpans(block.text[language])}</h2>\n`
    case 'quotation':
      return renderQuotation(block, language)
  }
}

/** A whole body. */
export function renderBody(blocks: readonly PrintedBlock[], language: Language): Markup {
  return markup`${blocks.map((block) => renderBlock(block, language))}`
}
