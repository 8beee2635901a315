import type { DraftedRelease, ReleaseDrafted, StoryMoved } from '@cronista/newsroom'
import { digestOf, findStory, fold, nextTurnOf, pendingReleases } from '@cronista/newsroom'
import { toHex } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { HOLD_MILLIS, SHORTEST_HOLD_MILLIS, TwoDesks } from '../services/two-desks.fixture.ts'
import {
  approvedStory,
  heldStory,
  publishedStory,
  writeStory,
} from '../services/written-story.fixture.ts'
import { DAY_MILLIS } from './day.ts'
import { signingObstacle } from './release-judgement.ts'

type Changes = ReleaseDrafted['changes']

/** What Bruno's desk has to judge: a release that Ada drafted of a story that both approved. */
async function drafted() {
  const world = new TwoDesks()
  const id = await heldStory(world)
  world.ada.move(id, 'publish')
  world.exchange()
  return { world, id, ...judgedByBruno(world) }
}

function judgedByBruno({ bruno, clock }: TwoDesks) {
  const { journal, keys } = bruno
  const [release] = pendingReleases(journal.state)
  const view = {
    state: journal.state,
    person: toHex(keys.personId),
    nowMillis: clock.nowMillis(),
    rosterHead: release!.drafted.rosterHead,
    shortestHoldMillis: SHORTEST_HOLD_MILLIS,
    passesGate: () => true,
  }
  return { release: release!, view }
}

/** What Bruno's desk has to judge in the very moment of the second approval: a withdrawal that Ada drafted. */
async function draftedWithdrawal() {
  const world = new TwoDesks()
  const { ada, bruno, exchange } = world
  const id = await publishedStory(world, 'one')
  bruno.move(id, 'propose-withdrawal', { note: { es: 'Retirada.', en: 'Withdrawn.' } })
  bruno.approve(id)
  exchange()
  ada.approve(id)
  ada.move(id, 'publish')
  const waiting = approvedStory(world, 'two')
  return { world, waiting, ...judgedByBruno(world) }
}

function contentOf({ move }: StoryMoved) {
  return move.kind === 'submit' ? [move.content] : []
}

function altered(release: DraftedRelease, change: Partial<ReleaseDrafted>): DraftedRelease {
  return { ...release, drafted: { ...release.drafted, ...change } }
}

function withChange(release: DraftedRelease, change: Partial<Changes[number]>): DraftedRelease {
  const changes = release.drafted.changes.map((one) => ({ ...one, ...change }))
  return altered(release, { changes })
}

describe('before it signs, a desk wants', () => {
  test('what both approved, after its hold, on the day, as the next release', async () => {
    const { release, view } = await drafted()
    expect(signingObstacle(release, view)).toBeUndefined()
  })

  test('another person to have drafted it', async () => {
    const { world, release, view } = await drafted()
    const person = toHex(world.ada.keys.personId)
    expect(signingObstacle(release, { ...view, person })).toBe('drafted-here')
  })

  test('its own person among the two who approved', async () => {
    const { release, view } = await drafted()
    expect(signingObstacle(release, { ...view, person: '0c'.repeat(16) })).toBe('not-approved-here')
  })

  test('the hold to be over by its own clock', async () => {
    const { world, id, release, view } = await drafted()
    const nowMillis = world.bruno.view(id).notBeforeMillis! - 1
    expect(signingObstacle(release, { ...view, nowMillis })).toBe('hold-not-over')
  })

  test('the shortest hold to have passed since its own approval, whatever hold was set', async () => {
    const { release, view } = await drafted()
    const exact = { ...view, shortestHoldMillis: HOLD_MILLIS }
    expect(signingObstacle(release, exact)).toBeUndefined()
    const longer = { ...view, shortestHoldMillis: HOLD_MILLIS + 1 }
    expect(signingObstacle(release, longer)).toBe('hold-not-over')
  })

  test('no hold of a withdrawal, and of what is released with it the hold all the same', async () => {
    const { world, waiting, release, view } = await draftedWithdrawal()
    expect(signingObstacle(release, view)).toBeUndefined()
    // What goes with it waits for its own hold.
    const { digest } = world.bruno.view(waiting).proposal!
    const turn = nextTurnOf(findStory(view.state, waiting)!)
    const [withdrawal] = release.drafted.changes
    const early = { ...withdrawal!, story: waiting, digest, turn }
    for (const changes of [[withdrawal!, early], [early, withdrawal!], [early]]) {
      const mixed = altered(release, { changes })
      expect(signingObstacle(mixed, view)).toBe('hold-not-over')
      const later = { ...view, nowMillis: view.nowMillis + HOLD_MILLIS }
      expect(signingObstacle(mixed, later)).toBeUndefined()
    }
  })

  test('today as the day of issue: not one before, and none to come', async () => {
    const { release, view } = await drafted()
    for (const days of [-1, 1, 3]) {
      const issuedAtMillis = release.drafted.issuedAtMillis + days * DAY_MILLIS
      expect(signingObstacle(altered(release, { issuedAtMillis }), view)).toBe('other-day')
    }
    const issuedAtMillis = release.drafted.issuedAtMillis + 1
    expect(signingObstacle(altered(release, { issuedAtMillis }), view)).toBe('other-day')
  })

  test('the roster that it trusts itself', async () => {
    const { release, view } = await drafted()
    const other = altered(release, { rosterHead: '03'.repeat(32) })
    expect(signingObstacle(other, view)).toBe('other-roster')
  })

  test('the turn that it would have taken itself', async () => {
    const { release, view } = await drafted()
    for (const turn of [1, release.drafted.changes[0]!.turn + 1])
      expect(signingObstacle(withChange(release, { turn }), view)).toBe('other-turn')
  })

  test('the published release to lead to what is built', async () => {
    const { world, id, release, view } = await drafted()
    const approvals = [world.ada, world.bruno]
    const note = { es: 'Retirada.', en: 'Withdrawn.' }
    const { slug } = view.state.stories.get(id)!.moves.values().flatMap(contentOf).next().value!
    const digest = digestOf({ kind: 'withdrawal', id, slug, note })
    const { turn } = release.drafted.changes[0]!
    const told = { v: 1, type: 'story-moved', story: id, movedAtMillis: 0 } as const
    // Approved by both, but so far there is nothing that could be withdrawn.
    const withdrawal = fold(
      [
        {
          ...{ ...told, turn, person: toHex(world.ada.keys.personId) },
          move: { kind: 'propose-withdrawal', note, digest },
        },
        ...approvals.map(({ keys }) => ({
          ...{ ...told, turn, person: toHex(keys.personId) },
          move: { kind: 'approve', digest, device: toHex(keys.deviceId) } as const,
        })),
      ],
      view.state,
    )
    const story = withdrawal.stories.get(id)!
    const waiting = {
      ...({ type: 'published', on: '2026-11-22' } as const),
      ...{ release: '04'.repeat(32), digest, person: '0a'.repeat(16), movedAtMillis: 0 },
    }
    const published = story.published.with('9'.repeat(16), waiting)
    const stories = withdrawal.stories.with(id, { ...story, published })
    const next = withChange(release, { turn: turn + 1 })
    expect(signingObstacle(next, { ...view, state: withdrawal })).toBeUndefined()
    expect(signingObstacle(next, { ...view, state: { ...withdrawal, stories } })).toBe('other-site')
  })

  test('the day that readers will see to be about today', async () => {
    const { release, view } = await drafted()
    const on = (day: Changes[number]['on']) =>
      signingObstacle(withChange(release, { on: day }), view)
    expect(on('2026-11-21')).toBeUndefined()
    expect(on('2026-11-23')).toBeUndefined()
    expect(on('2026-11-20')).toBe('other-day')
    expect(on('2026-11-24')).toBe('other-day')
  })

  test('exactly the words that were approved', async () => {
    const { release, view } = await drafted()
    const other = withChange(release, { digest: '00'.repeat(32) })
    expect(signingObstacle(other, view)).toBe('not-held')
  })

  test('two approvals: one is not enough', async () => {
    const { world, release, view } = await drafted()
    const story = writeStory(world.ada, 'two')
    world.ada.move(story, 'submit')
    world.ada.approve(story)
    const { digest } = world.ada.view(story).proposal!
    const { state } = world.ada.journal
    const early = withChange(release, { story, digest })
    expect(signingObstacle(early, { ...view, state })).toBe('not-held')
  })

  test('its own gate to find nothing in what is released', async () => {
    const { release, view } = await drafted()
    expect(signingObstacle(release, { ...view, passesGate: () => false })).toBe('gate-blocked')
  })

  test('each story once', async () => {
    const { release, view } = await drafted()
    const { changes } = release.drafted
    const twice = altered(release, { changes: [...changes, ...changes] })
    expect(signingObstacle(twice, view)).toBe('story-twice')
  })

  test.each([
    ['the next number', { number: 2 }],
    ['the head before', { previousHead: '01'.repeat(32) }],
  ])('%s', async (_what, change) => {
    const { release, view } = await drafted()
    expect(signingObstacle(altered(release, change), view)).toBe('not-next')
  })
})
