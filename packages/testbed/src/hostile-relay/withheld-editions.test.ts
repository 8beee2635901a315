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

async function warningsOf(desk: DeskClient): Promise<readonly string[]> {
  const { warnings } = await desk.get('status', statusSchema)
  return warnings.map(({ code }) => code)
}

test('a relay that withholds the editions from everybody: the desk that builds them warns when it looks again, an hour later, the other an hour after that', async () => {
  const world = await openWorld('withheld editions', () => ({
    ...{ Ada: losesEditions, Bruno: losesEditions },
  }))
  const [ada, bruno] = world.desks
  await world.turnTo(65 * MINUTE)
  expect([await warningsOf(ada), await warningsOf(bruno)]).toEqual([[], []])
  await world.turnTo(125 * MINUTE)
  expect(await warningsOf(ada)).toEqual(['edition-withheld'])
  expect(await warningsOf(bruno)).toEqual(['edition-failed'])
  await world.end()
})
