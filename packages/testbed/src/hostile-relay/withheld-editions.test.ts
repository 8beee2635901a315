// A relay that says that it has an edition and goes on serving the one before, to everybody: who finds it,
// and when.
import { statusSchema } from '@cronista/desk/api'
import { expect, test } from 'vitest'
import type { DeskClient } from '../desk-client.ts'
import { openWorld } from '../worlds/newsroom-world.ts'
import type { Mischief } from '../worlds/recorded-line.ts'

const MINUTE = 60_000

/** Takes every edition but the first, and keeps none of them. */
const losesEditions: Mischief = async (one) => {
  const number = /^PUT \/desk\/editions\/(\d+)$/u.exec(one.request)?.[1]
  if (number === undefined || number === '1') return one.pass()
  return { status: 204, headers: {}, bytes: new Uint8Array(0) }
}

async function warningsOf(desk: DeskClient) {
  const { warnings, edition } = await desk.get('status', statusSchema)
  return [warnings.map(({ code }) => code), edition.number, edition.isBuilder]
}

test('withheld', async () => {
  const world = await openWorld('withheld editions', () => ({
    ...{ Ada: losesEditions, Bruno: losesEditions },
  }))
  const [ada, bruno] = world.desks
  for (const at of [65, 125, 185, 245, 305, 365]) {
    await world.turnTo(at * MINUTE)
    console.log(at, JSON.stringify([await warningsOf(ada), await warningsOf(bruno)]))
  }
  await world.end()
  expect(1).toBe(1)
})
