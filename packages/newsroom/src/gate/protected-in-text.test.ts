import { describe, expect, test } from 'vitest'
import type { SourceDescribed } from '../events/source-events.ts'
import { fold } from '../fold.ts'
import { headOf } from '../state/agreed-level.ts'
import { penName, sourceLabel } from '../story/names.ts'
import type { PrintableStory } from '../story/printable-story.ts'
import { STORY } from '../story/story.fixture.ts'
import type { GatePlace } from './finding.ts'
import {
  described,
  DRIVER,
  idOf,
  knowing,
  lifting,
  protecting,
  saying,
  secondOf,
  standings,
  story,
  storyWith,
  subject,
  TEACHER,
} from './gate.fixture.ts'
import { judge } from './judge.ts'
import type { GateSubject } from './subject.ts'

const own = { story: STORY }
const at = (field: string, language: string) => ({ kind: 'field', ...own, field, language })
const inSegment = (segment: string, part: string, language?: string) => ({
  ...{ kind: 'segment', ...own, segment, part, ...(language !== undefined && { language }) },
})

function findings(others: Partial<GateSubject>) {
  return judge(subject(others)).filter(({ rule }) => rule === 1)
}

describe('a protected text is found', () => {
  const { headline, summary } = story
  test.each<[string, PrintableStory, object]>([
    [
      'in another case, without accents',
      storyWith({ headline: { ...headline, en: 'What HERNANDEZ IBARRA saw' } }),
      at('headline', 'en'),
    ],
    [
      'decomposed, over a space that keeps words together',
      storyWith({ summary: { ...summary, es: 'Herna\u0301ndez\u00a0Ibarra habla.' } }),
      at('summary', 'es'),
    ],
    [
      'in an address',
      storyWith({ slug: { es: 'sin-agua', en: 'hernandez-ibarra-speaks' } }),
      at('slug', 'en'),
    ],
    [
      'run together in an address',
      storyWith({ slug: { es: 'lamaestrahernandezibarra', en: 'no-water' } }),
      at('slug', 'es'),
    ],
    [
      'in one language alone, under a picture',
      saying('s3', 'Un patio.', 'A yard of the school, COLEGIO BENITO JUAREZ.'),
      inSegment('s3', 'text', 'en'),
    ],
    [
      'in a telephone number in other groups, with the country’s code',
      saying('s1', 'Llame al +52 1 6621 45 90 87.', 'Call.'),
      inSegment('s1', 'text', 'es'),
    ],
    [
      'under a hyphen at the end of a line',
      saying('s2', 'De Her-\u200bnández Ibarra', 'Of her'),
      inSegment('s2', 'text', 'es'),
    ],
    [
      'where half of it is emphasised',
      storyWith({
        blocks: story.blocks.map((block) =>
          block.id === 's1'
            ? {
                ...block,
                text: {
                  ...block.text,
                  es: [{ text: 'La maestra Hernán' }, { text: 'dez Ibarra', emphasis: true }],
                },
              }
            : block,
        ),
      }),
      inSegment('s1', 'text', 'es'),
    ],
    [
      'in the pen name',
      storyWith({ penName: { name: penName('Hernandez Ibarra'), slug: 'x' } }),
      { kind: 'pen-name', ...own },
    ],
    [
      'of somebody who is not quoted',
      saying('s1', 'El camión VKR 482 B.', 'The truck.'),
      inSegment('s1', 'text', 'es'),
    ],
  ])('%s', (_name, changed, place) => {
    const found = findings({ story: changed })
    expect(found.map((one) => one.place)).toEqual([place])
    expect(found[0]?.excerpt?.length).toBeLessThanOrEqual(80)
  })

  test('in another story of the same source, with its place there', () => {
    const other = { ...saying('s1', 'Marina Hernández Ibarra.', 'M.'), id: idOf('other') }
    const siblings = (source: string) => (source === TEACHER ? [other] : [])
    expect(findings({ siblings }).map(({ place }) => place)).toEqual([
      { ...inSegment('s1', 'text', 'es'), story: other.id },
    ])
  })
})

/** What is in a story for the desk and the press, and never read as words. */
const structure = new Set(['alsoFrom', 'emphasis', 'figures', 'id', 'kind', 'madeOn', 'original'])
for (const name of ['part', 'saidOn', 'source', 'spokenIn', 'version']) structure.add(name)

/** The value with each of its texts replaced, one at a time, with the way to it. */
function* replaced(value: unknown, text: string, path = ''): Generator<[string, unknown]> {
  if (typeof value === 'string') yield [path, text]
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    if (structure.has(key)) continue
    for (const [deeper, changed] of replaced(part, text, `${path}.${key}`))
      yield [
        deeper,
        Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed },
      ]
  }
}

test('no text of a story is left out, whatever there is in it', () => {
  const everywhere = [...replaced(story, 'colegio-benito-juarez')] as [string, PrintableStory][]
  expect(everywhere.length).toBeGreaterThan(40)
  const places = everywhere.map(([path, changed]): [string, readonly GatePlace[]] => {
    const places = findings({ story: changed }).map(({ place }) => place)
    expect([path, places.length]).toEqual([path, 1])
    return [path, places]
  })
  // The two texts of a pen name, and the title and address of a series, are found in one place.
  expect(new Set(places.map(([, found]) => JSON.stringify(found))).size).toBe(places.length - 3)
})

describe('what the level permits and what was lifted is printed', () => {
  const named = saying('s1', 'Marina no calla.', 'Marina speaks.')
  const surname = idOf('surname Hernández Ibarra')
  const other = idOf('other')
  const full = saying('s1', 'Marina Hernández Ibarra.', 'Marina Hernández Ibarra.')

  test('a first name at the level of first names, until it is lowered', () => {
    expect(findings({ story: named })).toEqual([])
    const lowered = described({ level: 'description', consent: undefined, revision: 2 })
    const sources = standings(knowing(lowered), [TEACHER])
    expect(findings({ story: named, sources }).map(({ place }) => place)).toEqual([
      ...[inSegment('s1', 'text', 'es'), inSegment('s1', 'text', 'en')],
      ...[inSegment('s4', 'speaker', 'es'), inSegment('s4', 'speaker', 'en')],
    ])
  })

  test('names at the level of full names, and nothing else', () => {
    const raised = described({ level: 'full', ...secondOf })
    const sources = standings(knowing(raised), [TEACHER])
    expect(findings({ story: full, sources })).toEqual([])
    const employed = saying('s1', 'Da clases en el Colegio Benito Juárez.', 'A teacher.')
    expect(findings({ story: employed, sources })).toHaveLength(1)
  })

  test('no name at all after the day until which it was agreed', () => {
    const until = described({ consent: consentUntil('2026-03-09'), revision: 2 })
    const sources = standings(knowing(until), [TEACHER])
    expect(findings({ story: named, sources }).length).toBeGreaterThan(0)
    expect(findings({ story: named, sources, today: '2026-03-09' })).toEqual([])
  })

  test('what was lifted, until the day that was agreed', () => {
    const sources = standings(knowing(lifting(surname)), [TEACHER])
    expect(findings({ story: full, sources })).toEqual([])
    const lift = lifting(surname, { consent: consentUntil('2026-03-09') })
    const briefly = standings(knowing(lift), [TEACHER])
    expect(findings({ story: full, sources: briefly })).toHaveLength(2)
    expect(findings({ story: full, sources: briefly, today: '2026-03-09' })).toEqual([])
  })

  test('what is protected anew after it was lifted is protected', () => {
    const again = protecting('surname', 'Hernández Ibarra', TEACHER, idOf('again'))
    const sources = standings(knowing(lifting(surname), again), [TEACHER])
    expect(findings({ story: full, sources })).toHaveLength(2)
  })

  test('who is only behind a story is not named in it, however fully named in another', () => {
    const blocks = story.blocks.filter(({ id }) => id !== 's4')
    const behind = { ...storyWith({ blocks }), alsoFrom: [TEACHER, DRIVER] }
    const says = saying('s1', 'Marina lo contó.', 'Marina told us.')
    const leaked = { ...behind, blocks: says.blocks.filter(({ id }) => id !== 's4') }
    expect(findings({ story: says })).toEqual([])
    expect(findings({ story: behind })).toEqual([])
    expect(findings({ story: leaked }).map(({ place }) => place)).toEqual([
      ...[inSegment('s1', 'text', 'es'), inSegment('s1', 'text', 'en')],
    ])
    const siblings = (source: string) => (source === TEACHER ? [{ ...leaked, id: other }] : [])
    expect(findings({ siblings })).toMatchObject([{ source: TEACHER }, { source: TEACHER }])
  })

  test('who is quoted by less than was agreed since is not named there', () => {
    const less = { es: sourceLabel('Una maestra'), en: sourceLabel('A teacher') }
    const events = [
      described({ level: 'description', label: less }),
      protecting('given-name', 'Marina'),
      described({ revision: 2, follows: headOf([firstAsked(less)]) }),
    ]
    const speaker = { label: less, unnamedBecause: less, source: TEACHER }
    const blocks = named.blocks.map((block) => (block.id === 's4' ? { ...block, speaker } : block))
    const sources = standings(fold(events), [TEACHER])
    expect(sources[0]?.agreed?.level).toBe('first-name')
    expect(findings({ story: { ...named, blocks }, sources })).toHaveLength(2)
    expect(findings({ story: named, sources })).toEqual([])
  })

  test('who is behind a story may be printed nowhere, however fully named elsewhere', () => {
    const plate = idOf('plate VKR-482-B')
    const seen = saying('s1', 'El camión VKR482B.', 'The truck.')
    expect(findings({ story: seen })).toMatchObject([{ source: DRIVER, protection: plate }])
  })
})

function firstAsked(label: object): SourceDescribed {
  return described({ level: 'description', label }) as SourceDescribed
}

describe('of a source that is not fully named something is protected', () => {
  const without = (others: object) => ({
    sources: standings(fold([described(others)]), [TEACHER]),
  })
  const found = {
    ...{ rule: 1, code: 'nothing-protected', source: TEACHER },
    place: { kind: 'source', source: TEACHER },
  }

  test.each(['alias', 'description', 'first-name'])('at the level %s', (level) => {
    expect(findings(without({ level }))).toEqual([found])
    expect(findings({ ...without({ level }), kind: 'correction', onSite: story })).toEqual([found])
    expect(findings(without({ level, consent: undefined }))).toEqual([found])
  })

  test.each(['full', 'nothing'])('but not at the level %s', (level) => {
    expect(findings(without({ level }))).toEqual([])
  })

  test('and nothing keeps its story from being withdrawn', () => {
    expect(findings({ ...without({}), kind: 'withdrawal', onSite: story })).toEqual([])
  })

  test('even if all of it was lifted since', () => {
    const lifted = fold([
      described(),
      protecting('surname', 'Ibarra'),
      lifting(idOf('surname Ibarra')),
    ])
    expect(findings({ sources: standings(lifted, [TEACHER]) })).toEqual([])
  })
})

function consentUntil(until: string) {
  return { words: 'Sí.', agreedOn: '2026-02-20', askedBy: 'a1'.repeat(16), until }
}
