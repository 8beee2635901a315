import { readFile } from 'node:fs/promises'
import { portablePrimitives } from './portable.ts'
import { primitivesContract, type HpkeVector, type XWingVector } from './primitives.contract.ts'

async function read(name: string): Promise<unknown> {
  return JSON.parse(
    await readFile(new URL(`../../../test-vectors/${name}`, import.meta.url), 'utf8'),
  ) as unknown
}

primitivesContract('portable, in Node', portablePrimitives, async () => ({
  xwing: (await read('x-wing.json')) as XWingVector[],
  hpke: (await read('hpke-x-wing.json')) as HpkeVector[],
}))
