// A desk that is killed before or after each thing it does to its disk or to the relay, while it approves,
// drafts, signs and hands in; then begun again on what its disk holds.
import { verifyRelease } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { newsroomId } from '../desk.fixture.ts'
import { TwoDesks, type FixtureDesk } from './two-desks.fixture.ts'
import { heldStory, writeStory } from './written-story.fixture.ts'

const moments = ['before', 'after'] as const

/** What the page does: it asks, and does not know whether the desk died before or after it had done it. */
function asked(work: () => unknown): void {
  try {
    work()
  } catch {
    return
  }
}

/** Publishes, with one of the desks dying on the way; gives how many steps it took. */
async function publish(who: 'ada' | 'bruno', step: number, moment: 'after' | 'before') {
  const world = new TwoDesks()
  const id = await heldStory(world)
  const mortal: FixtureDesk = world[who]
  const stepsBefore = mortal.fate.steps
  mortal.fate.dieAt(step, moment)
  asked(() => world.ada.move(id, 'publish'))
  await world.rounds()
  const steps = mortal.fate.steps - stepsBefore
  if (mortal.fate.isDead) await mortal.restart()
  world.exchange()
  expect(world.relay.releases.length).toBeLessThanOrEqual(1)
  if (world.ada.releases.status().release === undefined) asked(() => world.ada.move(id, 'publish'))
  await world.rounds()
  const served = verifyRelease(p, world.relay.releases.at(-1)!, { newsroomId })
  expect(served.pairs).toContainEqual({ es: '/es/el-agua-llega/', en: '/en/water-comes/' })
  expect(world.relay.releases).toHaveLength(1)
  for (const desk of [world.ada, world.bruno]) {
    expect(desk.view(id)).toMatchObject({ state: 'published' })
    expect(desk.view(id).history.filter(({ move }) => move === 'publish')).toHaveLength(1)
    expect(desk.releases.status()).toMatchObject({ release: { number: 1 }, warnings: [] })
  }
  return steps
}

describe('a desk that is killed while publishing goes on, and publishes once', () => {
  test.each(['ada', 'bruno'] as const)('%s’s, at every step', async (who) => {
    const steps = await publish(who, Number.POSITIVE_INFINITY, 'before')
    expect(steps).toBeGreaterThan(who === 'ada' ? 8 : 3)
    for (let step = 1; step <= steps; step++)
      for (const moment of moments) await publish(who, step, moment)
  })
})

describe('a desk that is killed while approving has approved or not', () => {
  test.each(moments)('killed %s its disk had it', async (moment) => {
    const world = new TwoDesks()
    const { ada, bruno } = world
    const id = writeStory(ada)
    ada.move(id, 'submit')
    world.exchange()
    bruno.approve(id)
    world.exchange()
    ada.fate.dieAt(1, moment)
    expect(() => ada.approve(id)).toThrow()
    await ada.restart()
    // The approval and its hold are one: never an approved story that waits for nothing.
    expect(ada.view(id).state).toBe(moment === 'before' ? 'in-review' : 'held')
    world.exchange()
    expect(bruno.view(id).state).toBe(ada.view(id).state)
    if (moment === 'before') expect(ada.approve(id)).toBe('held')
  })
})
