// The front pages: one with both languages side by side, and one for each language, with its lead
// story, what stands beside and below it, the series, and the headlines of the days before.
import {
  languages,
  type Language,
  type PrintedSeries,
  type StandingStory,
} from '@cronista/newsroom'
import { BILINGUAL_FRONT, frontPaths, seriesPaths, storyPaths } from './addresses.ts'
import { renderSpans } from './blocks.ts'
import type { Edition, Group } from './edition.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { renderPage } from './page.ts'
import type { Site } from './site.ts'
import { renderHeadline, renderTeaser } from './teaser.ts'
import { wordingOf } from './wording.ts'

const BESIDE = 2
const BELOW = 4
const HEADLINES = 20
const PAIRS = 7
const SERIES = 3
const PARTS = 4

/** What a front page is made of: not more of an edition than it shows. */
export interface FrontContent {
  readonly stories: readonly StandingStory[]
  readonly series: readonly Group<PrintedSeries>[]
}

/** The front page of one language: its newest stories, and of each of the latest series the last parts. */
export function frontContentOf({ newest, series }: Edition): FrontContent {
  return {
    stories: newest.slice(0, 1 + BESIDE + BELOW + HEADLINES),
    series: series
      .slice(0, SERIES)
      .map(({ heading, stories }) => ({ heading, stories: stories.slice(-PARTS) })),
  }
}

/** The front page of both languages. */
export function bilingualContentOf({ newest }: Edition): FrontContent {
  return { stories: newest.slice(0, PAIRS), series: [] }
}

/** The first two paragraphs, so that a reader is in the story before having opened it. */
function renderOpening({ story }: StandingStory, language: Language): Markup | undefined {
  const [first, second] = story.blocks
    .filter((block) => block.kind === 'paragraph')
    .map((block) => renderSpans(block.text[language]))
  const link = markup`<a href="${storyPaths(story.slug)[language]}">${wordingOf(language).readOn}</a>`
  return (
    first &&
    markup`<div class="opening">
<p>${first}</p>
${second && markup`<p>${second}</p>\n`}<p>${link}</p>
</div>
`
  )
}

function renderSeries({ heading, stories }: Group<PrintedSeries>, language: Language): Markup {
  const parts = stories.map(
    ({ story }) =>
      markup`<li value="${story.series?.part ?? 0}"><a href="${storyPaths(story.slug)[language]}">${story.headline[language]}</a></li>\n`,
  )
  return markup`<section class="of-series">
<p class="kicker">${wordingOf(language).series}</p>
<h2><a href="${seriesPaths(heading.slug)[language]}">${heading.title[language]}</a></h2>
<ol>
${parts}</ol>
</section>
`
}

function renderArticles(
  stories: readonly StandingStory[],
  language: Language,
  place: string,
): Markup | undefined {
  if (stories.length === 0) return undefined
  const articles = stories.map(
    (standing) => markup`<article>\n${renderTeaser(standing, language)}</article>\n`,
  )
  return markup`<div class="${place}">\n${articles}</div>\n`
}

function renderHeadlines(
  stories: readonly StandingStory[],
  language: Language,
): Markup | undefined {
  if (stories.length === 0) return undefined
  return markup`<section class="headlines">
<h2>${wordingOf(language).moreStories}</h2>
<ul>
${stories.map((standing) => renderHeadline(standing, language))}</ul>
</section>
`
}

function renderNothing(spoken: readonly Language[]): Markup {
  return markup`${spoken.map((language) => markup`<p class="nothing" lang="${language}">${wordingOf(language).nothingYet}</p>\n`)}`
}

/** `/es/` and `/en/`. */
export function renderLanguageFront(site: Site, content: FrontContent, language: Language): Markup {
  const { stories, series } = content
  const [lead, ...others] = stories
  const beside = others.slice(0, BESIDE)
  const below = others.slice(BESIDE, BESIDE + BELOW)
  const shown =
    lead === undefined
      ? renderNothing([language])
      : markup`<div class="front">
<article class="lead">
${renderTeaser(lead, language)}${renderOpening(lead, language)}</article>
${renderArticles(beside, language, 'beside')}${renderArticles(below, language, 'below')}${series.length > 0 ? markup`<div class="all-series">\n${series.map((one) => renderSeries(one, language))}</div>\n` : undefined}${renderHeadlines(others.slice(BESIDE + BELOW), language)}</div>
`
  return renderPage(site, {
    kind: 'front',
    path: frontPaths[language],
    language,
    title: `${site.newsroom.name}: ${site.newsroom.motto[language]}`,
    description: site.newsroom.motto[language],
    paths: frontPaths,
    date: lead?.publishedOn,
    content: shown,
  })
}

/** `/`: every story in both languages, neither before the other but for the order of reading. */
export function renderBilingualFront(site: Site, { stories }: FrontContent): Markup {
  const pairs = stories.map(
    (standing) => markup`<article>
${languages.map((one) => markup`<div class="half" lang="${one}">\n${renderTeaser(standing, one)}</div>\n`)}</article>
`,
  )
  const fronts = languages.map(
    (one) =>
      markup`<p class="half" lang="${one}"><a href="${frontPaths[one]}">${wordingOf(one).wholeFront}</a></p>\n`,
  )
  return renderPage(site, {
    kind: 'front',
    path: BILINGUAL_FRONT,
    language: 'es',
    isBilingual: true,
    title: `${site.newsroom.name}: ${site.newsroom.motto.es}`,
    description: site.newsroom.motto.es,
    paths: frontPaths,
    date: stories[0]?.publishedOn,
    content: markup`<div class="both">
${pairs.length > 0 ? pairs : renderNothing(languages)}<div class="fronts">
${fronts}</div>
</div>
`,
  })
}
