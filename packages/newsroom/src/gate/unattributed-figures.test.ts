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

  test('a word of attribution elsewhere in the story is not enough', () => {
    const said = saying('s1', es, 'There is no water.')
    const blocks = [...said.blocks]
    expect(findings({ ...said, blocks: blocks.slice(0, 4) })).toHaveLength(1)
  })

  test('another number is another number', () => {
    expect(findings(saying('s1', 'El 41 % paga. Son 40.', '41% pay. They are 40.'))).toEqual([])
  })

  test('unless somebody with a full name says the same', () => {
    const both = saying('s1', es, en)
    const confirmed = (id: string) => ({
      ...both,
      blocks: both.blocks.map((block) =>
        block.id === id
          ? { ...block, text: { es: [{ text: 'El 40 %' }], en: [{ text: '40%' }] } }
          : block,
      ),
    })
    expect(findings(both)).toHaveLength(2)
    expect(findings(confirmed('s5'))).toEqual([])
    expect(findings(confirmed('s6'))).toEqual([])
  })
})
