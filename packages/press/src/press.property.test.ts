import { createHash } from 'node:crypto'
import type { SiteStory } from '@cronista/newsroom'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outlineHtml } from './html-outline.fixture.ts'
import { openPress } from './press.ts'
import {
  both,
  edition,
  fileText,
  pagesOf,
  seriesPart,
  sourcesOf,
  standing,
  storySaying,
  withdrawn,
} from './story.fixture.ts'

const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '&lt;b&gt; &amp; &#x3c;',
    '</title><h1>',
    '</script><script>alert(1)</script>',
    '<!-- -->',
    ']]>',
    '\\u003c/script>',
    '${`x`}',
    '\u2028',
  ),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({ unit: 'grapheme', minLength: 1 }),
)

/** What a parser gives back as it got it. */
const printable = hostile.filter((text) => !/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(text))

/** A site in which an author has written `say` wherever an author can write. */
function siteSaying(say: string): ReturnType<ReturnType<typeof openPress>['site']> {
  return openPress(sourcesOf(say)).site([standing(storySaying(say)), withdrawn('b-2', say)])
}

test('whatever an author writes, every page has the same tags and says it as text', () => {
  const plain = siteSaying('x')
  const tags = new Map(
    pagesOf(plain).map((page) => [page, outlineHtml(fileText(plain, page)).tags]),
  )
  fc.assert(
    fc.property(printable, (say) => {
      const site = siteSaying(say)
      for (const [page, expected] of tags)
        expect(outlineHtml(fileText(site, page)).tags).toEqual(expected)
      const { texts, elements, blocks } = outlineHtml(fileText(site, '/en/a-1/'))
      // Name, kicker, headline, summary, place, series, note, two spans, heading, picture, two quotations
      // with where, why once, exact words twice, sourcing, correction.
      expect(texts.filter((text) => text.includes(say)).length).toBeGreaterThanOrEqual(19)
      const description = elements.find(
        ({ attributes }) => attributes.get('name') === 'description',
      )
      expect(description?.attributes.get('content')).toBe(say)
      expect(JSON.parse(blocks[0] ?? '')).toMatchObject({ headline: say, backstory: say })
    }),
    { numRuns: 60 },
  )
})

test('what no parser gives back is refused', () => {
  for (const bad of ['\0', 'a\r', '\u0085', '\ud800', '\ufffe', '\u{1fffe}'])
    for (const story of [standing(storySaying(bad)), withdrawn('a', bad)])
      expect(() => openPress(sourcesOf()).site([story])).toThrow(
        expect.objectContaining({ code: 'text-malformed' }),
      )
})

const slugs = ['a', 'b', 'c', 'd', 'e', 'f']

/** A few stories at a few addresses, in one of many orders: alone, in a series, corrected, withdrawn. */
const editions = fc.uniqueArray(
  fc
    .record({
      slug: fc.constantFrom(...slugs),
      say: fc.constantFrom('uno', 'dos', 'tres'),
      day: fc.constantFrom('2025-12-31', '2026-03-01', '2026-03-02'),
      part: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
      isCorrected: fc.boolean(),
      isWithdrawn: fc.boolean(),
    } as const)
    .map(({ slug, say, day, part, isCorrected, isWithdrawn }): SiteStory => {
      if (isWithdrawn) return withdrawn(slug, say)
      const { series: _, ...story } = storySaying(say, slug, {
        corrections: isCorrected ? [{ madeOn: '2026-03-09', text: both(say) }] : [],
      })
      return standing(part === undefined ? story : { ...story, series: seriesPart(part) }, day)
    }),
  { selector: (story) => (story.kind === 'story' ? story.story.slug.es : story.slug.es) },
)

function hashesOf(site: ReturnType<typeof siteSaying>): readonly string[] {
  return site.list.map(({ path, sha256 }) => `${path} ${String(sha256)}`)
}

test('a press that has printed other editions prints the same bytes as one that has printed nothing, in any order of stories', () => {
  fc.assert(
    fc.property(fc.array(editions, { minLength: 2, maxLength: 4 }), (days) => {
      const press = openPress(sourcesOf())
      for (const stories of days) {
        const cold = openPress(sourcesOf()).site(stories.toReversed())
        const warm = press.site(stories)
        expect(hashesOf(warm)).toEqual(hashesOf(cold))
        expect(warm.pairs).toEqual(cold.pairs)
      }
    }),
    { numRuns: 60 },
  )
})

test('the list names exactly the files, by path, with their sizes and hashes', () => {
  const { list, files } = openPress(sourcesOf()).site(edition)
  expect(list.map(({ path }) => path)).toEqual([...files.keys()].toSorted())
  for (const { path, size, sha256 } of list) {
    const bytes = files.get(path)!
    expect(size).toBe(bytes.length)
    expect(createHash('sha256').update(bytes).digest().equals(sha256)).toBe(true)
  }
})
