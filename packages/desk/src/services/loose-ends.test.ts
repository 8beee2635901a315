import { toHex } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { ROUND_MILLIS, TwoDesks, type FixtureDesk } from './two-desks.fixture.ts'
import { writeStory } from './written-story.fixture.ts'

/** Both have approved, and neither knew of the other's approval; with what the other knows of it. */
function crossedApprovals() {
  const world = new TwoDesks()
  const { ada, bruno, exchange } = world
  const id = writeStory(ada)
  ada.move(id, 'submit')
  exchange()
  ada.approve(id)
  bruno.approve(id)
  exchange()
  const [first, second] = [ada, bruno].sort((a, b) => (personOf(a) < personOf(b) ? -1 : 1))
  return { ...world, world, exchange, id, first: first!, second: second! }
}

const personOf = ({ keys }: FixtureDesk) => toHex(keys.personId)
const holdsOf = (desk: FixtureDesk, id: string) =>
  desk.view(id).history.filter(({ move }) => move === 'hold')

describe('two approvals that crossed', () => {
  test('get their hold from one of the two desks, without anybody’s doing', async () => {
    const { world, id, first, second } = crossedApprovals()
    for (const desk of [first, second]) expect(desk.view(id).state).toBe('approved')
    await world.rounds(2)
    for (const desk of [first, second]) {
      expect(desk.view(id).state).toBe('held')
      expect(holdsOf(desk, id)).toHaveLength(1)
    }
    expect(first.view(id).notBeforeMillis).toBe(second.view(id).notBeforeMillis)
    await world.rounds(20)
    expect(holdsOf(first, id)).toHaveLength(1)
  })

  test('get it from the other desk if that one is away for ten intervals', async () => {
    const { world, id, first, second } = crossedApprovals()
    await first.stop()
    await world.clock.advance(ROUND_MILLIS)
    await world.clock.advance(9 * ROUND_MILLIS)
    expect(second.view(id).state).toBe('approved')
    await world.clock.advance(ROUND_MILLIS)
    expect(second.view(id).state).toBe('held')
    await first.restart()
    world.exchange()
    await world.rounds(2)
    for (const desk of [first, second]) expect(desk.view(id).state).toBe('held')
  })

  test('are left alone if the proposal is taken back before', async () => {
    const { world, id, first, second } = crossedApprovals()
    second.move(id, 'return')
    world.exchange()
    await world.rounds(12)
    for (const desk of [first, second]) expect(desk.view(id).state).toBe('draft')
  })

  test('wait for a disk that is full, and then get it', async () => {
    const { world, id, first } = crossedApprovals()
    first.isFull = true
    await world.clock.advance(2 * ROUND_MILLIS)
    expect(first.view(id).state).toBe('approved')
    first.isFull = false
    await world.clock.advance(ROUND_MILLIS)
    expect(first.view(id).state).toBe('held')
  })
})
