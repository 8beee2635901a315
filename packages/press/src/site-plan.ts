// Which files a site has, and what each of them is made of, without making any.
import type { Bilingual, Language, PlainDate, StandingStory } from '@cronista/newsroom'
import { languages } from '@cronista/newsroom'
import {
  archivePaths,
  BILINGUAL_FRONT,
  feedPaths,
  frontPaths,
  NOT_FOUND,
  penNamePaths,
  seriesPaths,
  SITEMAP,
  storyPaths,
  writePaths,
  yearPaths,
} from './addresses.ts'
import { renderArticle } from './article.ts'
import { changedOn, type Edition } from './edition.ts'
import { renderExplanation } from './explanation.ts'
import { feedContentOf, renderFeed } from './feed.ts'
import type { Fingerprints } from './fingerprints.ts'
import {
  bilingualContentOf,
  frontContentOf,
  renderBilingualFront,
  renderLanguageFront,
  type FrontContent,
} from './front.ts'
import {
  renderArchivePage,
  renderPenNamePage,
  renderSeriesPage,
  renderYearPage,
} from './list-pages.ts'
import type { Markup } from './markup.ts'
import { pageBytes } from './markup.ts'
import { renderNotFound } from './not-found.ts'
import { PressError } from './press-error.ts'
import type { Site } from './site.ts'
import { renderSitemap, type ListedPair } from './sitemap.ts'
import { renderWithdrawnPage } from './withdrawn-page.ts'

/** A file that can be made at any time. */
export interface PlannedFile {
  readonly path: string
  /** Names everything that `render` uses, but for the site: equal keys, equal bytes. */
  readonly key: string
  readonly render: () => Uint8Array
}

/** Every file of a site, each once, and the pages that are one another's translation. */
export interface SitePlan {
  readonly files: ReadonlyMap<string, PlannedFile>
  readonly pairs: readonly Bilingual[]
}

/** What does not change while the press is open. */
const SAME = 'same'

/** Takes files as they are planned, and refuses a second one at an address. */
class PlanBuilder {
  readonly files = new Map<string, PlannedFile>()
  readonly pairs: Bilingual[] = []
  readonly listed: ListedPair[] = []

  put(path: string, key: string, render: () => Uint8Array): void {
    if (this.files.has(path)) throw new PressError('slug-taken')
    this.files.set(path, { path, key, render })
  }

  page(path: string, key: string, render: () => Markup): void {
    this.put(path, key, () => pageBytes(render()))
  }

  both(paths: Bilingual, key: string, render: (language: Language) => Markup): void {
    for (const language of languages) this.page(paths[language], key, () => render(language))
    this.pairs.push(paths)
  }

  list(paths: Bilingual, day?: PlainDate): void {
    this.listed.push(day === undefined ? { paths } : { paths, changedOn: day })
  }
}

function keyOfFront(fingerprints: Fingerprints, { stories, series }: FrontContent): string {
  const groups = series.map((group) => fingerprints.ofAll(group.stories, group.heading))
  return fingerprints.ofAll(stories, 'front', groups)
}

function planFronts(plan: PlanBuilder, site: Site, edition: Edition, prints: Fingerprints): void {
  const bilingual = bilingualContentOf(edition)
  plan.page(BILINGUAL_FRONT, keyOfFront(prints, bilingual), () =>
    renderBilingualFront(site, bilingual),
  )
  const content = frontContentOf(edition)
  plan.both(frontPaths, keyOfFront(prints, content), (language) =>
    renderLanguageFront(site, content, language),
  )
  plan.list(frontPaths)
  const followed = feedContentOf(edition)
  const key = prints.ofAll(followed)
  for (const language of languages)
    plan.page(feedPaths[language], key, () => renderFeed(site, followed, language))
}

function planStories(plan: PlanBuilder, site: Site, edition: Edition, prints: Fingerprints): void {
  const beside = new Map<StandingStory, { previous?: StandingStory; next?: StandingStory }>()
  for (const { stories } of edition.series)
    stories.forEach((standing, index) => {
      const [previous, next] = [stories[index - 1], stories[index + 1]]
      beside.set(standing, { ...(previous && { previous }), ...(next && { next }) })
    })
  for (const standing of edition.newest) {
    const parts = { standing, ...beside.get(standing) }
    const around = [parts.previous, parts.next].map((story) => (story ? prints.of(story) : ''))
    const key = [prints.of(standing), ...around].join(' ')
    const paths = storyPaths(standing.story.slug)
    plan.both(paths, key, (language) => renderArticle(site, parts, language))
    plan.list(paths, changedOn(standing))
  }
  for (const withdrawn of edition.withdrawn)
    plan.both(storyPaths(withdrawn.slug), prints.of(withdrawn), (language) =>
      renderWithdrawnPage(site, withdrawn, language),
    )
}

function planLists(plan: PlanBuilder, site: Site, edition: Edition, prints: Fingerprints): void {
  for (const group of edition.series) {
    const paths = seriesPaths(group.heading.slug)
    plan.both(paths, prints.ofAll(group.stories, group.heading), (language) =>
      renderSeriesPage(site, group, language),
    )
    plan.list(paths)
  }
  for (const group of edition.penNames) {
    const paths = penNamePaths(group.heading)
    plan.both(paths, prints.ofAll(group.stories, group.heading), (language) =>
      renderPenNamePage(site, group, language),
    )
    plan.list(paths)
  }
  for (const group of edition.years) {
    const paths = yearPaths(group.heading)
    plan.both(paths, prints.ofAll(group.stories), (language) =>
      renderYearPage(site, group, language),
    )
    plan.list(paths)
  }
  const years = edition.years.map(({ heading, stories }) => ({
    year: heading,
    count: stories.length,
  }))
  plan.both(archivePaths, JSON.stringify(years), (language) =>
    renderArchivePage(site, years, language),
  )
  plan.list(archivePaths)
}

/** Plans the whole site of `edition`. Throws `slug-malformed`, `slug-taken`. */
export function planSite(site: Site, edition: Edition, prints: Fingerprints): SitePlan {
  const plan = new PlanBuilder()
  for (const asset of [site.stylesheet, site.script, site.icon])
    plan.put(asset.path, SAME, () => asset.bytes)
  planFronts(plan, site, edition, prints)
  plan.both(writePaths, SAME, (language) => renderExplanation(site, language))
  plan.list(writePaths)
  plan.page(NOT_FOUND, SAME, () => renderNotFound(site))
  planStories(plan, site, edition, prints)
  planLists(plan, site, edition, prints)
  plan.page(SITEMAP, prints.ofAll([], plan.listed), () => renderSitemap(site, plan.listed))
  return { files: plan.files, pairs: plan.pairs }
}
