import { toHex } from '@cronista/protocol'
import { findThread, repliesOf } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { ROUND_MILLIS, TwoDesks, type FixtureDesk } from './two-desks.fixture.ts'
import { publishedStory, writeStory } from './written-story.fixture.ts'

/** Both have approved, and neither knew of the other's approval; with what the other knows of it. */
function crossedApprovals() {
  const world = new TwoDesks()
  const id = writeStory(world.ada)
  world.ada.move(id, 'submit')
  return { world, id, ...approvedAtOnce(world, id) }
}

function approvedAtOnce({ ada, bruno, exchange }: TwoDesks, id: string) {
  exchange()
  ada.approve(id)
  bruno.approve(id)
  exchange()
  const [first, second] = [ada, bruno].sort((a, b) => (personOf(a) < personOf(b) ? -1 : 1))
  return { first: first!, second: second! }
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

  test('of a withdrawal keep neither desk waiting for the other', async () => {
    const world = new TwoDesks()
    const id = await publishedStory(world)
    world.ada.move(id, 'propose-withdrawal', { note: { es: 'Retirada.', en: 'Withdrawn.' } })
    const { first, second } = approvedAtOnce(world, id)
    await first.stop()
    await world.clock.advance(ROUND_MILLIS)
    expect(second.view(id)).toMatchObject({ state: 'held', moves: ['publish', 'return'] })
    await first.restart()
    await world.clock.advance(ROUND_MILLIS)
    // Both have set it, and neither knew: what is published does not depend on whose came first.
    second.move(id, 'publish')
    await world.rounds()
    for (const desk of [first, second]) expect(desk.view(id).state).toBe('withdrawn')
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

describe('two replies under one number', () => {
  test('get two as soon as an edition has listed one of them, on every desk', async () => {
    const world = new TwoDesks()
    const { ada, bruno, exchange } = world
    const inThread = { v: 1, thread: '0a'.repeat(16) } as const
    const [contributor, handle] = ['0b'.repeat(32), 'Cenzontle 4']
    ada.journal.append([
      { ...inThread, type: 'thread-opened', contributor, handle, openedAtMillis: 0 },
    ])
    exchange()
    for (const desk of [ada, bruno]) {
      const reply = { number: 1, text: 'Gracias.', language: 'es', writtenAtMillis: 0 } as const
      const by = { person: personOf(desk), requestId: desk.requestId() }
      desk.journal.append([{ ...inThread, type: 'reply-written', ...reply, ...by }])
    }
    const numbers = (desk: FixtureDesk) =>
      repliesOf(findThread(desk.journal.state, inThread.thread)!).map(
        ({ number, person }) => [number, person] as const,
      )
    const [own] = repliesOf(findThread(ada.journal.state, inThread.thread)!)
    exchange()
    await world.rounds(2)
    expect(numbers(bruno).map(([number]) => number)).toEqual([1, 1])
    const replies = [{ requestId: own!.requestId, number: 1 }]
    const told = { replies, person: personOf(ada), listedAtMillis: 0 }
    ada.journal.append([{ ...inThread, type: 'replies-listed', ...told }])
    exchange()
    await world.rounds(2)
    for (const desk of [ada, bruno])
      expect(numbers(desk)).toEqual([
        [1, personOf(ada)],
        [2, personOf(bruno)],
      ])
  })
})
