import { describe, expect, test } from 'vitest'
import type { Move } from '../events/story-events.ts'
import { digestOf } from './digest.ts'
import { isRefused } from './moves.ts'
import { possibleMoves } from './possible-moves.ts'
import { moved } from './replay.ts'
import type { Approval, InReview, OnSite, Standing } from './standing.ts'
import { correction, inBoth, STORY, storySaying } from './story.fixture.ts'

const ana = { person: 'a1'.repeat(16), device: 'd1'.repeat(16) }
const bea = { person: 'b2'.repeat(16), device: 'd2'.repeat(16) }
const cleo = { person: 'c3'.repeat(16), device: 'd3'.repeat(16) }

const story = storySaying({ es: 'uno', en: 'one' })
const corrected = storySaying({ es: 'dos', en: 'two' }, { corrections: [correction('Dos')] })
const digest = digestOf({ kind: 'publication', story })
const onSite: OnSite = { story, digest, publishedOn: '2026-03-05' }
const approvals: readonly [Approval, Approval] = [
  { ...ana, digest },
  { ...bea, digest },
]
const inReview: InReview = {
  ...{ state: 'in-review', noted: [], approvals: [] },
  proposal: { kind: 'publication', story, digest },
}
const withdrawal = { kind: 'withdrawal', id: STORY, slug: story.slug, note: inBoth('No') } as const

const standings: readonly Standing[] = [
  { state: 'pitch' },
  { state: 'draft', noted: [] },
  { state: 'draft', noted: [], onSite },
  inReview,
  { ...inReview, approvals: [approvals[0]] },
  { ...inReview, state: 'approved', approvals },
  { ...inReview, state: 'held', approvals, notBeforeMillis: 0 },
  { state: 'published', onSite },
  { state: 'corrected', onSite },
  { state: 'withdrawn', slug: story.slug, note: inBoth('No'), digest, withdrawnOn: '2026-05-01' },
]

/** Each kind as somebody makes it of a story that stands so. */
function movesOf(standing: Standing, { device }: typeof ana): readonly Move[] {
  const kind = 'onSite' in standing ? 'correction' : 'publication'
  const content = kind === 'correction' ? corrected : story
  return [
    { kind: 'begin' },
    { kind: 'submit', content, digest: digestOf({ kind, story: content }) },
    { kind: 'return' },
    { kind: 'approve', digest, device },
    { kind: 'hold', notBeforeMillis: 0 },
    { kind: 'reopen' },
    { kind: 'note-correction', ...correction('Tres') },
    { kind: 'propose-withdrawal', note: withdrawal.note, digest: digestOf(withdrawal) },
  ]
}

describe('moves', () => {
  test('those that are offered are made, and no others', () => {
    for (const standing of standings)
      for (const by of [ana, cleo]) {
        const made = movesOf(standing, by).filter(
          (move) => !isRefused(moved(STORY, standing, { move, person: by.person })),
        )
        const offered = possibleMoves(standing, by).filter((name) => name !== 'publish')
        expect(made.map(({ kind }) => kind).sort()).toEqual([...offered].sort())
      }
  })

  test('what stands on the site is offered for release only when it is held', () => {
    const offered = standings.filter((standing) => possibleMoves(standing, ana).includes('publish'))
    expect(offered.map(({ state }) => state)).toEqual(['held'])
  })

  test.each([
    ['publication', { state: 'draft', noted: [], onSite }, corrected],
    ['correction', { state: 'draft', noted: [] }, story],
  ] as const)(
    'who meant a %s, not knowing how the story stands, has proposed nothing',
    (kind, standing, content) => {
      const meant = digestOf({ kind, story: content })
      const move = { kind: 'submit', content, digest: meant } as const
      expect(moved(STORY, standing, { move, person: ana.person })).toEqual({
        refused: 'digest-changed',
      })
    },
  )

  test('the text of another story is not proposed', () => {
    const move = { kind: 'submit', content: story, digest } as const
    const draft = { state: 'draft', noted: [] } as const
    expect(moved('ff'.repeat(16), draft, { move, person: ana.person })).toEqual({
      refused: 'story-other',
    })
  })
})
