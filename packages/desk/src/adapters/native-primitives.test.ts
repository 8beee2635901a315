import { readFile } from 'node:fs/promises'
import { primitivesContract, type HpkeVector, type XWingVector } from '@cronista/protocol/contract'
import { expect, test } from 'vitest'
import { nativePrimitives as p } from './native-primitives.ts'

async function read(name: string): Promise<unknown> {
  const file = new URL(`../../../../test-vectors/${name}`, import.meta.url)
  return JSON.parse(await readFile(file, 'utf8')) as unknown
}

primitivesContract('native, in Node', p, async () => ({
  xwing: (await read('x-wing.json')) as XWingVector[],
  hpke: (await read('hpke-x-wing.json')) as HpkeVector[],
}))

test('a seed that was overwritten does not answer for the one it was', () => {
  const seed = new Uint8Array(32).fill(1)
  const before = p.xwingPublicKey(seed)
  seed.fill(0)
  expect(p.xwingPublicKey(seed)).not.toEqual(before)
})
