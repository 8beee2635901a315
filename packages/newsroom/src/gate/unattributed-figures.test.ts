import { describe, expect, test } from 'vitest'
import type { PrintableStory } from '../story/printable-story.ts'
import { STORY } from '../story/story.fixture.ts'
import { saying, story, storyWith, subject, TEACHER, withSegment } from './gate.fixture.ts'
import { judge } from './judge.ts'

function findings(changed: PrintableStory) {
  return judge(subject({ story: changed })).filter(({ rule }) => rule === 13)
}

const inSegment = (segment: string, language: string) => ({
  ...{ kind: 'segment', story: STORY, segment, part: 'text', language },
})

describe('what numbers are has to be said', () => {
  test('in the words of a source that is not fully named', () => {
    const found = findings(withSegment('s4', { figures: undefined }))
    const told = { rule: 13, code: 'figure-undeclared', source: TEACHER }
    expect(found).toEqual([
      { ...told, place: inSegment('s4', 'es'), excerpt: 'Pagan 4 de cada 10 familias' },
      { ...told, place: inSegment('s4', 'en'), excerpt: '4 in 10 families pay' },
    ])
  })

  test('and no word is cut in what is shown of a long sentence', () => {
    const long = 'Desde que cambiaron los turnos de la entrega pagan 4 de cada 10 familias'
    const text = {
      es: [{ text: `${long} del barrio de arriba y del de abajo.` }],
      en: [{ text: 'Many' }],
    }
    const [found] = findings(withSegment('s4', { figures: undefined, text }))
    expect(found?.excerpt).toBe(
      'los turnos de la entrega pagan 4 de cada 10 familias del barrio de arriba y',
    )
  })

  test('even if only the translation has one', () => {
    const text = { es: [{ text: 'Muchas' }], en: [{ text: 'Forty per cent' }] }
    const found = findings(withSegment('s4', { figures: undefined, text }))
    expect(found.map(({ place }) => place)).toEqual([inSegment('s4', 'en')])
  })

  test('unless there are none, or they are of the speaker’s own life', () => {
    const text = { es: [{ text: 'No hay agua' }], en: [{ text: 'No water' }] }
    expect(findings(withSegment('s4', { figures: undefined, text }))).toEqual([])
    const life = { es: [{ text: 'Doce años vendiendo' }], en: [{ text: 'Twelve years selling' }] }
    expect(findings(withSegment('s4', { figures: 'own-life', text: life }))).toEqual([])
  })

  test('a share is never of the speaker’s own life, in words and in exact words', () => {
    const found = findings(withSegment('s4', { figures: 'own-life' }))
    expect(found).toMatchObject([
      { code: 'figure-undeclared', place: inSegment('s4', 'es') },
      { code: 'figure-undeclared', place: inSegment('s4', 'en') },
    ])
    const text = { es: [{ text: 'Muchas' }], en: [{ text: 'Many' }] }
    const exact = { text, exactWords: 'Kaita 40 %' }
    const place = { kind: 'segment', story: STORY, segment: 's4', part: 'exactWords' }
    for (const figures of ['own-life', undefined])
      expect(findings(withSegment('s4', { ...exact, figures }))).toMatchObject([
        { code: 'figure-undeclared', place, source: TEACHER, excerpt: 'Kaita 40 %' },
      ])
    expect(findings(withSegment('s4', { ...exact, figures: 'own-estimate' }))).toEqual([])
  })

  test('by nobody who is fully named', () => {
    expect(findings(saying('s5', 'Faltan 40 bombas', '40 pumps are missing'))).toEqual([])
    expect(findings(saying('s6', 'Habrá 40 bombas', 'There will be 40 pumps'))).toEqual([])
  })
})

describe('an estimate is not told as the story’s own', () => {
  const es = 'Cuatro de cada diez familias pagan.'
  const en = 'Forty per cent of families pay.'
  const inField = (field: string, language: string) => ({
    ...{ kind: 'field', story: STORY, field, language },
  })
  const { headline, kicker, editorsNote } = story

  test.each<[string, PrintableStory, object]>([
    ['headline', storyWith({ headline: { ...headline, en } }), inField('headline', 'en')],
    ['kicker', storyWith({ kicker: { ...kicker, es: 'El 40 % paga' } }), inField('kicker', 'es')],
    ['summary', storyWith({ summary: { es, en: 'x' } }), inField('summary', 'es')],
    ['note', storyWith({ editorsNote: { ...editorsNote, en } }), inField('editorsNote', 'en')],
    ['paragraph', saying('s1', es, 'There is no water.'), inSegment('s1', 'es')],
    ['heading', saying('s2', 'El pago', en), inSegment('s2', 'en')],
    ['caption', saying('s3', 'Un patio', en), inSegment('s3', 'en')],
    ['place', storyWith({ place: { es: 'Donde el 40 % paga', en: 'x' } }), inField('place', 'es')],
    ['sourcing', storyWith({ sourcing: { es: 'x', en } }), inField('sourcing', 'en')],
    [
      'address',
      storyWith({ slug: { es: '40-por-ciento-paga', en: 'no-water' } }),
      inField('slug', 'es'),
    ],
    [
      'address in words',
      storyWith({ slug: { es: 'sin-agua', en: 'four-in-ten-pay' } }),
      inField('slug', 'en'),
    ],
    [
      'correction',
      storyWith({ corrections: [{ madeOn: '2026-03-09', text: { es, en: 'x' } }] }),
      { kind: 'correction', story: STORY, index: 0, language: 'es' },
    ],
    [
      'series',
      storyWith({ series: { ...story.series, title: { es: 'El 40 %', en: 'x' } } }),
      { kind: 'series', story: STORY, language: 'es' },
    ],
  ])('in the %s', (_name, changed, place) => {
    expect(findings(changed)).toMatchObject([{ code: 'figure-unattributed', place }])
  })

  test.each([
    ['Según ella, 4 de cada 10 familias pagan.', 'By her count, 4 in 10 families pay.'],
    ['El 40 % paga, calcula.', 'Forty per cent pay, she reckons.'],
    ['Paga el 40 por ciento, dice Marina.', '40% pay, according to Marina.'],
  ])('unless it says whose it is: %s', (spanish, english) => {
    expect(findings(saying('s1', spanish, english))).toEqual([])
  })

  test.each([
    ['Marina vende tamales, dice su hija. El 40 % paga.', 'She said no. Forty per cent pay.'],
    ['Hay que tomar en cuenta que el 40 % paga.', 'They claim land, and 40% pay.'],
    ['Se calcula que paga el 40 %.', 'An estimated 40% pay.'],
    ['Se dice que paga el 40 %.', 'It is said that 40% pay.'],
    ['Paga, es decir, el 40 %.', 'They say so, and 40% pay.'],
  ])('what is said of something else, or by nobody, says not whose it is: %s', (es, en) => {
    expect(findings(saying('s1', es, en)).map(({ place }) => place)).toEqual([
      ...[inSegment('s1', 'es'), inSegment('s1', 'en')],
    ])
  })

  test('the second time without a word is the one that is shown', () => {
    const twice = 'Según Marina paga el 40 %. Luego supimos más. El 40 % no duerme.'
    expect(findings(saying('s1', twice, 'x'))).toMatchObject([{ place: inSegment('s1', 'es') }])
  })

  test('a word of attribution elsewhere in the story is not enough', () => {
    const said = saying('s1', es, 'There is no water.')
    expect(findings({ ...said, blocks: said.blocks.slice(0, 4) })).toHaveLength(1)
  })

  test('another number is another number', () => {
    expect(findings(saying('s1', 'El 41 % paga. Son 40.', '41% pay. They are 40.'))).toEqual([])
  })

  test('a count that every story has is nobody’s, a larger one is', () => {
    const counted = (es: string, en: string, own: string) => {
      const text = { es: [{ text: es }], en: [{ text: en }] }
      const { blocks } = withSegment('s4', { text })
      return blocks.map((block) =>
        block.id === 's1' ? { ...block, text: { ...block.text, es: [{ text: own }] } } : block,
      )
    }
    const [few, many] = [
      counted('Vienen doce', 'Twelve come', 'Las doce mujeres barren.'),
      counted('Vienen trece', 'Thirteen come', 'Las trece mujeres barren.'),
    ]
    expect(findings(storyWith({ blocks: few }))).toEqual([])
    expect(findings(storyWith({ blocks: many }))).toMatchObject([{ place: inSegment('s1', 'es') }])
  })

  test('an estimate in the exact words is one', () => {
    const text = { es: [{ text: 'Muchas' }], en: [{ text: 'Many' }] }
    const said = withSegment('s4', { text, exactWords: 'Kaita 40 %' })
    const own = { ...said, headline: { ...headline, es: 'El 40 % paga' } }
    expect(findings(own)).toMatchObject([{ place: inField('headline', 'es') }])
  })

  describe('unless somebody with a full name says the same', () => {
    const both = saying('s1', es, en)
    const saidBy = (id: string, es: string, en: string) => ({
      ...both,
      blocks: both.blocks.map((block) =>
        block.id === id ? { ...block, text: { es: [{ text: es }], en: [{ text: en }] } } : block,
      ),
    })

    test.each(['s5', 's6'])('of the same, in %s', (id) => {
      expect(findings(both)).toHaveLength(2)
      expect(findings(saidBy(id, 'Paga el 40 % de las familias', '40% of families'))).toEqual([])
    })

    test.each([
      ['of something else', 'Falta el 40 % de las bombas', '40% of pumps are missing'],
      ['of what is said in another sentence', 'El 40 %. Las familias', '40%. Families'],
      ['without saying of what', 'El 40 %', '40%'],
      ['in another unit', 'Son 40 familias', '40 families'],
    ])('not %s', (_name, es, en) => {
      expect(findings(saidBy('s6', es, en))).toHaveLength(2)
    })
  })
})
