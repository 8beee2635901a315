import { languages, type Bilingual, type PlainDate } from '@cronista/newsroom'
import { absolute } from './addresses.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import type { Site } from './site.ts'

// sitemaps.org allows 50,000 addresses; each pair is two.
const PAIRS = 25_000

/** Two pages that are one another's translation, and the day on which they last changed, if it is known. */
export interface ListedPair {
  readonly paths: Bilingual
  readonly changedOn?: PlainDate
}

/** `/sitemap.xml`, with the language of each page and where its translation is: the first 25,000 pairs. */
export function renderSitemap(site: Site, pairs: readonly ListedPair[]): Markup {
  const urls = pairs.slice(0, PAIRS).flatMap(({ paths, changedOn }) => {
    const alternates = languages.map(
      (language) =>
        markup`<xhtml:link rel="alternate" hreflang="${language}" href="${absolute(site, paths[language])}"/>`,
    )
    const day = changedOn && markup`<lastmod>${changedOn}</lastmod>`
    return languages.map(
      (language) =>
        markup`<url><loc>${absolute(site, paths[language])}</loc>${day}${alternates}</url>\n`,
    )
  })
  return markup`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls}</urlset>
`
}
