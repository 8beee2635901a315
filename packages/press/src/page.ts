/**
 * The frame of every page: head, demonstration banner, masthead, footer. No inline style and no inline
 * script, so that the strictest Content-Security-Policy holds; complete before, and without, the script.
 */
import type { Language } from '@cronista/protocol'
import { CELL_BYTES } from '@cronista/protocol'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { weekdayDate } from './plain-date.ts'
import type { Site } from './site.ts'
import { languages } from './story.ts'
import { grouped, wordingOf } from './wording.ts'

/** One page, before its frame. */
export interface Page {
  readonly language: Language
  readonly title: string
  readonly description: string
  /** The addresses of this page in both languages. */
  readonly paths: Readonly<Record<Language, string>>
  /** A front page's first heading is the paper's name; another page brings its own `<h1>`. */
  readonly isFront: boolean
  /** Shown on a page that speaks both languages. */
  readonly isBilingual: boolean
  readonly content: Markup
}

function renderHead(site: Site, page: Page): Markup {
  const alternates = languages.map(
    (language) =>
      markup`<link rel="alternate" hreflang="${language}" href="${page.paths[language]}">\n`,
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
${alternates}<script src="${site.script.path}" integrity="${site.script.integrity}" defer></script>
</head>`
}

function renderDemoBanner(site: Site, page: Page): Markup | undefined {
  if (site.schedule.name !== 'demo') return undefined
  const spoken = page.isBilingual ? languages : [page.language]
  const sentences = spoken.map(
    (language) =>
      markup`<p lang="${language}"><b>${wordingOf(language).demoTitle}</b> ${wordingOf(language).demo}</p>\n`,
  )
  return markup`<aside class="demo" aria-label="${wordingOf(page.language).demoTitle}">\n${sentences}</aside>\n`
}

function renderMasthead(site: Site, page: Page): Markup {
  const words = wordingOf(page.language)
  const newest = site.stories[0]
  const date =
    newest && markup`<p class="date">${weekdayDate(newest.publishedOn, page.language)}</p>\n`
  const name = markup`<a href="/">${site.newsroom.name}</a>`
  const label = page.isBilingual
    ? markup`<span>${wordingOf('es').write}</span> <span lang="en">${wordingOf('en').write}</span>`
    : words.write
  const editions = languages.map((language) => {
    const current = language === page.language && !page.isBilingual
    const label = wordingOf(language).languageName
    return current
      ? markup`<li><a href="${page.paths[language]}" lang="${language}" aria-current="true">${label}</a></li>\n`
      : markup`<li><a href="${page.paths[language]}" lang="${language}" hreflang="${language}">${label}</a></li>\n`
  })
  return markup`<header class="masthead">
${date}${page.isFront ? markup`<h1 class="name">${name}</h1>` : markup`<p class="name">${name}</p>`}
<p class="motto">${site.newsroom.motto[page.language]}</p>
<nav aria-label="${words.navigation}">
<ul>
${editions}</ul>
<p class="write"><button type="button" data-cronista-open hidden>${label}</button>
<noscript><a href="${words.writePath}">${words.howToWrite}</a></noscript></p>
</nav>
</header>`
}

function renderFooter(site: Site, page: Page): Markup {
  const [least, most] = site.schedule.tickMillis
  const seconds = String(Math.round((least + most) / 2000))
  const spoken = page.isBilingual ? languages : [page.language]
  const notes = spoken.map((language) => {
    const words = wordingOf(language)
    return markup`<div lang="${language}">
<p>${words.colophon}</p>
<p>${words.coverFooter(seconds, grouped(CELL_BYTES))} <a href="${words.writePath}">${words.howToWrite}</a>.</p>
<p class="stop">${words.stopCost} <button type="button" data-cronista-stop hidden>${words.stop}</button></p>
<noscript><p>${words.withoutScript}</p></noscript>
</div>
`
  })
  return markup`<footer>
${notes}</footer>`
}

/** A whole page in its frame. */
export function renderPage(site: Site, page: Page): Markup {
  return markup`<!doctype html>
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
