import { isReleasePath, type Random, type ReleaseFile } from '@cronista/protocol'

const PROBES_PER_FOLDER = 3
const MAX_FOLDERS = 12
const TRIES = 40
const FEWEST_WORDS = 6
/** For a site that is too young to have words of its own. */
const commonSlugs: Readonly<Record<'/en/' | '/es/', readonly (readonly string[])[]>> = {
  '/en/': [
    ['who', 'pays', 'for', 'water'],
    ['city', 'night'],
    ['first', 'story'],
  ],
  '/es/': [
    ['quien', 'paga', 'el', 'agua'],
    ['noche', 'ciudad'],
    ['primera', 'nota'],
  ],
} as const

/** Paths that a release does not list and that look like those it does: in every folder that holds
 *  pages, at the root and in both languages at least, several names of as many words as a listed name
 *  of that language has, made of those words. */
export function unlistedPaths(random: Random, files: readonly ReleaseFile[]): readonly string[] {
  const listed = new Set(files.map(({ path }) => path))
  const pages = [...listed].filter((path) => path.endsWith('/') && path !== '/')
  const folders = new Set(['/', '/en/', '/es/', ...shuffled(random, pages.map(folderOf))])
  const made = new Set<string>()
  const isFree = (path: string) => isReleasePath(path) && !listed.has(path) && !made.has(path)
  for (const folder of [...folders].slice(0, MAX_FOLDERS)) {
    const slugs = slugsLike(folder, pages)
    for (let left = PROBES_PER_FOLDER; left > 0; left--) {
      const path = freePathIn(random, folder, slugs, isFree)
      if (path !== undefined) made.add(path)
    }
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
  return isYoung ? [...slugs, ...languages.flatMap((language) => commonSlugs[language])] : slugs
}

function freePathIn(
  random: Random,
  folder: string,
  slugs: readonly (readonly string[])[],
  isFree: (path: string) => boolean,
): string | undefined {
  for (let tries = 0; tries < TRIES; tries++) {
    // Where every short name is taken, a longer one is free.
    const length = pick(random, slugs).length + Math.floor(tries / 4)
    const path = `${folder}${wordsOf(random, slugs.flat(), length).join('-')}/`
    if (isFree(path)) return path
  }
  return undefined
}

/** So many of these words, no word twice while there are others. */
function wordsOf(random: Random, words: readonly string[], length: number): readonly string[] {
  const chosen: string[] = []
  while (chosen.length < length) {
    const others = words.filter((word) => !chosen.includes(word))
    chosen.push(pick(random, others.length > 0 ? others : words))
  }
  return chosen
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
