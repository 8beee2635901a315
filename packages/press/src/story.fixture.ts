import {
  penName,
  sourceLabel,
  type Bilingual,
  type PlainDate,
  type PrintableStory,
  type PrintedBlock,
  type PrintedSeries,
  type Spans,
  type StandingStory,
  type WithdrawnStory,
} from '@cronista/newsroom'
import { productionSchedule } from '@cronista/protocol'
import { openPress, type PressSources, type SiteFiles } from './press.ts'

/** The same text in both languages. */
export function both<Text>(text: Text): Bilingual<Text> {
  return { es: text, en: text }
}

const [QUOTED, BEHIND] = ['5a'.repeat(16), 'b7'.repeat(16)]

function blocksSaying(say: string): readonly PrintedBlock[] {
  const speaker = { label: both(sourceLabel('x')), unnamedBecause: both(say), source: QUOTED }
  const quotation = { kind: 'quotation', speaker, saidOn: '2026-02-28', where: both(say) } as const
  const text = both<Spans>([{ text: say }])
  return [
    { kind: 'paragraph', id: 'a', text: both([{ text: say }, { text: say, emphasis: true }]) },
    { kind: 'heading', id: 'b', text },
    { kind: 'picture', id: 'c', text },
    { ...quotation, id: 'd', text, spokenIn: 'es', figures: 'own-estimate' },
    { ...quotation, id: 'e', text, spokenIn: 'nah', exactWords: say },
  ]
}

/** A story that has everything a story can have, with `say` in each place that holds an author's words. */
export function storySaying(
  say: string,
  slug = 'a-1',
  others: Partial<PrintableStory> = {},
): PrintableStory {
  return {
    version: 1,
    id: slug.padStart(32, '0'),
    original: 'es',
    penName: { name: penName('Golondrina'), slug: 'golondrina' },
    series: seriesPart(1, say),
    slug: both(slug),
    kicker: both(say),
    headline: both(say),
    summary: both(say),
    place: both(say),
    blocks: blocksSaying(say),
    sourcing: both(say),
    editorsNote: both(say),
    corrections: [{ madeOn: '2026-03-05', text: both(say) }],
    alsoFrom: [BEHIND],
    ...others,
  }
}

/** `count` days, one after the other. */
export function daysFrom(first: PlainDate, count: number): readonly PlainDate[] {
  const DAY_MILLIS = 86_400_000
  return Array.from(
    { length: count },
    (_, day) =>
      new Date(Date.parse(first) + day * DAY_MILLIS).toISOString().slice(0, 10) as PlainDate,
  )
}

/** A part of the series that the fixtures know. */
export function seriesPart(part: number, title = 'La serie'): PrintedSeries {
  return { title: both(title), slug: { es: 'la-serie', en: 'the-series' }, part }
}

/** A story that stands on the site since `publishedOn`. */
export function standing(
  story: PrintableStory,
  publishedOn: PlainDate = '2026-03-01',
): StandingStory {
  return { kind: 'story', story, publishedOn }
}

/** A notice that a story was withdrawn. */
export function withdrawn(slug: string, note = 'x'): WithdrawnStory {
  return {
    kind: 'withdrawn',
    id: slug.padStart(32, '0'),
    slug: both(slug),
    withdrawnOn: '2026-03-09',
    note: both(note),
  }
}

/** An edition with a series of three, two pen names, two years, a withdrawal and a long headline. */
export const edition: readonly (StandingStory | WithdrawnStory)[] = [
  standing(storySaying('Dos', 'dos', { series: seriesPart(2) }), '2026-03-02'),
  standing(storySaying('Uno', 'uno', { series: seriesPart(1) })),
  withdrawn('cuatro'),
  standing(
    storySaying('Tres', 'tres', {
      original: 'en',
      slug: { es: 'tres', en: 'three' },
      series: seriesPart(3),
      penName: { name: penName('Candil'), slug: 'candil' },
      corrections: [],
    }),
    '2025-12-31',
  ),
]

/** What a press is opened with, for a newsroom called `name`. */
export function sourcesOf(name = 'El Ejemplo'): PressSources {
  return {
    newsroom: {
      id: '0123456789abcdef'.repeat(4),
      name,
      motto: both(name),
      hosts: ['example.org', 'example.onion'],
      origin: 'https://example.org',
    },
    readerScript: new TextEncoder().encode('void 0'),
    schedule: productionSchedule,
  }
}

/** The site of the edition, from a press that printed nothing before. */
export function editionSite(): SiteFiles {
  return openPress(sourcesOf()).site(edition)
}

/** The text of one file of a site. */
export function fileText({ files }: SiteFiles, path: string): string {
  const bytes = files.get(path)
  if (bytes === undefined) throw new Error(`The site has no ${path}`)
  return new TextDecoder().decode(bytes)
}

/** The paths of a site's HTML. */
export function pagesOf({ files }: SiteFiles): readonly string[] {
  return [...files.keys()].filter((path) => path.endsWith('/') || path.endsWith('.html'))
}
