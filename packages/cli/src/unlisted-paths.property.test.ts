import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isReleasePath, type Random } from '@cronista/protocol'
import { unlistedPaths } from './unlisted-paths.ts'

/** The same bytes again for the same seed. */
function seeded(seed: number): Random {
  let count = 0
  return (length) =>
    new Uint8Array(createHash('sha256').update(`${seed} ${count++}`).digest()).slice(0, length)
}

function listed(...paths: readonly string[]) {
  return paths.map((path) => ({ path, size: 0, sha256: new Uint8Array(32) }))
}

const stories = ['quien-paga-el-agua', 'la-noche-del-rio', 'tres-pozos-secos']
const site = listed(
  ...['/', '/404.html', '/es/', '/en/', '/es/series/agua-de-todos/', '/en/series/water-for-all/'],
  ...stories.map((slug) => `/es/${slug}/`),
  ...['who-pays-for-water', 'the-river-at-night', 'three-dry-wells'].map((slug) => `/en/${slug}/`),
)

test('are never listed, and stand at the root, in both languages and wherever pages are', () => {
  const word = fc.constantFrom('a', 'b', 'c')
  const slugs = fc.array(word, { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(fc.integer(), fc.uniqueArray(slugs, { maxLength: 40 }), (seed, pages) => {
      const more = pages.map((words) => `/es/${words.join('-')}/`)
      const files = [...site, ...listed(...more)]
      const paths = unlistedPaths(seeded(seed), files)
      for (const folder of ['/', '/es/', '/en/', '/es/series/', '/en/series/'])
        expect(
          paths.filter((path) => path.replace(/[^/]+\/$/u, '') === folder).length,
        ).toBeGreaterThanOrEqual(3)
      for (const path of paths) {
        expect(files.some((file) => file.path === path)).toBe(false)
        expect(isReleasePath(path)).toBe(true)
      }
    }),
  )
})

test('have the words and the length of names in their language, so that no shape tells them', () => {
  const words = new Set(stories.concat('agua-de-todos').flatMap((slug) => slug.split('-')))
  for (let seed = 0; seed < 50; seed++)
    for (const path of unlistedPaths(seeded(seed), site)) {
      const slug = (path.split('/').at(-2) ?? '').split('-')
      expect([path, [3, 4]]).toEqual([path, expect.arrayContaining([slug.length])])
      if (path.startsWith('/es/')) for (const word of slug) expect(words).toContain(word)
    }
})

test('are there for a site that has no story yet', () => {
  const paths = unlistedPaths(seeded(1), listed('/', '/es/', '/en/'))
  expect(new Set(paths).size).toBe(9)
})
