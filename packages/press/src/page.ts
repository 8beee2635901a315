/**
 * The frame of every page: head, demonstration banner, masthead, footer. No inline style and no script
 * that runs inline, so that the strictest Content-Security-Policy holds; complete before, and without,
 * the script. Nothing in a frame depends on what else has been published, but for a front page's date.
 */
import { languages, type Bilingual, type Language, type PlainDate } from '@cronista/newsroom'
import { CELL_BYTES } from '@cronista/protocol'
import { absolute, archivePaths, BILINGUAL_FRONT, feedPaths, writePaths } from './addresses.ts'
import { grouped } from './grouped.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { renderMasthead } from './masthead.ts'
import type { Site } from './site.ts'
import { wordingOf } from './wording.ts'

/** One page, before its frame. */
export interface Page {
  /** The paper's name is a front page's first heading; another page brings its own `<h1>`. A page that
   *  tells of an absence is not to be found by searching. */
  readonly kind: 'absence' | 'front' | 'inside'
  readonly path: string
  /** Of a page in both languages: the one that its frame speaks first. */
  readonly language: Language
  readonly isBilingual?: true
  readonly title: string
  readonly description: string
  /** The addresses of this page, or of what stands for it, in each language. */
  readonly paths: Bilingual
  /** On a front page: of its newest story. */
  readonly date?: PlainDate | undefined
  /** What machines read beside the text. */
  readonly about?: Markup
  readonly content: Markup
}

/** The languages that the frame of `page` speaks. */
function spokenOn(page: Page): readonly Language[] {
  return page.isBilingual ? languages : [page.language]
}

function renderAddresses(site: Site, page: Page): Markup {
  if (page.kind === 'absence') return markup`<meta name="robots" content="noindex">\n`
  const alternates = languages.map(
    (language) =>
      markup`<link rel="alternate" hreflang="${language}" href="${absolute(site, page.paths[language])}">\n`,
  )
  const either =
    page.kind === 'front' &&
    markup`<link rel="alternate" hreflang="x-default" href="${absolute(site, BILINGUAL_FRONT)}">\n`
  return markup`<link rel="canonical" href="${absolute(site, page.path)}">\n${alternates}${either || undefined}`
}

function renderHead(site: Site, page: Page): Markup {
  const feeds = spokenOn(page).map(
    (language) =>
      markup`<link rel="alternate" type="application/atom+xml" hreflang="${language}" title="${wordingOf(language).feed}" href="${feedPaths[language]}">\n`,
  )
  return markup`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${page.title}</title>
<meta name="description" content="${page.description}">
<link rel="stylesheet" href="${site.stylesheet.path}" integrity="${site.stylesheet.integrity}">
<link rel="icon" type="image/svg+xml" href="${site.icon.path}">
${renderAddresses(site, page)}${feeds}${renderScript(site)}
${page.about}</head>`
}

/** The script is loaded a second time, to do nothing: V8 then keeps its compiled code at once, and not on the
 *  next page, with traces of what was done on this one. Both tags are `async`: the one for which Chromium has
 *  compiled the script beside the page is then the one that runs first, whichever that is
 *  (docs/adr/0029-the-script-is-loaded-twice.md). */
function renderScript({ script }: Site): Markup {
  const { path, integrity } = script
  const tag = markup`<script src="${path}" integrity="${integrity}" crossorigin async></script>`
  return markup`${tag}${tag}`
}

function renderDemoBanner(site: Site, page: Page): Markup | undefined {
  if (site.schedule.name !== 'demo') return undefined
  const sentences = spokenOn(page).map(
    (language) =>
      markup`<p lang="${language}"><b>${wordingOf(language).demoTitle}</b> ${wordingOf(language).demo}</p>\n`,
  )
  return markup`<aside class="demo" aria-label="${wordingOf(page.language).demoTitle}">\n${sentences}</aside>\n`
}

function renderFooter(site: Site, page: Page): Markup {
  const [least, most] = site.schedule.tickMillis
  const seconds = String(Math.round((least + most) / 2000))
  const notes = spokenOn(page).map((language) => {
    const words = wordingOf(language)
    return markup`<div lang="${language}">
<p>${words.colophon}</p>
<p><a href="${writePaths[language]}">${words.howToWrite}</a> <a href="${archivePaths[language]}">${words.archive}</a> <a href="${feedPaths[language]}">${words.feed}</a></p>
<p>${words.coverFooter(seconds, grouped(CELL_BYTES))}</p>
<noscript><p>${words.withoutScript}</p></noscript>
<p class="stop">${words.stopCost} <button type="button" data-cronista-stop hidden>${words.stop}</button></p>
</div>
`
  })
  return markup`<footer>
${notes}</footer>`
}

/** A whole page in its frame. */
export function renderPage(site: Site, page: Page): Markup {
  return markup`<!DOCTYPE html>
<html lang="${page.language}">
${renderHead(site, page)}
<body>
<a class="skip" href="#text">${wordingOf(page.language).skip}</a>
${renderDemoBanner(site, page)}${renderMasthead(site, page)}
<main id="text">
${page.content}</main>
${renderFooter(site, page)}
</body>
</html>
`
}
