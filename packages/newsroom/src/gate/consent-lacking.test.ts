import { describe, expect, test } from 'vitest'
import type { JournalEvent } from '../events.ts'
import { sourceLabel } from '../story/names.ts'
import { STORY } from '../story/story.fixture.ts'
import {
  consent,
  described,
  DRIVER,
  idOf,
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

const other = {
  es: sourceLabel('Una maestra de la zona'),
  en: sourceLabel('A teacher from the area'),
}
const place = { kind: 'segment', story: STORY, segment: 's4', part: 'speaker' }

function findings(others: Partial<GateSubject>) {
  return judge(subject(others)).filter(({ rule }) => rule === 4)
}

function after(...events: readonly JournalEvent[]) {
  return findings({ sources: standings(knowing(...events)) })
}

const unasked = { consent: undefined, revision: 2 }

describe('what was not agreed blocks', () => {
  test.each<[string, string, JournalEvent]>([
    [
      'a level that was lowered',
      'consent-missing',
      described({ ...unasked, level: 'description' }),
    ],
    ['what may not be printed', 'consent-missing', described({ ...unasked, level: 'nothing' })],
    [
      'a description for a name that was withdrawn',
      'consent-missing',
      described({ ...unasked, level: 'description', label: other }),
    ],
    [
      'an alias that was agreed since',
      'consent-missing',
      described({ level: 'alias', label: other, revision: 2 }),
    ],
    ['a label that was agreed anew', 'label-not-agreed', described({ label: other, revision: 2 })],
    [
      'a consent that has run out',
      'consent-expired',
      described({ consent: { ...consent, until: '2026-03-09' }, revision: 2 }),
    ],
  ])('%s: %s', (_name, code, event) => {
    expect(after(event)).toEqual([{ rule: 4, code, place, source: TEACHER }])
  })

  test('a source that nobody has asked', () => {
    const never = idOf('never asked')
    const speaker = { label: other, unnamedBecause: { es: 'x', en: 'x' }, source: never }
    const state = knowing(described({ ...unasked, source: never, label: other }))
    const changed = withSegment('s4', { speaker })
    const asked = { story: changed, sources: standings(state, [never, DRIVER]) }
    expect(findings(asked).filter(({ source }) => source === never)).toEqual([
      { rule: 4, code: 'consent-missing', place, source: never },
    ])
  })

  test('a label that nobody has described', () => {
    const label = { ...teacherLabel, en: sourceLabel('Marina Hernández, a teacher') }
    const speaker = { label, unnamedBecause: { es: 'x', en: 'x' }, source: TEACHER }
    expect(findings({ story: withSegment('s4', { speaker }) })).toMatchObject([
      { code: 'label-not-agreed', source: TEACHER },
    ])
  })

  test('sources that this desk does not know', () => {
    const stranger = idOf('stranger')
    const story = storyWith({ alsoFrom: [DRIVER, stranger] })
    expect(findings({ story })).toEqual([
      {
        ...{ rule: 4, code: 'consent-missing', source: stranger },
        place: { kind: 'source', source: stranger },
      },
    ])
    expect(findings({ sources: [] }).map(({ source }) => source)).toContain(TEACHER)
  })

  test('a source that somebody calls a public speaker', () => {
    const speaker = { label: teacherLabel }
    const changed = withSegment('s4', { speaker, figures: undefined })
    const lowered = described({ ...unasked, level: 'description', label: other })
    const found = judge(subject({ story: changed, sources: standings(knowing(lowered)) }))
    expect(new Set(found.map(({ code }) => code))).toEqual(
      new Set([
        ...['protected-in-text', 'consent-missing', 'reader-reason-missing'],
        'figure-undeclared',
      ]),
    )
  })

  test('an unnamed speaker of an earlier version whom nobody knows', () => {
    const speaker = { label: other, unnamedBecause: { es: 'x', en: 'x' } }
    expect(findings({ story: withSegment('s4', { speaker }) })).toEqual([
      { rule: 4, code: 'consent-missing', place },
    ])
  })
})

describe('what was agreed passes', () => {
  test('until the last day, that one included', () => {
    const until = described({ consent: { ...consent, until: '2026-03-10' }, revision: 2 })
    expect(after(until)).toEqual([])
  })

  test('a description that nobody had to ask for, once the label is that of the lowering', () => {
    const lowered = described({ ...unasked, level: 'description', label: other })
    const speaker = { label: other, unnamedBecause: { es: 'x', en: 'x' }, source: TEACHER }
    const sources = standings(knowing(lowered))
    expect(findings({ story: withSegment('s4', { speaker }), sources })).toEqual([])
  })

  test('a speaker of an earlier version, known by the label alone', () => {
    const speaker = { label: teacherLabel, unnamedBecause: { es: 'x', en: 'x' } }
    expect(findings({ story: withSegment('s4', { speaker }) })).toEqual([])
  })
})
