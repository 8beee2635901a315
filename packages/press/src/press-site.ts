/**
 * From stories to the files of the site. Pure: the same stories, script, newsroom and schedule give the
 * same bytes on every machine, so that a second person can rebuild what the first one built.
 */
import { concatBytes, type Language, type Schedule } from '@cronista/protocol'
import { renderArticle } from './article.ts'
import { contentAddressed } from './assets.ts'
import { renderExplanation } from './explanation.ts'
import { renderBilingualFront, renderLanguageFront } from './front.ts'
import type { Markup } from './markup.ts'
import { pageBytes } from './markup.ts'
import { renderNotFound } from './not-found.ts'
import { PressError } from './press-error.ts'
import type { Newsroom, Site } from './site.ts'
import { storyPath } from './site.ts'
import type { Story } from './story.ts'
import { languages } from './story.ts'
import { icon } from './icon.ts'
import { stylesheet } from './stylesheet.ts'
import { wordingOf } from './wording.ts'

/** All that a site is made of. */
export interface SiteSources {
  readonly stories: readonly Story[]
  readonly newsroom: Newsroom
  /** The reader bundle, the same for every newsroom. */
  readonly readerScript: Uint8Array
  readonly schedule: Schedule
}

/** Files by path. A path that ends in `/` is the page served there. */
export type SiteFiles = ReadonlyMap<string, Uint8Array>

const utf8 = new TextEncoder()

/** Writes the newsroom that the script trusts in front of it, but after a first line that speaks to the
 *  engine (`//# allFunctionsCalledOnLoad`), which counts only where it stands. */
function pinNewsroom(readerScript: Uint8Array, newsroomId: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(newsroomId)) throw new PressError('newsroom-malformed')
  const speaksToEngine =
    readerScript[0] === 0x2f && readerScript[1] === 0x2f && readerScript[2] === 0x23
  const head = speaksToEngine ? readerScript.indexOf(0x0a) + 1 : 0
  const pin = utf8.encode(`self.cronistaNewsroom="${newsroomId}";\n`)
  return concatBytes(readerScript.subarray(0, head), pin, readerScript.subarray(head))
}

function refuseMalformedSlug(story: Story, language: Language): void {
  const { slug } = story.text[language]
  if (slug.length > 80 || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    throw new PressError('slug-malformed')
}

function newestFirst(stories: readonly Story[]): readonly Story[] {
  return [...stories].sort((a, b) => {
    if (a.publishedOn !== b.publishedOn) return a.publishedOn < b.publishedOn ? 1 : -1
    return a.text.es.slug < b.text.es.slug ? -1 : 1
  })
}

/** Every file of the site. Throws `PressError`: `text-malformed`, `date-malformed`, `slug-malformed`, `slug-taken`, `newsroom-malformed`. */
export function pressSite(sources: SiteSources): SiteFiles {
  const site: Site = {
    newsroom: sources.newsroom,
    schedule: sources.schedule,
    stories: newestFirst(sources.stories),
    stylesheet: contentAddressed('site', 'css', utf8.encode(stylesheet)),
    script: contentAddressed(
      'reader',
      'js',
      pinNewsroom(sources.readerScript, sources.newsroom.id),
    ),
    icon: contentAddressed('icon', 'svg', utf8.encode(icon)),
  }
  const files = new Map<string, Uint8Array>()
  const put = (path: string, bytes: Uint8Array): void => {
    if (files.has(path)) throw new PressError('slug-taken')
    files.set(path, bytes)
  }
  const putPage = (path: string, page: Markup): void => {
    put(path, pageBytes(page))
  }
  for (const asset of [site.stylesheet, site.script, site.icon]) put(asset.path, asset.bytes)
  putPage('/', renderBilingualFront(site))
  putPage('/404.html', renderNotFound(site))
  for (const language of languages) {
    putPage(`/${language}/`, renderLanguageFront(site, language))
    putPage(wordingOf(language).writePath, renderExplanation(site, language))
    for (const story of site.stories) {
      refuseMalformedSlug(story, language)
      putPage(storyPath(story, language), renderArticle(site, story, language))
    }
  }
  return files
}
