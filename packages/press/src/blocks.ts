import {
  languages,
  type Language,
  type Picture,
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

/** Why readers are not told the full name: once for each speaker of a body, where they first speak. */
class Reasons {
  readonly #told = new Set<string>()

  render({ label, unnamedBecause }: PrintedSpeaker, language: Language): Markup | undefined {
    if (unnamedBecause === undefined) return undefined
    const told = JSON.stringify([label[language], unnamedBecause[language]])
    if (this.#told.has(told)) return undefined
    this.#told.add(told)
    return markup`<p>${wordingOf(language).unnamedBecause} ${unnamedBecause[language]}</p>`
  }
}

function renderQuotation(
  quotation: Quotation<PrintedSpeaker>,
  language: Language,
  reasons: Reasons,
): Markup {
  const { speaker, where, saidOn, figures } = quotation
  const estimate =
    figures === 'own-estimate' && markup`<p class="estimate">${wordingOf(language).ownEstimate}</p>`
  return markup`<figure>
<blockquote><p>${renderSpans(quotation.text[language])}</p></blockquote>
<figcaption><p><b>${speaker.label[language]}</b><br>${where[language]}, <time datetime="${saidOn}">${longDate(saidOn, language)}</time></p>${estimate || undefined}${reasons.render(speaker, language)}${renderOriginal(quotation, language)}</figcaption>
</figure>
`
}

/** What a picture shows that is not there: no image, and so no file that could say more. */
function renderPicture({ text }: Picture, language: Language): Markup {
  return markup`<figure class="unprinted">
<figcaption><p><b>${wordingOf(language).pictureSeen}</b></p><p>${renderSpans(text[language])}</p></figcaption>
</figure>
`
}

function renderBlock(block: PrintedBlock, language: Language, reasons: Reasons): Markup {
  switch (block.kind) {
    case 'paragraph':
      return markup`<p>${renderSpans(block.text[language])}</p>\n`
    case 'heading':
      return markup`<h2>${renderSpans(block.text[language])}</h2>\n`
    case 'picture':
      return renderPicture(block, language)
    case 'quotation':
      return renderQuotation(block, language, reasons)
  }
}

/** A whole body, in one of its languages. */
export function renderBody(blocks: readonly PrintedBlock[], language: Language): Markup {
  const reasons = new Reasons()
  return markup`${blocks.map((block) => renderBlock(block, language, reasons))}`
}
