import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JournalEvent } from '../events.ts'
import { printableStory } from '../events/printable-story-schema.ts'
import { fold } from '../fold.ts'
import { digestOf } from '../story/digest.ts'
import type { PrintedCorrection } from '../story/printable-story.ts'
import type { Proposal, Standing } from '../story/standing.ts'
import { STORY } from '../story/story.fixture.ts'
import { Desks, isDraft, type Deed } from './desks.fixture.ts'
import type { NewsroomState } from './newsroom-state.ts'
import { releaseIdOf } from './release-state.ts'
import { siteStories } from './site-stories.ts'
import { replayOf } from './story-replay.ts'

const deed: fc.Arbitrary<Deed> = fc.record({
  desk: fc.nat(4),
  deed: fc.constantFrom(
    ...(['move', 'move', 'move', 'receive', 'receive', 'draft', 'sign', 'sign'] as const),
    ...(['announce', 'carry'] as const),
  ),
  isLegal: fc.boolean(),
  choice: fc.nat(1000),
})
const deeds = fc.array(deed, { minLength: 20, maxLength: 80, size: 'max' })

describe('whatever anybody does', () => {
  test('nothing is approved, held or on the site that two people have not approved on two devices', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(deeds, fc.boolean(), (all, isHonest) => {
        const desks = new Desks(isHonest)
        for (const one of all) {
          const { state } = desks.do(one)
          const standing = standingIn(state)
          reached.add(standing.state)
          expectApproved(standing, desks.events)
          expectOnSite(standing, desks)
        }
      }),
      { numRuns: 60 },
    )
    // Otherwise this property would have said nothing.
    expect([...reached]).toEqual(
      expect.arrayContaining(['approved', 'held', 'published', 'corrected', 'withdrawn']),
    )
  })

  test('what readers were told is never taken back, and desks that have met agree', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        const desks = new Desks(true)
        const told = new Map<object, readonly PrintedCorrection[] | 'withdrawn'>()
        for (const one of all) {
          const desk = desks.do(one)
          const before = told.get(desk)
          const after = toldBy(standingIn(desk.state))
          if (before === 'withdrawn') expect(after).toBe('withdrawn')
          else if (before !== undefined && after !== 'withdrawn')
            expect(after?.slice(0, before.length)).toEqual(before)
          if (after !== undefined) told.set(desk, after)
        }
        const state = fold(desks.events)
        expect(replayOf(state.stories.get(STORY) ?? nothing)).toEqual(
          replayOf(fold(desks.events.toReversed()).stories.get(STORY) ?? nothing),
        )
        expect(siteStories(fold(desks.events.toReversed()))).toEqual(siteStories(state))
      }),
      { numRuns: 60 },
    )
  })
})

const nothing = fold([
  {
    ...{ v: 1, type: 'story-opened', story: STORY, original: 'es' },
    ...{ person: 'a1'.repeat(16), openedAtMillis: 0 },
  },
]).stories.get(STORY)!

function standingIn(state: NewsroomState): Standing {
  return replayOf(state.stories.get(STORY) ?? nothing).standing
}

function toldBy(standing: Standing): readonly PrintedCorrection[] | 'withdrawn' | undefined {
  if (standing.state === 'withdrawn') return 'withdrawn'
  return 'onSite' in standing ? standing.onSite.story.corrections : undefined
}

/** The approvals of the digest that events tell of, by two people on two devices. */
function expectTwo(digest: string, events: readonly JournalEvent[]): void {
  const approvals = events.flatMap((event) =>
    event.type === 'story-moved' && event.move.kind === 'approve' && event.move.digest === digest
      ? [{ person: event.person, device: event.move.device }]
      : [],
  )
  const isTwice = approvals.some((a) =>
    approvals.some((b) => a.person !== b.person && a.device !== b.device),
  )
  expect(isTwice).toBe(true)
}

function expectApproved(standing: Standing, events: readonly JournalEvent[]): void {
  if (!('proposal' in standing)) return
  const { proposal, approvals } = standing
  expectComplete(proposal)
  expect(approvals.every(({ digest }) => digest === proposal.digest)).toBe(true)
  if (standing.state === 'in-review') return
  const [first, second] = standing.approvals
  expect(first.person).not.toBe(second.person)
  expect(first.device).not.toBe(second.device)
  expectTwo(proposal.digest, events)
}

function expectComplete(proposal: Proposal): void {
  expect(digestOf(proposal)).toBe(proposal.digest)
  if (proposal.kind !== 'withdrawal')
    expect(() => printableStory.parse(proposal.story)).not.toThrow()
}

/** Only a release that two people have signed, and that names this digest, has put it there. */
function expectOnSite(standing: Standing, desks: Desks): void {
  const shown = standing.state === 'withdrawn' ? standing : siteOf(standing)
  if (shown === undefined) return
  const { digest } = shown
  expectTwo(digest, desks.events)
  const announced = desks.events.flatMap((event) =>
    event.type === 'release-published' ? [event.release] : [],
  )
  const releases = desks.events.filter(
    (event) =>
      isDraft(event) &&
      event.changes.some((change) => change.digest === digest) &&
      announced.includes(releaseIdOf(event)) &&
      desks.signersOf(event).size > 1,
  )
  expect(releases).not.toHaveLength(0)
}

function siteOf(standing: Standing) {
  return 'onSite' in standing ? standing.onSite : undefined
}
