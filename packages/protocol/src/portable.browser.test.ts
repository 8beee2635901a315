import { portablePrimitives } from './portable.ts'
import { primitivesContract, type HpkeVector, type XWingVector } from './primitives.contract.ts'

async function read(name: string): Promise<unknown> {
  const answer = await fetch(new URL(`../../../test-vectors/${name}`, import.meta.url))
  return (await answer.json()) as unknown
}

primitivesContract('portable, in Chromium', portablePrimitives, async () => ({
  xwing: (await read('x-wing.json')) as XWingVector[],
  hpke: (await read('hpke-x-wing.json')) as HpkeVector[],
}))
