import { join, normalize, sep } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isContentAddressed, sitePathOf } from './site-path.ts'

it.each(['/', '/es/', '/es/historia.html', '/a~b_c-1.2.txt', '/a/b/'])(
  '%s asks for the file of that name',
  (urlPath) => {
    expect(sitePathOf(urlPath)).toBe(urlPath)
  },
)

it.each([
  '',
  'es',
  '//',
  '/../x',
  '/./x',
  '/a/..',
  '/.git/config',
  '/a//b',
  '/a//',
  '/%2e%2e/x',
  '/a%00b',
  '/a\\b',
  '/a b',
  '/ñ',
  `/${'a'.repeat(600)}`,
])('%j asks for nothing', (urlPath) => {
  expect(sitePathOf(urlPath)).toBeUndefined()
})

it('never leads out of the folder, whatever is asked', () => {
  const piece = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', 'a', '.html', '\0', '~', '-')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((all) => `/${all.join('')}`),
      ),
      (asked) => {
        const path = sitePathOf(asked)
        if (path === undefined) return
        expect(normalize(join('/site', path)).startsWith(`/site${sep}`)).toBe(true)
        expect(join('/site', path)).toBe(`/site${path}`)
      },
    ),
    { numRuns: 2_000 },
  )
})

it.each([
  ['/assets/reader.4FZYO82M.js', true],
  ['/assets/a/style-0123abcdef.css', true],
  ['/assets/style.css', false],
  ['/assets/style.min.css', false],
  ['/reader.4FZYO82M.js', false],
])('%s carries a hash: %s', (urlPath, expected) => {
  expect(isContentAddressed(sitePathOf(urlPath)!)).toBe(expected)
})
