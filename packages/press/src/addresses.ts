// Every address of the site is made here, from slugs that are checked where they are used.
import { languages, type Bilingual, type Language, type PrintedPenName } from '@cronista/newsroom'
import { PressError } from './press-error.ts'
import type { Site } from './site.ts'

const SLUG_CHARACTERS = 80

/** The front page in both languages at once. */
export const BILINGUAL_FRONT = '/'

/** What a relay answers where there is nothing. */
export const NOT_FOUND = '/404.html'

/** For crawlers: every page that is to be found. */
export const SITEMAP = '/sitemap.xml'

/** The front page of each language. */
export const frontPaths: Bilingual = { es: '/es/', en: '/en/' }

/** Where it is explained how to write to the newsroom. */
export const writePaths: Bilingual = { es: '/es/escribir/', en: '/en/write/' }

/** The Atom feed of each language. */
export const feedPaths: Bilingual = { es: '/es/feed.atom', en: '/en/feed.atom' }

/** The years of which there are stories. */
export const archivePaths: Bilingual = { es: '/es/archivo/', en: '/en/archive/' }

const seriesFolders: Bilingual = { es: '/es/series/', en: '/en/series/' }
const penNameFolders: Bilingual = { es: '/es/firmas/', en: '/en/pen-names/' }

function under(folders: Bilingual, slug: Bilingual): Bilingual {
  for (const language of languages)
    if (
      slug[language].length > SLUG_CHARACTERS ||
      !/^[0-9a-z]+(?:-[0-9a-z]+)*$/u.test(slug[language])
    )
      throw new PressError('slug-malformed')
  return { es: `${folders.es}${slug.es}/`, en: `${folders.en}${slug.en}/` }
}

/** Where a story stands, or stood. Throws `slug-malformed`. */
export function storyPaths(slug: Bilingual): Bilingual {
  return under(frontPaths, slug)
}

/** The page of a series. Throws `slug-malformed`. */
export function seriesPaths(slug: Bilingual): Bilingual {
  return under(seriesFolders, slug)
}

/** The page of a pen name: its slug is the same in both languages, like the name. Throws `slug-malformed`. */
export function penNamePaths({ slug }: PrintedPenName): Bilingual {
  return under(penNameFolders, { es: slug, en: slug })
}

/** The stories of one year, written with four digits. */
export function yearPaths(year: string): Bilingual {
  return under(archivePaths, { es: year, en: year })
}

/** `path` on the newsroom's own origin, for whatever is read away from the site. */
export function absolute(site: Site, path: string): string {
  return `${site.newsroom.origin}${path}`
}

/** Both absolute addresses. */
export function absoluteBoth(site: Site, paths: Bilingual): Record<Language, string> {
  return { es: absolute(site, paths.es), en: absolute(site, paths.en) }
}
