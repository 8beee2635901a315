import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeEvent, parseEvent, type JournalEvent } from '../events.ts'
import type { ReleaseDrafted, ReleasePublished } from '../events/release-events.ts'
import { fold } from '../fold.ts'
import { digestOf } from '../story/digest.ts'
import { correction, inBoth, STORY, storySaying } from '../story/story.fixture.ts'
import { MAX_TURN, MAX_TURN_STEP } from '../story/story-limits.ts'
import { pendingReleases, releaseIdOf, standingRelease } from './release-state.ts'
import { findHeld, siteAfter, siteStories } from './site-stories.ts'
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

const note = inBoth('Ya no')
const noted = correction('Dos')
const withdrawalDigest = digestOf({ kind: 'withdrawal', id: STORY, slug: story.slug, note })
const withdrawn = [{ kind: 'withdrawn', id: STORY, slug: story.slug, withdrawnOn: change.on, note }]

/** What is told of a release that was published, its draft first. */
function releaseOf(number: number, changes: ReleaseDrafted['changes']): readonly JournalEvent[] {
  const head = number.toString().repeat(64)
  const draft = { ...drafted, number, head, previousHead: drafted.head, changes }
  const own = { release: releaseIdOf(draft), head }
  return [draft, signed(ana, own), signed(bea, own), { ...published, ...own, number }]
}

/** A withdrawal from its proposal to the site. */
function withdrawing(turn: number): readonly JournalEvent[] {
  const by = { digest: withdrawalDigest }
  return [
    move(6, { kind: 'propose-withdrawal', note, ...by }),
    move(7, { kind: 'approve', ...by, device: ana.device }),
    move(8, { kind: 'approve', ...by, device: bea.device }, bea),
    move(9, { kind: 'hold', notBeforeMillis: 9 }),
    ...releaseOf(2, [{ ...change, ...by, turn }]),
  ]
}

const published: ReleasePublished = {
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

  test.each([1, 6, 1_000_000])(
    'is withdrawn by the later release, though its draft says turn %i',
    (turn) => {
      const state = fold([...out, ...withdrawing(turn)])
      expect(siteStories(state)).toEqual(withdrawn)
      const empty = releaseOf(3, [])
      expect(siteStories(fold(empty, state))).toEqual(withdrawn)
      expect(siteStories(fold([...out, ...withdrawing(turn), ...empty].toReversed()))).toEqual(
        withdrawn,
      )
    },
  )

  test('is what every release will make of it, before it is published', () => {
    const state = fold([...out, ...withdrawing(1).filter(({ type }) => type === 'story-moved')])
    const next = releaseOf(2, [{ ...change, digest: withdrawalDigest, turn: 1 }])
    const [draft] = next as [ReleaseDrafted]
    expect(siteAfter(state, draft)).toEqual(siteStories(state, draft.changes))
    expect(siteAfter(state, draft)).toEqual(siteStories(fold(next, state)))
    expect(siteStories(state)).toEqual(shown)
    // A release that comes before the one that published the story cannot withdraw it.
    expect(siteAfter(state, { ...draft, number: 1, head: '00'.repeat(32) })).toEqual(shown)
  })

  test('keeps what was begun after it, though a return from before it comes late', () => {
    const returned = move(5, { kind: 'return' }, { ...bea, person: 'c3'.repeat(16) })
    const again = [move(6, { kind: 'reopen' }), move(7, { kind: 'note-correction', ...noted })]
    expect(standingOf(fold([...out, ...again, returned]).stories.get(STORY)!)).toMatchObject({
      state: 'draft',
      noted: [noted],
      onSite: { story },
    })
  })
})

describe('one move in the highest turn', () => {
  const far = move(MAX_TURN, { kind: 'return' }, bea)

  test('leaves a story its turns', () => {
    const state = fold([far, ...held.slice(0, 2)])
    expect(standingOf(state.stories.get(STORY)!).state).toBe('in-review')
    expect(nextTurnOf(state.stories.get(STORY)!)).toBe(3)
    expect(siteStories(fold([far, ...held]), [change])).toEqual(shown)
  })

  test('is made when others have come as far', () => {
    const near = move(5 + MAX_TURN_STEP, { kind: 'return' }, bea)
    expect(standingOf(fold([near, ...held]).stories.get(STORY)!).state).toBe('draft')
    const farther = move(6 + MAX_TURN_STEP, { kind: 'return' }, bea)
    expect(standingOf(fold([farther, ...held]).stories.get(STORY)!).state).toBe('held')
  })

  test('whatever has come, the next two turns are valid', () => {
    const turn = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: MAX_TURN }))
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1 }), (turns) => {
        const events = turns.map((each) => move(each, { kind: 'begin' }))
        const next = nextTurnOf(fold(events).stories.get(STORY)!)
        for (const valid of [next, next + 1])
          expect(() => parseEvent(encodeEvent(move(valid, { kind: 'begin' })))).not.toThrow()
        expect(next).toBeLessThanOrEqual(turns.length * MAX_TURN_STEP + 1)
      }),
    )
    const beyond = encodeEvent(move(MAX_TURN + 1, { kind: 'begin' }))
    expect(() => parseEvent(beyond)).toThrow('event-malformed')
    const all = Array.from({ length: MAX_TURN / MAX_TURN_STEP }, (_, index) =>
      move((index + 1) * MAX_TURN_STEP, { kind: 'begin' }),
    )
    expect(nextTurnOf(fold(all).stories.get(STORY)!)).toBe(MAX_TURN - 1)
  })
})
