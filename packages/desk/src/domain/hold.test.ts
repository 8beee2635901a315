import { findStory, nextTurnOf, standingOf, type Move } from '@cronista/newsroom'
import { toHex } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { SHORTEST_HOLD_MILLIS, TwoDesks } from '../services/two-desks.fixture.ts'
import { approvedStory, publishedStory, writeStory } from '../services/written-story.fixture.ts'
import { holdEndOf } from './hold.ts'

const storyOf = ({ bruno }: TwoDesks, id: string) => findStory(bruno.journal.state, id)!

/** When Bruno's desk lets the story be published. */
function holdEnd(world: TwoDesks, id: string): number {
  const story = storyOf(world, id)
  const held = standingOf(story)
  if (held.state !== 'held') throw new Error(held.state)
  const person = toHex(world.bruno.keys.personId)
  return holdEndOf(story, held, { person, shortestHoldMillis: SHORTEST_HOLD_MILLIS })
}

/** Ada's device writes a move down without asking anybody. */
function forced(world: TwoDesks, id: string, move: Move, turn: number, movedAtMillis = 0): void {
  const person = toHex(world.ada.keys.personId)
  const told = { v: 1, type: 'story-moved', story: id, person, turn, movedAtMillis, move } as const
  world.ada.journal.append([told])
  world.exchange()
}

describe('one device alone does not end a hold', () => {
  test('with a hold of nothing that comes first in its turn', () => {
    const world = new TwoDesks()
    const { ada, bruno, exchange } = world
    const id = writeStory(ada)
    ada.move(id, 'submit')
    exchange()
    ada.approve(id)
    exchange()
    bruno.approve(id)
    const end = bruno.view(id).notBeforeMillis!
    const turn = nextTurnOf(storyOf(world, id)) - 1
    const endsAt = () => 'notBeforeMillis' in standing() && standing().notBeforeMillis
    const standing = () => standingOf(storyOf(world, id)) as { notBeforeMillis: number }
    for (let at = 0; endsAt() !== 0; at++)
      forced(world, id, { kind: 'hold', notBeforeMillis: 0 }, turn, at)
    expect(holdEnd(world, id)).toBe(end)
    for (const desk of [ada, bruno]) {
      expect(desk.view(id).notBeforeMillis).toBe(end)
      expect(() => desk.move(id, 'publish')).toThrow('hold-not-over')
    }
  })

  test('with a proposal that was refused', () => {
    const world = new TwoDesks()
    const id = approvedStory(world)
    const end = holdEnd(world, id)
    const moves = [...storyOf(world, id).moves.values()]
    const submitted = moves.find(({ move }) => move.kind === 'submit')!
    const turn = nextTurnOf(storyOf(world, id)) - 1
    forced(world, id, submitted.move, turn, submitted.movedAtMillis)
    forced(world, id, { kind: 'hold', notBeforeMillis: 0 }, turn)
    expect(holdEnd(world, id)).toBe(end)
  })

  test('with a hold of nothing right after an approval: the shortest passes from the other', () => {
    const world = new TwoDesks()
    const { ada, bruno, exchange, clock } = world
    const id = writeStory(ada)
    ada.move(id, 'submit')
    exchange()
    bruno.approve(id)
    exchange()
    const { digest } = ada.view(id).proposal!
    const turn = nextTurnOf(storyOf(world, id))
    forced(world, id, { kind: 'approve', digest, device: toHex(ada.keys.deviceId) }, turn)
    forced(world, id, { kind: 'hold', notBeforeMillis: 0 }, turn + 1)
    expect(holdEnd(world, id)).toBe(clock.nowMillis() + SHORTEST_HOLD_MILLIS)
    expect(() => bruno.move(id, 'publish')).toThrow('hold-not-over')
  })
})

test('a withdrawal goes once two have approved it, whatever hold is recorded with it', async () => {
  const world = new TwoDesks()
  const { ada, bruno, exchange, clock } = world
  const id = await publishedStory(world)
  bruno.move(id, 'propose-withdrawal', { note: { es: 'Retirada.', en: 'Withdrawn.' } })
  bruno.approve(id)
  exchange()
  // As earlier versions wrote it down.
  const turn = nextTurnOf(storyOf(world, id))
  const { digest } = ada.view(id).proposal!
  const nowMillis = clock.nowMillis()
  forced(world, id, { kind: 'approve', digest, device: toHex(ada.keys.deviceId) }, turn, nowMillis)
  forced(world, id, { kind: 'hold', notBeforeMillis: nowMillis + 1e9 }, turn + 1, nowMillis)
  for (const desk of [ada, bruno]) {
    expect(desk.view(id)).toMatchObject({ state: 'held', moves: ['publish', 'return'] })
    expect(desk.view(id).notBeforeMillis).toBeUndefined()
  }
  ada.move(id, 'publish')
  await world.rounds()
  for (const desk of [ada, bruno]) expect(desk.view(id).state).toBe('withdrawn')
})

test('a proposal that was returned takes its hold with it', () => {
  const world = new TwoDesks()
  const { ada, bruno, exchange, clock } = world
  const id = approvedStory(world)
  const far = clock.nowMillis() + 1e9
  for (const turn of [nextTurnOf(storyOf(world, id)), 900_000])
    forced(world, id, { kind: 'hold', notBeforeMillis: far }, turn)
  expect(holdEnd(world, id)).toBe(far)
  ada.move(id, 'return')
  ada.move(id, 'submit')
  exchange()
  for (const desk of [ada, bruno]) {
    desk.approve(id)
    exchange()
  }
  expect(holdEnd(world, id)).toBeLessThan(far)
})
