import { penName, type SiteStory } from '@cronista/newsroom'
import { demoSchedule } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { openPress, type PressSources } from './press.ts'
import {
  both,
  daysFrom,
  edition,
  editionSite,
  fileText,
  pagesOf,
  seriesPart,
  sourcesOf,
  standing,
  storySaying,
  withdrawn,
} from './story.fixture.ts'

const site = editionSite()
const sources = sourcesOf()

function press(...stories: readonly SiteStory[]): ReturnType<typeof editionSite> {
  return openPress(sources).site(stories)
}

/** Of the newsroom `others` makes of the fixtures'. */
function opening(others: Partial<PressSources['newsroom']>): () => unknown {
  return () => openPress({ ...sources, newsroom: { ...sources.newsroom, ...others } })
}

test('the site has a page for each story, series, pen name and year in each language, and what every newsroom needs', () => {
  const paths = [...site.files.keys()].filter((path) => !path.startsWith('/assets/'))
  const stories = ['uno', 'dos', 'cuatro']
  expect(paths.toSorted()).toEqual(
    [
      ...['/', '/404.html', '/sitemap.xml', '/es/feed.atom', '/en/feed.atom', '/es/', '/en/'],
      ...stories.flatMap((slug) => [`/es/${slug}/`, `/en/${slug}/`]),
      ...['/es/tres/', '/en/three/', '/es/escribir/', '/en/write/'],
      ...['/es/series/la-serie/', '/en/series/the-series/'],
      ...['golondrina', 'candil'].flatMap((slug) => [
        `/es/firmas/${slug}/`,
        `/en/pen-names/${slug}/`,
      ]),
      ...['', '2025/', '2026/'].flatMap((year) => [`/es/archivo/${year}`, `/en/archive/${year}`]),
    ].toSorted(),
  )
})

test('every page under /es/ and /en/ stands in exactly one pair, Spanish first', () => {
  const paged = pagesOf(site).filter((path) => /^\/(?:es|en)\//u.test(path))
  expect(site.pairs.flatMap(({ es, en }) => [es, en]).toSorted()).toEqual(paged.toSorted())
  expect(site.pairs.every(({ es, en }) => es.startsWith('/es/') && en.startsWith('/en/'))).toBe(
    true,
  )
})

test('a newsroom that has published nothing has a site that says so', () => {
  const empty = press()
  for (const [path, sentence] of [
    ['/es/', 'Todavía no hay nada publicado.'],
    ['/en/', 'Nothing has been published yet.'],
    ['/', 'Nothing has been published yet.'],
    ['/en/archive/', 'Nothing has been published yet.'],
  ] as const)
    expect(fileText(empty, path)).toContain(sentence)
})

describe('a front page', () => {
  const days = daysFrom('2026-01-10', 40)
  const front = fileText(
    press(
      ...days.map((day) =>
        standing(storySaying(`Del ${day}`, day, { series: seriesPart(1) }), day),
      ),
    ),
    '/es/',
  )

  test('leads with the newest story, whose day it carries, and then goes back in time', () => {
    const headlines = [...front.matchAll(/<h2><a [^>]+>Del (?<day>[0-9-]+)</gu)].map(
      ({ groups }) => groups?.['day'],
    )
    expect(headlines).toEqual(days.toReversed().slice(0, 7))
    expect(front).toContain('Miércoles 18 de febrero de 2026')
    expect(front.indexOf('class="lead"')).toBeLessThan(front.indexOf('class="beside"'))
    expect(front.indexOf('class="beside"')).toBeLessThan(front.indexOf('class="below"'))
  })

  test('shows a part of the rest and not all of it', () => {
    expect(front.match(/<li><a [^>]+>Del /gu)).toHaveLength(20)
  })

  test('shows the last parts of a series by their numbers', () => {
    const shown = fileText(site, '/en/').split('class="all-series"')[1] ?? ''
    expect(
      [...shown.matchAll(/<li value="(?<part>\d)">/gu)].map(({ groups }) => groups?.['part']),
    ).toEqual(['1', '2', '3'])
  })
})

describe('a series', () => {
  test('is read by its parts, whatever the days of publication', () => {
    const page = fileText(site, '/es/series/la-serie/')
    expect(page.match(/Uno<\/a>|Dos<\/a>|Tres<\/a>/gu)).toEqual(['Uno</a>', 'Dos</a>', 'Tres</a>'])
  })

  test('leads from each part to the ones beside it', () => {
    const links = (path: string): unknown[] =>
      [...fileText(site, path).matchAll(/rel="(?<rel>prev|next)" href="(?<href>[^"]+)"/gu)].map(
        ({ groups }) => [groups?.['rel'], groups?.['href']],
      )
    expect(links('/en/uno/')).toEqual([['next', '/en/dos/']])
    expect(links('/en/dos/')).toEqual([
      ['prev', '/en/uno/'],
      ['next', '/en/three/'],
    ])
    expect(links('/es/tres/')).toEqual([['prev', '/es/dos/']])
  })
})

test('a byline is told as a pen name on the story, on the pen name’s page and in the feed', () => {
  expect(fileText(site, '/es/uno/')).toContain('Golondrina</a> <i>(seudónimo)</i>')
  expect(fileText(site, '/en/uno/')).toContain('Golondrina</a> <i>(pen name)</i>')
  expect(fileText(site, '/es/firmas/golondrina/')).toContain('«Golondrina» es un seudónimo.')
  expect(fileText(site, '/en/pen-names/golondrina/')).toContain('“Golondrina” is a pen name.')
  expect(fileText(site, '/es/feed.atom')).toContain('<name>Golondrina (seudónimo)</name>')
})

test('a translation says from what, and leads to the original', () => {
  expect(fileText(site, '/en/uno/')).toContain('Translated from Spanish. ')
  expect(fileText(site, '/en/uno/')).toContain('Lea esta nota en español, como se escribió')
  expect(fileText(site, '/es/uno/')).not.toMatch(/class="note">Traducido/u)
  expect(fileText(site, '/es/tres/')).toContain('Traducido del inglés. ')
})

test('of a withdrawn story nothing is left but the notice, which no search is to find', () => {
  const noticed = press(...edition, withdrawn('cinco', 'No se pudo confirmar.'))
  for (const path of ['/es/cinco/', '/en/cinco/']) {
    expect(fileText(noticed, path)).toContain('No se pudo confirmar.')
    expect(fileText(noticed, path)).toContain('<meta name="robots" content="noindex">')
  }
  const elsewhere = [...noticed.files.keys()].filter(
    (path) => !path.endsWith('/cinco/') && fileText(noticed, path).includes('/cinco/'),
  )
  expect(elsewhere).toEqual(['/es/feed.atom', '/en/feed.atom'])
})

test('the script names the newsroom that it trusts and the hosts at which it lets write, after a word to the engine', () => {
  const pin = `self.cronistaNewsroom="${sources.newsroom.id}";self.cronistaHosts=["example.org","example.onion"];\n`
  const word = '//# allFunctionsCalledOnLoad\n'
  for (const [bundle, expected] of [
    ['void 0', `${pin}void 0`],
    [`${word}void 0`, `${word}${pin}void 0`],
  ] as const) {
    const pinned = openPress({ ...sources, readerScript: new TextEncoder().encode(bundle) }).site(
      [],
    )
    const path = [...pinned.files.keys()].find((name) => name.endsWith('.js')) ?? ''
    expect(fileText(pinned, path)).toBe(expected)
  }
})

test('every page of a demonstration says that it is one, and no other page does', () => {
  const demo = openPress({ ...sources, schedule: demoSchedule }).site(edition)
  for (const page of pagesOf(site)) {
    expect(fileText(demo, page)).toMatch(/Demostración\.|Demonstration\./u)
    expect(fileText(site, page)).not.toMatch(/Demostración\.|Demonstration\./u)
  }
  for (const sentence of ['Demostración.', 'Demonstration.'])
    expect(fileText(demo, '/')).toContain(sentence)
})

test('the explanation says how often to come, with its figures and that they are assumptions', () => {
  for (const path of ['/es/escribir/', '/en/write/']) {
    const text = fileText(site, path)
    for (const figure of ['97', '200', '100'])
      expect(text).toMatch(new RegExp(`\\b${figure}\\b`, 'u'))
    expect(text).toMatch(/no promete nada|promises nothing/u)
    expect(text).toMatch(/ninguna costumbre alcanza|no habit is enough/u)
  }
})

test('the explanation shows the whole fingerprint', () => {
  const shown = /<code>([0-9a-f ]+)<\/code>/u.exec(fileText(site, '/es/escribir/'))?.[1]
  expect(shown?.replaceAll(' ', '')).toBe(sources.newsroom.id)
})

test.each(['', 'A', 'a/b', '../x', 'a--b', '-a', 'a-', 'ñ', 'a\n', 'a'.repeat(81)])(
  'the slug «%s» is refused, of a story, a series, a pen name and a notice',
  (slug) => {
    const refused = expect.objectContaining({ code: 'slug-malformed' })
    const series = { ...seriesPart(1), slug: both(slug) }
    for (const story of [
      standing(storySaying('x', 'a', { slug: { es: 'a', en: slug } })),
      standing(storySaying('x', 'a', { series })),
      standing(storySaying('x', 'a', { penName: { name: penName('x'), slug } })),
      withdrawn(slug),
    ])
      expect(() => press(story)).toThrow(refused)
  },
)

test.each(['escribir', 'archivo', 'uno', 'cuatro'])(
  'the address of another page, «%s», is refused',
  (slug) => {
    expect(() =>
      press(...edition, standing(storySaying('y', 'y', { slug: { es: slug, en: 'y' } }))),
    ).toThrow(expect.objectContaining({ code: 'slug-taken' }))
  },
)

test('two pen names never share a page', () => {
  const other = { name: penName('golondrina'), slug: 'golondrina' }
  expect(() => press(...edition, standing(storySaying('y', 'y', { penName: other })))).toThrow(
    expect.objectContaining({ code: 'slug-taken' }),
  )
})

test.each(['2026-02-30', '2026-13-01', 'x'])(
  'the day «%s» is refused wherever it stands',
  (day) => {
    const date = day as '2026-01-01'
    const refused = expect.objectContaining({ code: 'date-malformed' })
    const corrections = [{ madeOn: date, text: both('x') }]
    for (const story of [
      standing(storySaying('x'), date),
      standing(storySaying('x', 'a', { corrections })),
      { ...withdrawn('a'), withdrawnOn: date },
    ])
      expect(() => press(story)).toThrow(refused)
  },
)

test.each([
  'https://example.org/',
  'example.org',
  'ftp://example.org',
  'https://EXAMPLE.org',
  'https://a b',
  'https://u@example.org',
])('the origin «%s» is refused', (origin) => {
  expect(opening({ origin })).toThrow(expect.objectContaining({ code: 'origin-malformed' }))
})

test.each(['', '*', 'https://example.org', 'example.org:80', '"];alert(1)//', 'EXAMPLE.org'])(
  'the host «%s» is refused',
  (host) => {
    expect(opening({ hosts: ['example.org', host] })).toThrow(
      expect.objectContaining({ code: 'host-malformed' }),
    )
  },
)

test('a newsroom id that could end the script’s string is refused', () => {
  expect(opening({ id: '";alert(1)//' })).toThrow(
    expect.objectContaining({ code: 'newsroom-malformed' }),
  )
})
