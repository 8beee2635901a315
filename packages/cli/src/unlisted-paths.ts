import type { Random, ReleaseFile } from '@cronista/protocol'

const PROBES_PER_FOLDER = 3
const MAX_FOLDERS = 12
const FEWEST_WORDS = 6
/** For a site that is too young to have words of its own. */
const commonWords = {
  '/en/': ['a', 'story', 'city', 'who', 'pays', 'for', 'water', 'the', 'night'],
  '/es/': ['una', 'nota', 'ciudad', 'quien', 'paga', 'por', 'el', 'agua', 'noche'],
} as const

/** Paths that a release does not list and that look like those it does: in every folder that holds
 *  pages, at the root and in both languages at least, several names of as many words as a listed name
 *  of that language has, made of those words. */
export function unlistedPaths(random: Random, files: readonly ReleaseFile[]): readonly string[] {
  const listed = new Set(files.map(({ path }) => path))
  const pages = [...listed].filter((path) => path.endsWith('/') && path !== '/')
  const folders = new Set(['/', '/en/', '/es/', ...shuffled(random, pages.map(folderOf))])
  const made = new Set<string>()
  for (const folder of [...folders].slice(0, MAX_FOLDERS)) {
    const slugs = slugsLike(folder, pages)
    for (let left = PROBES_PER_FOLDER; left > 0; left--)
      made.add(unlistedIn(random, folder, slugs, (path) => listed.has(path) || made.has(path)))
  }
  return [...made]
}

function folderOf(page: string): string {
  return page.slice(0, page.lastIndexOf('/', page.length - 2) + 1)
}

/** The names of pages, each as its words, in the language of a folder; in both for the root. */
function slugsLike(folder: string, pages: readonly string[]): readonly (readonly string[])[] {
  const languages = (['/es/', '/en/'] as const).filter(
    (language) => folder.startsWith(language) || !/^\/e[ns]\//u.test(folder),
  )
  const slugs = languages.flatMap((language) =>
    pages
      .filter((page) => page.startsWith(language) && page !== language)
      .map((page) => page.slice(folderOf(page).length, -1).split('-')),
  )
  const isYoung = new Set(slugs.flat()).size < FEWEST_WORDS
  return isYoung ? [...slugs, ...languages.map((language) => commonWords[language])] : slugs
}

function unlistedIn(
  random: Random,
  folder: string,
  slugs: readonly (readonly string[])[],
  isTaken: (path: string) => boolean,
): string {
  const words = slugs.flat()
  const slug = pick(random, slugs).map(() => pick(random, words))
  // Of names with few words each may be taken; with one word more, ever again, one is free.
  while (isTaken(`${folder}${slug.join('-')}/`)) slug.push(pick(random, words))
  return `${folder}${slug.join('-')}/`
}

function shuffled(random: Random, items: readonly string[]): readonly string[] {
  return [...new Set(items)]
    .map((item) => ({ item, rank: numberBelow(random, 2 ** 32) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[numberBelow(random, items.length)]
  if (item === undefined) throw new RangeError('something to choose from')
  return item
}

/** Even enough for names: 32 bits for a few thousand choices. */
function numberBelow(random: Random, count: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = random(4)
  return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) % count
}
