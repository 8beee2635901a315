import { parseAtomFeed } from 'feedsmith'
import { expect, test } from 'vitest'
import { openPress } from './press.ts'
import {
  both,
  daysFrom,
  editionSite,
  fileText,
  sourcesOf,
  standing,
  storySaying,
  withdrawn,
} from './story.fixture.ts'

const site = editionSite()

function feedOf(language: 'en' | 'es', files = site): ReturnType<typeof parseAtomFeed> {
  return parseAtomFeed(fileText(files, `/${language}/feed.atom`))
}

const urn = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u

test.each(['es', 'en'] as const)(
  'the feed in %s is one, for a parser that is not ours',
  (language) => {
    const feed = feedOf(language)
    expect(feed).toMatchObject({
      title: { value: 'El Ejemplo' },
      subtitle: { value: 'El Ejemplo' },
      updated: '2026-03-09T12:00:00Z',
      authors: [{ name: 'El Ejemplo' }],
    })
    expect(feed.id).toMatch(urn)
    expect(feed.links?.find(({ rel }) => rel === 'self')?.href).toBe(
      `https://example.org/${language}/feed.atom`,
    )
    expect(feed.entries).toHaveLength(4)
    for (const entry of feed.entries ?? []) {
      expect(entry.id).toMatch(urn)
      expect(entry.title?.value).toMatch(/\S/u)
      expect(entry.updated).toMatch(/^2\d{3}-\d\d-\d\dT12:00:00Z$/u)
      expect(entry.links?.[0]).toMatchObject({ rel: 'alternate', hreflang: language })
      expect(site.files.has(entry.links?.[0]?.href?.replace('https://example.org', '') ?? '')).toBe(
        true,
      )
    }
  },
)

test('an entry has the whole text, its author as a pen name, and the days of publication and correction', () => {
  const entry = feedOf('es').entries?.find(({ title }) => title?.value === 'Uno')
  expect(entry).toMatchObject({
    published: '2026-03-01T12:00:00Z',
    updated: '2026-03-05T12:00:00Z',
    authors: [{ name: 'Golondrina (seudónimo)', uri: 'https://example.org/es/firmas/golondrina/' }],
    summary: { value: 'Uno' },
  })
  expect(entry?.content).toMatchObject({
    type: 'html',
    value: expect.stringContaining('<blockquote><p>Uno</p></blockquote>') as string,
  })
})

test('identifiers stay when everything else changes, and name neither the story nor the address', () => {
  const moved = openPress({
    ...sourcesOf('Otro nombre'),
    newsroom: { ...sourcesOf('Otro nombre').newsroom, origin: 'http://otro.example' },
  }).site([
    standing(storySaying('Todo es otro', 'otra', { id: 'uno'.padStart(32, '0') }), '2027-01-01'),
  ])
  const before = feedOf('en').entries?.find(({ title }) => title?.value === 'Uno')
  expect(feedOf('en', moved).entries?.map(({ id }) => id)).toEqual([before?.id])
  expect(feedOf('en', moved).id).toBe(feedOf('en').id)
  const ids = [...(feedOf('es').entries ?? []), ...(feedOf('en').entries ?? [])].map(({ id }) => id)
  expect(new Set([...ids, feedOf('es').id, feedOf('en').id]).size).toBe(10)
  expect(fileText(site, '/es/feed.atom')).not.toContain('uno'.padStart(32, '0'))
})

test('what changed last comes first, corrections and withdrawals too, and only the last twenty changes', () => {
  const days = daysFrom('2026-01-01', 24)
  const stories = days.map((day, index) =>
    standing(
      storySaying(day, day, {
        corrections: index === 3 ? [{ madeOn: '2026-02-01', text: both('x') }] : [],
      }),
      day,
    ),
  )
  const { entries } = feedOf('en', openPress(sourcesOf()).site([...stories, withdrawn('z')]))
  expect(entries?.slice(0, 3).map(({ title }) => title?.value)).toEqual([
    'This story has been withdrawn',
    '2026-01-04',
    '2026-01-24',
  ])
  expect(entries).toHaveLength(20)
})

test('a withdrawn story’s entry replaces the one that followers have', () => {
  const [before] =
    feedOf('es', openPress(sourcesOf()).site([standing(storySaying('x', 'z'))])).entries ?? []
  const [after] =
    feedOf('es', openPress(sourcesOf()).site([withdrawn('z', 'Por esto.')])).entries ?? []
  expect(after?.id).toBe(before?.id)
  expect(JSON.stringify(after)).toContain('Por esto.')
})

test('hostile text stays text', () => {
  const say = '<b>&amp;</b> ]]> </content></entry>'
  const [entry] =
    feedOf('es', openPress(sourcesOf(say)).site([standing(storySaying(say))])).entries ?? []
  expect(entry).toMatchObject({ title: { value: say }, summary: { value: say } })
})
