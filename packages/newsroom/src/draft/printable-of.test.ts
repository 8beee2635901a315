import { describe, expect, test } from 'vitest'
import type { PenNameRecorded, SeriesRecorded } from '../events/name-events.ts'
import { printableStory } from '../events/printable-story-schema.ts'
import type { SourceDescribed } from '../events/source-events.ts'
import { penName, sourceLabel } from '../story/names.ts'
import type { PrintableStory } from '../story/printable-story.ts'
import type { OnSite } from '../story/standing.ts'
import { correction, inBoth, STORY } from '../story/story.fixture.ts'
import { printableOf, type PrintingContext } from './printable-of.ts'
import type { DraftQuotation, DraftSegment, StoryDraft } from './story-draft.ts'
import type { StoryFault } from './story-fault.ts'

const by = { v: 1, person: 'a1'.repeat(16) } as const
const ids = { source: '01'.repeat(16), penName: '02'.repeat(16), series: '03'.repeat(16) }

const described: SourceDescribed = {
  ...{ ...by, type: 'source-described', source: ids.source, level: 'description' },
  label: { es: sourceLabel('Un empresario'), en: sourceLabel('A businessman') },
  ...{ unnamedBecause: inBoth('Teme'), revision: 1, describedAtMillis: 0 },
}
const recorded: PenNameRecorded = {
  ...{ ...by, type: 'pen-name-recorded', penName: ids.penName },
  ...{ name: penName('Ñandú Azul'), recordedAtMillis: 0 },
}
const series: SeriesRecorded = {
  ...{ ...by, type: 'series-recorded', series: ids.series, title: inBoth('El agua') },
  ...{ slug: { es: 'agua', en: 'water' }, revision: 1, recordedAtMillis: 0 },
}
const context: PrintingContext = {
  id: STORY,
  original: 'es',
  sources: new Map([[ids.source, described]]),
  penNames: new Map([[ids.penName, recorded]]),
  series: new Map([[ids.series, series]]),
  takenSlugs: { es: new Set(), en: new Set() },
  noted: [],
}

const blank: DraftQuotation = {
  ...{ speakerKind: 'source', speakerSource: '', speaker: { es: '', en: '' } },
  ...{ saidOn: '', where: { es: '', en: '' }, spokenIn: '', exactWords: '' },
  figures: '',
}
const said: DraftQuotation = {
  ...blank,
  ...{ speakerSource: ids.source, saidOn: '2026-03-01', where: inBoth('Radio'), spokenIn: 'es' },
}

function segment(others: Partial<DraftSegment> = {}, say = { es: 'uno', en: 'one' }): DraftSegment {
  const text = {
    es: say.es === '' ? [] : [{ text: say.es }],
    en: say.en === '' ? [] : [{ text: say.en }],
  }
  return { id: 's1', kind: 'paragraph', text, quotation: blank, ...others }
}

function quoting(others: Partial<DraftQuotation>): StoryDraft {
  const quotation = { ...said, ...others }
  return { ...complete, segments: [segment({ kind: 'quotation', quotation })] }
}

const complete: StoryDraft = {
  fields: {
    headline: inBoth('Sin agua'),
    kicker: inBoth('Sonora'),
    summary: inBoth('Resumen'),
    place: inBoth('Cananea'),
    slug: { es: 'sin-agua', en: 'no-water' },
    sourcing: inBoth('Dos fuentes'),
    editorsNote: { es: ' ', en: '' },
  },
  choices: { penName: ids.penName, series: '', part: '' },
  segments: [segment(), segment({ id: 's2', kind: 'quotation', quotation: said })],
  alsoFrom: [],
}

function withField(name: keyof StoryDraft['fields'], es: string, en: string): StoryDraft {
  return { ...complete, fields: { ...complete.fields, [name]: { es, en } } }
}

function printed(draft: StoryDraft, others: Partial<PrintingContext> = {}) {
  const printable = printableOf(draft, { ...context, ...others })
  if (printable.kind === 'incomplete') throw new Error(JSON.stringify(printable.faults))
  return printableStory.parse(printable.story)
}

function standing(story: PrintableStory): OnSite {
  return { story, digest: 'dd'.repeat(32), publishedOn: '2026-03-05' }
}

describe('a complete draft', () => {
  test('is printed with what it refers to', () => {
    const story = printed(complete)
    expect(story.penName).toEqual({ name: 'Ñandú Azul', slug: 'nandu-azul' })
    expect(story).not.toHaveProperty('editorsNote')
    expect(story.blocks[1]).toMatchObject({
      kind: 'quotation',
      speaker: { label: described.label, unnamedBecause: inBoth('Teme'), source: ids.source },
    })
  })

  test('is printed without spaces at the ends and without empty segments', () => {
    const empty = segment({ id: 's9', quotation: said }, { es: ' ', en: '' })
    const untouched = segment({ id: 's8', kind: 'quotation' }, { es: '', en: '' })
    const spaced = segment({ id: 's3' }, { es: ' uno ', en: 'one ' })
    const draft = withField('headline', ' Sin agua ', 'No water')
    const { headline, blocks } = printed({ ...draft, segments: [empty, spaced, untouched] })
    expect(headline.es).toBe('Sin agua')
    expect(blocks).toEqual([
      { kind: 'paragraph', id: 's3', text: { es: [{ text: 'uno' }], en: [{ text: 'one' }] } },
    ])
  })

  test('belongs to a series, with its part', () => {
    const choices = { ...complete.choices, series: ids.series, part: '12' }
    expect(printed({ ...complete, choices }).series).toEqual({
      ...{ title: series.title, slug: series.slug, part: 12 },
    })
  })

  test('tells what is noted behind what readers know', () => {
    const story = printed(complete)
    const onSite = standing({ ...story, corrections: [correction('Eran dos')] })
    const noted = [correction('Eran tres')]
    expect(printed(complete, { onSite, noted }).corrections).toEqual([
      correction('Eran dos'),
      correction('Eran tres'),
    ])
  })

  test('quotes what was said in public by name, and other languages with their exact words', () => {
    const speech = { speakerKind: 'public', speaker: inBoth('La alcaldesa') } as const
    const [block] = printed(quoting({ ...speech, spokenIn: 'yaq', exactWords: 'Kaita' })).blocks
    expect(block).toMatchObject({
      speaker: { label: inBoth('La alcaldesa') },
      ...{ spokenIn: 'yaq', exactWords: 'Kaita' },
    })
    const [native] = printed(quoting({ ...speech, exactWords: 'No hay' })).blocks
    expect(native).not.toHaveProperty('exactWords')
  })

  test('says what the numbers of a quotation are, and what a picture shows that is not printed', () => {
    const [counted] = printed(quoting({ figures: 'own-estimate' })).blocks
    expect(counted).toMatchObject({ figures: 'own-estimate' })
    expect(printed(quoting({})).blocks[0]).not.toHaveProperty('figures')
    const seen = segment({ kind: 'picture', quotation: { ...blank, figures: 'own-life' } })
    const [picture] = printed({ ...complete, segments: [seen] }).blocks
    expect(picture).toEqual({
      ...{ kind: 'picture', id: 's1', text: { es: [{ text: 'uno' }], en: [{ text: 'one' }] } },
    })
  })

  test('names the sources behind it that it does not quote', () => {
    const behind = '0d'.repeat(16)
    const sources = new Map([
      [ids.source, described],
      [behind, { ...described, source: behind }],
    ])
    const alsoFrom = [ids.source, behind].sort()
    expect(printed({ ...complete, alsoFrom }, { sources }).alsoFrom).toEqual([behind])
    expect(printed({ ...complete, alsoFrom: [ids.source] })).not.toHaveProperty('alsoFrom')
  })

  test('two pen names that come to one address get two', () => {
    const twin = { ...recorded, penName: 'ff'.repeat(16), name: penName('Nandu azul') }
    const penNames = new Map([...context.penNames, [twin.penName, twin]])
    expect(printed(complete, { penNames }).penName.slug).toBe('nandu-azul-02020202')
  })
})

const incomplete: readonly [string, StoryDraft, StoryFault][] = [
  ['no headline', withField('headline', '', ' '), { code: 'field-empty', field: 'headline' }],
  [
    'no English summary',
    withField('summary', 'Resumen', ' '),
    { code: 'field-empty', field: 'summary', language: 'en' },
  ],
  [
    'half an editor’s note',
    withField('editorsNote', '', 'Note'),
    { code: 'field-empty', field: 'editorsNote', language: 'es' },
  ],
  [
    'a headline that is too long',
    withField('headline', 'a'.repeat(201), 'a'),
    { code: 'text-too-long', field: 'headline', language: 'es' },
  ],
  [
    'a slug with a capital',
    withField('slug', 'sin-agua', 'No-water'),
    { code: 'slug-malformed', field: 'slug', language: 'en' },
  ],
  [
    'a slug with two hyphens',
    withField('slug', 'sin--agua', 'no-water'),
    { code: 'slug-malformed', field: 'slug', language: 'es' },
  ],
  ['no segment', { ...complete, segments: [] }, { code: 'story-empty' }],
  [
    'a segment without translation',
    { ...complete, segments: [segment(), segment({ id: 's7' }, { es: 'dos', en: ' ' })] },
    { code: 'segment-untranslated', segment: 's7', language: 'en' },
  ],
  [
    'a segment that is too long',
    { ...complete, segments: [segment({}, { es: 'a'.repeat(20_001), en: 'a' })] },
    { code: 'text-too-long', segment: 's1', language: 'es' },
  ],
  [
    'a story that is too long as a whole',
    {
      ...complete,
      segments: Array.from({ length: 30 }, (_, index) =>
        segment({ id: `s${index}` }, { es: 'a'.repeat(10_000), en: 'a'.repeat(10_000) }),
      ),
    },
    { code: 'text-too-long' },
  ],
  [
    'more segments than a story has',
    { ...complete, segments: Array.from({ length: 2001 }, () => segment()) },
    { code: 'text-too-long' },
  ],
  [
    'a pen name that nobody has',
    { ...complete, choices: { ...complete.choices, penName: 'ff'.repeat(16) } },
    { code: 'pen-name-missing' },
  ],
  [
    'a series without a part',
    { ...complete, choices: { ...complete.choices, series: ids.series } },
    { code: 'series-incomplete' },
  ],
  [
    'a part that is none',
    { ...complete, choices: { ...complete.choices, series: ids.series, part: '0' } },
    { code: 'series-incomplete' },
  ],
  [
    'a series that nobody knows',
    { ...complete, choices: { ...complete.choices, series: 'ff'.repeat(16), part: '1' } },
    { code: 'series-incomplete' },
  ],
  [
    'a quotation of nobody',
    quoting({ speakerSource: '' }),
    { code: 'quotation-incomplete', segment: 's1', field: 'speaker' },
  ],
  [
    'a quotation without words',
    {
      ...complete,
      segments: [segment({ kind: 'quotation', quotation: said }, { es: '', en: '' })],
    },
    { code: 'quotation-incomplete', segment: 's1' },
  ],
  [
    'a source behind it that nobody knows',
    { ...complete, alsoFrom: ['ff'.repeat(16)] },
    { code: 'source-unknown' },
  ],
  [
    'a picture without an English caption',
    { ...complete, segments: [segment({ kind: 'picture' }, { es: 'Un pozo', en: '' })] },
    { code: 'segment-untranslated', segment: 's1', language: 'en' },
  ],
  [
    'a quotation of a source that nobody knows',
    quoting({ speakerSource: 'ff'.repeat(16) }),
    { code: 'source-unknown', segment: 's1', field: 'speaker' },
  ],
  [
    'a speaker without an English name',
    quoting({ speakerKind: 'public', speaker: { es: 'La alcaldesa', en: '' } }),
    { code: 'quotation-incomplete', segment: 's1', field: 'speaker', language: 'en' },
  ],
  [
    'a quotation of no day',
    quoting({ saidOn: '' }),
    { code: 'quotation-incomplete', segment: 's1', field: 'saidOn' },
  ],
  [
    'a quotation of a day that never was',
    quoting({ saidOn: '2026-02-30' }),
    { code: 'date-malformed', segment: 's1', field: 'saidOn' },
  ],
  [
    'a quotation from nowhere',
    quoting({ where: { es: 'Radio', en: '' } }),
    { code: 'quotation-incomplete', segment: 's1', field: 'where', language: 'en' },
  ],
  [
    'a quotation in no language',
    quoting({ spokenIn: 'spanish' }),
    { code: 'quotation-incomplete', segment: 's1', field: 'spokenIn' },
  ],
  [
    'a translation without the exact words',
    quoting({ spokenIn: 'yaq' }),
    { code: 'quotation-incomplete', segment: 's1', field: 'exactWords' },
  ],
]

describe('what keeps a draft from being printed', () => {
  test.each(incomplete)('%s', (_name, draft, fault) => {
    expect(printableOf(draft, context)).toEqual({ kind: 'incomplete', faults: [fault] })
  })

  test.each([
    ['has no reason for not being named', 'alias', 'source-unnamed-without-reason'],
    ['wants nothing printed', 'nothing', 'source-withheld'],
  ] as const)('a source that %s', (_name, level, code) => {
    const { unnamedBecause, ...bare } = described
    expect(unnamedBecause).toBeDefined()
    const sources = new Map([[ids.source, { ...bare, level }]])
    expect(printableOf(quoting({}), { ...context, sources })).toEqual({
      ...{ kind: 'incomplete', faults: [{ code, segment: 's1', field: 'speaker' }] },
    })
  })

  test('an address that another page has in one language', () => {
    const takenSlugs = { es: new Set(['no-water']), en: new Set(['no-water']) }
    expect(printableOf(complete, { ...context, takenSlugs })).toEqual({
      kind: 'incomplete',
      faults: [{ code: 'slug-taken', field: 'slug', language: 'en' }],
    })
  })

  test('several things at once are all told', () => {
    const draft = { ...withField('headline', '', ''), segments: [] }
    expect(printableOf(draft, { ...context, penNames: new Map() })).toMatchObject({
      faults: [{ code: 'field-empty' }, { code: 'pen-name-missing' }, { code: 'story-empty' }],
    })
  })
})

describe('what stands on the site', () => {
  const onSite = standing(printed(complete))
  const noted = [correction('Eran dos')]

  test('is not changed without a word to the reader', () => {
    const draft = withField('headline', 'Ya hay agua', 'Water is back')
    expect(printableOf(draft, { ...context, onSite })).toEqual({
      ...{ kind: 'incomplete', faults: [{ code: 'correction-missing' }] },
    })
  })

  test.each([
    ['Spanish', 'Ya hay agua', 'Sin agua en', 'en'],
    ['English', 'Sin agua es', 'Water is back', 'es'],
  ])('is not changed in %s alone', (_name, es, en, language) => {
    const draft = withField('headline', es, en)
    expect(printableOf(draft, { ...context, onSite, noted })).toEqual({
      kind: 'incomplete',
      faults: [{ code: 'only-one-language-changed', language }],
    })
  })

  test('is changed in both, or explained without a change', () => {
    expect(printed(withField('headline', 'Ya', 'Back'), { onSite, noted }).corrections).toEqual(
      noted,
    )
    expect(printed(complete, { onSite, noted }).corrections).toEqual(noted)
  })

  test('what earlier versions did not store, and readers never see, is no change', () => {
    const earlier = {
      ...onSite.story,
      blocks: onSite.story.blocks.map((block) => {
        if (block.kind !== 'quotation') return block
        const { label } = block.speaker
        return { ...block, speaker: { label, unnamedBecause: inBoth('Teme') } }
      }),
    }
    const behind = '0d'.repeat(16)
    const sources = new Map([
      [ids.source, described],
      [behind, { ...described, source: behind }],
    ])
    const one = { ...withField('headline', 'Ya', 'Sin agua en'), alsoFrom: [behind] }
    const after = { ...context, sources, onSite: standing(earlier), noted }
    expect(printableOf(one, after)).toMatchObject({
      faults: [{ code: 'only-one-language-changed' }],
    })
  })

  test('a new name of a segment is no change', () => {
    const { segments } = complete
    const renamed = segments.map((one) => ({ ...one, id: `${one.id}z` }))
    const one = { ...withField('headline', 'Ya', 'Sin agua en'), segments: renamed }
    expect(printableOf(one, { ...context, onSite, noted })).toMatchObject({
      faults: [{ code: 'only-one-language-changed' }],
    })
  })
})
