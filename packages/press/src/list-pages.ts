// The pages that list stories: of a series, of a pen name, of a year, and the years themselves.
import type {
  Bilingual,
  Language,
  PrintedPenName,
  PrintedSeries,
  StandingStory,
} from '@cronista/newsroom'
import { archivePaths, penNamePaths, seriesPaths, yearPaths } from './addresses.ts'
import type { Group } from './edition.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { renderPage } from './page.ts'
import type { Site } from './site.ts'
import { renderHeadline, renderTeaser } from './teaser.ts'
import { wordingOf } from './wording.ts'

interface ListPage {
  readonly kicker?: string
  readonly title: string
  readonly note: string
  readonly paths: Bilingual
  readonly list: Markup
}

function renderListPage(site: Site, language: Language, page: ListPage): Markup {
  const { kicker, title, note, paths, list } = page
  return renderPage(site, {
    kind: 'inside',
    path: paths[language],
    language,
    title: `${title} · ${site.newsroom.name}`,
    description: note,
    paths,
    content: markup`<div class="listing">
<header>
${kicker === undefined ? undefined : markup`<p class="kicker">${kicker}</p>\n`}<h1>${title}</h1>
<p class="standfirst">${note}</p>
</header>
${list}</div>
`,
  })
}

function renderTeasers(stories: readonly StandingStory[], language: Language): Markup {
  return markup`${stories.map((standing) => markup`<article>\n${renderTeaser(standing, language)}</article>\n`)}`
}

/** The parts of a series, the first one first. */
export function renderSeriesPage(
  site: Site,
  { heading, stories }: Group<PrintedSeries>,
  language: Language,
): Markup {
  const words = wordingOf(language)
  const parts = stories.map(
    (standing) => markup`<article>
<p class="part">${words.part(standing.story.series?.part ?? 0)}</p>
${renderTeaser(standing, language)}</article>
`,
  )
  return renderListPage(site, language, {
    kicker: words.series,
    title: heading.title[language],
    note: words.storyCount(stories.length),
    paths: seriesPaths(heading.slug),
    list: markup`${parts}`,
  })
}

/** What has been signed with a pen name, the newest first, under a plain word on what a pen name is. */
export function renderPenNamePage(
  site: Site,
  { heading, stories }: Group<PrintedPenName>,
  language: Language,
): Markup {
  const words = wordingOf(language)
  return renderListPage(site, language, {
    kicker: words.penName,
    title: heading.name,
    note: words.penNameNote(heading.name),
    paths: penNamePaths(heading),
    list: renderTeasers(stories, language),
  })
}

/** The headlines of one year, the newest first. */
export function renderYearPage(
  site: Site,
  { heading, stories }: Group<string>,
  language: Language,
): Markup {
  const words = wordingOf(language)
  return renderListPage(site, language, {
    title: words.archiveOf(heading),
    note: words.storyCount(stories.length),
    paths: yearPaths(heading),
    list: markup`<ul class="days">
${stories.map((standing) => renderHeadline(standing, language))}</ul>
`,
  })
}

/** A year and how much was published in it. */
export interface YearCount {
  readonly year: string
  readonly count: number
}

/** The years, the newest first. */
export function renderArchivePage(
  site: Site,
  years: readonly YearCount[],
  language: Language,
): Markup {
  const words = wordingOf(language)
  const items = years.map(
    ({ year, count }) =>
      markup`<li><a href="${yearPaths(year)[language]}">${year}</a> <span>${words.storyCount(count)}</span></li>\n`,
  )
  return renderListPage(site, language, {
    title: words.archive,
    note: years.length > 0 ? words.archiveNote : words.nothingYet,
    paths: archivePaths,
    list: years.length > 0 ? markup`<ul class="days">\n${items}</ul>\n` : markup``,
  })
}
