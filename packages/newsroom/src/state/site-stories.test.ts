import { describe, expect, test } from 'vitest'
import type { JournalEvent } from '../events.ts'
import type { ReleaseDrafted } from '../events/release-events.ts'
import { fold } from '../fold.ts'
import { digestOf } from '../story/digest.ts'
import { STORY, storySaying } from '../story/story.fixture.ts'
import { pendingReleases, releaseIdOf, standingRelease } from './release-state.ts'
import { findHeld, siteStories } from './site-stories.ts'
import { nextTurnOf, replayOf, standingOf } from './story-replay.ts'

const ana = { person: 'a1'.repeat(16), device: 'd1'.repeat(16) }
const bea = { person: 'b2'.repeat(16), device: 'd2'.repeat(16) }
const story = storySaying({ es: 'uno', en: 'one' })
const digest = digestOf({ kind: 'publication', story })

function move(turn: number, made: object, { person } = ana): JournalEvent {
  const by = { person, movedAtMillis: turn }
  return { v: 1, type: 'story-moved', story: STORY, turn, move: made, ...by } as JournalEvent
}

const held = [
  move(1, { kind: 'begin' }),
  move(2, { kind: 'submit', content: story, digest }),
  move(3, { kind: 'approve', digest, device: ana.device }),
  move(4, { kind: 'approve', digest, device: bea.device }, bea),
  move(5, { kind: 'hold', notBeforeMillis: 9 }),
]
const change = { story: STORY, digest, on: '2026-03-05', turn: 6 } as const
const drafted: ReleaseDrafted = {
  v: 1,
  type: 'release-drafted',
  head: 'e1'.repeat(32),
  number: 1,
  previousHead: '00'.repeat(32),
  issuedAtMillis: 6,
  rosterHead: 'c0'.repeat(32),
  changes: [change],
  ...ana,
}
const release = releaseIdOf(drafted)

function signed(by: typeof ana, others: object = {}): JournalEvent {
  const signature = `${'A'.repeat(85)}Q`
  const { head } = drafted
  return { v: 1, type: 'release-signed', release, head, ...by, signature, ...others }
}

const published: JournalEvent = {
  ...{ v: 1, type: 'release-published', release, head: drafted.head, number: 1 },
  ...{ person: ana.person, publishedAtMillis: 7 },
}
const out = [...held, drafted, signed(ana), signed(bea), published]
const shown = [{ kind: 'story', story, publishedOn: '2026-03-05' }]

describe('the site', () => {
  test('has nothing of a story that is held, and all of it with the change that publishes it', () => {
    const state = fold(held)
    expect(siteStories(state)).toEqual([])
    expect(siteStories(state, [change])).toEqual(shown)
  })

  test.each([
    ['a draft', held.slice(0, 1)],
    ['a story with one approval', held.slice(0, 3)],
    ['a story with two, and no hold', held.slice(0, 4)],
    ['a story that was returned', [...held, move(6, { kind: 'return' }, bea)]],
    ['no story', []],
  ])('is not built with %s', (_name, events) => {
    expect(findHeld(fold(events), change)).toBeUndefined()
    expect(() => siteStories(fold(events), [change])).toThrow('change-not-held')
  })

  test('is not built with another digest', () => {
    const other = { ...change, digest: digestOf({ kind: 'correction', story }) }
    expect(() => siteStories(fold(held), [other])).toThrow('change-not-held')
  })

  test('has what two people signed and the relay took', () => {
    const state = fold(out)
    expect(siteStories(state)).toEqual(shown)
    expect(standingRelease(state)?.id).toBe(release)
    expect(pendingReleases(state)).toEqual([])
  })

  test.each([
    ['one signature', [signed(ana)]],
    ['two of one person', [signed(ana), signed({ ...ana, device: bea.device })]],
    ['one of another draft', [signed(ana), signed(bea, { release: 'ff'.repeat(32) })]],
    ['one of another head', [signed(ana), signed(bea, { head: 'ff'.repeat(32) })]],
  ])('has nothing of what was announced with %s', (_name, signatures) => {
    const state = fold([...held, drafted, ...signatures, published])
    expect(siteStories(state)).toEqual([])
    expect(standingRelease(state)).toBeUndefined()
    expect(pendingReleases(state).map(({ id }) => id)).toEqual([release])
  })

  const device = bea.device
  test.each([
    ['one person has approved', []],
    ['one person has approved on two devices', [move(4, { kind: 'approve', digest, device })]],
    [
      'two people have approved on one device',
      [move(4, { kind: 'approve', digest, device: ana.device }, bea)],
    ],
  ])('has nothing that a signed release names and %s', (_name, approvals) => {
    const events = out.filter((event) => event.type !== 'story-moved' || event.turn !== 4)
    expect(siteStories(fold([...events, ...approvals]))).toEqual([])
  })

  test('has nothing under a digest that is of something else', () => {
    const other = storySaying({ es: 'dos', en: 'two' })
    const exchanged = out.map((event) =>
      event.type === 'story-moved' && event.turn === 2
        ? move(2, { kind: 'submit', content: other, digest })
        : event,
    )
    expect(siteStories(fold(exchanged))).toEqual([])
  })

  test('has what was approved, though somebody else claims its digest for something else', () => {
    const other = storySaying({ es: 'dos', en: 'two' })
    const claim = move(2, { kind: 'submit', content: other, digest }, bea)
    expect(siteStories(fold([...out, claim]))).toEqual(shown)
  })
})

describe('what stands on the site', () => {
  test.each([3, 4, 5, 6])('is not forgotten for a return in turn %i that comes late', (turn) => {
    const cleo = { ...bea, person: 'c3'.repeat(16) }
    const state = fold([...out, move(turn, { kind: 'return', reason: 'Falta algo' }, cleo)])
    expect(siteStories(state)).toEqual(shown)
    expect(standingOf(state.stories.get(STORY)!).state).toBe('published')
  })

  test('is published once, however often it is announced', () => {
    const again = { ...drafted, number: 2, previousHead: drafted.head, head: 'e2'.repeat(32) }
    const id = releaseIdOf(again)
    const repeated = [
      again,
      ...[ana, bea].map((by) => signed(by, { release: id, head: again.head })),
      { ...published, release: id, head: again.head, number: 2 } as JournalEvent,
    ]
    const { history, ignoredMoves } = replayOf(fold([...out, ...repeated]).stories.get(STORY)!)
    expect(history.filter((entry) => entry.move === 'publish')).toHaveLength(1)
    expect(ignoredMoves).toBe(1)
  })

  test('is corrected in a later turn', () => {
    expect(nextTurnOf(fold(out).stories.get(STORY)!)).toBe(7)
  })
})
