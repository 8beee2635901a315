import { expect, test } from 'vitest'
import { STORY } from '../story/story.fixture.ts'
import {
  described,
  knowing,
  standings,
  storyWith,
  subject,
  TEACHER,
  teacherLabel,
  withSegment,
} from './gate.fixture.ts'
import { judge } from './judge.ts'
import type { GateSubject } from './subject.ts'

function findings(others: Partial<GateSubject>) {
  return judge(subject(others)).filter(({ rule }) => rule === 5)
}

const speaker = { kind: 'segment', story: STORY, segment: 's4', part: 'speaker' }
const atDesk = { kind: 'source', source: TEACHER }

test.each<[string, object]>([
  ['no reason', {}],
  ['an empty reason', { unnamedBecause: { es: '', en: '' } }],
])(
  'a source that is not fully named and gives readers %s is found in both languages',
  (_n, because) => {
    const label = { label: teacherLabel, source: TEACHER, ...because }
    const found = { rule: 5, code: 'reader-reason-missing', source: TEACHER }
    expect(findings({ story: withSegment('s4', { speaker: label }) })).toEqual([
      { ...found, place: { ...speaker, language: 'es' } },
      { ...found, place: { ...speaker, language: 'en' } },
    ])
  },
)

test('a reason in one language alone is found in the other', () => {
  const unnamedBecause = { es: 'Teme por su vida.', en: '' }
  const label = { label: teacherLabel, source: TEACHER, unnamedBecause }
  expect(findings({ story: withSegment('s4', { speaker: label }) })).toMatchObject([
    { place: { language: 'en' } },
  ])
})

test.each([
  ['deskReason', 'desk-reason-missing'],
  ['hiddenFrom', 'hidden-from-missing'],
])('a source without %s is found once, however often it is quoted', (field, code) => {
  const bare = described({ [field]: undefined, revision: 2 })
  const [quoted] = subject().story.blocks.filter(({ id }) => id === 's4')
  const twice = storyWith({
    blocks: [...subject().story.blocks, ...(quoted ? [{ ...quoted, id: 's9' }] : [])],
  })
  expect(findings({ story: twice, sources: standings(knowing(bare)) })).toEqual([
    { rule: 5, code, place: atDesk, source: TEACHER },
  ])
})

test('a source that is fully named, and one that is not quoted, need none', () => {
  const found = findings({})
  expect(found).toEqual([])
  const behind = storyWith({ blocks: subject().story.blocks.filter(({ id }) => id !== 's4') })
  const bare = described({ deskReason: undefined, hiddenFrom: undefined, revision: 2 })
  const story = { ...behind, alsoFrom: [TEACHER, ...(behind.alsoFrom ?? [])] }
  expect(findings({ story, sources: standings(knowing(bare)) })).toEqual([])
})
