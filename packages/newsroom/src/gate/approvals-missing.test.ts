import { describe, expect, test } from 'vitest'
import { digestOf } from '../story/digest.ts'
import { STORY } from '../story/story.fixture.ts'
import { approvals, saying, story, subject } from './gate.fixture.ts'
import { judge } from './judge.ts'
import type { GateSubject } from './subject.ts'

function findings(others: Partial<GateSubject>) {
  return judge(subject(others)).filter(({ rule }) => rule === 18)
}

const place = { kind: 'story', story: STORY }
const missing = [{ rule: 18, code: 'approvals-missing', place }]

describe('a release', () => {
  test.each<[string, GateSubject['approvals']]>([
    ['without approvals', undefined],
    ['with one', approvals(story, [['a1', 'd1']])],
    [
      'with two of one person',
      approvals(story, [
        ['a1', 'd1'],
        ['a1', 'd2'],
      ]),
    ],
    [
      'with two of one device',
      approvals(story, [
        ['a1', 'd1'],
        ['b2', 'd1'],
      ]),
    ],
    ['with two of another text', approvals(saying('s1', 'otro', 'another'))],
  ])('%s is not made', (_name, given) => {
    const others = given && { approvals: given }
    expect(findings({ stage: 'release', ...others })).toEqual(missing)
    expect(findings({ stage: 'review', ...others })).toEqual([])
  })

  test('is made of what two people on two devices have approved', () => {
    expect(findings({ stage: 'release', approvals: approvals(story) })).toEqual([])
  })

  test('of a withdrawal needs approvals of its notice', () => {
    const note = { es: 'Se retiró.', en: 'Withdrawn.' }
    const digest = digestOf({ kind: 'withdrawal', id: story.id, slug: story.slug, note })
    const given = approvals(story).map((approval) => ({ ...approval, digest }))
    const taken = { stage: 'release', kind: 'withdrawal', onSite: story } as const
    expect(findings({ ...taken, note, approvals: given })).toEqual([])
    expect(findings({ ...taken, approvals: given })).toEqual(missing)
    const another = { es: 'Ya no está.', en: 'Gone.' }
    expect(findings({ ...taken, note: another, approvals: given })).toEqual(missing)
  })
})

test('a correction in one language alone is not made', () => {
  const onSite = saying('s1', 'No había agua.', 'There is no water.')
  expect(findings({ kind: 'correction', onSite })).toEqual([
    { rule: 18, code: 'one-language-changed', place },
  ])
  const both = saying('s1', 'No había agua.', 'There was no water.')
  expect(findings({ kind: 'correction', onSite: both })).toEqual([])
})
