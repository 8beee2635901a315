import { sealBatch, toHex } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { keysOf, newsroomId, seededRandom } from '../desk.fixture.ts'
import type { BatchRelay } from './batch-relay.ts'

const random = seededRandom('batches')
const batchOf = (name: string, number: number) =>
  sealBatch(p, newsroomId, keysOf(name).deviceSeed, new Uint8Array(32), {
    ...{ groupEpoch: 1, number, salt: random(32), timeMillis: 0, heads: [], pieces: [] },
  })

/** What a desk can rely on of any relay for its batches; `open` gives one that holds none. */
export function batchRelayContract(name: string, open: () => Promise<BatchRelay>): void {
  describe(`batches at a relay: ${name}`, () => {
    test('they are listed in the order in which they came, and given as they were', async () => {
      const relay = await open()
      const batches = [batchOf('Ada', 1), batchOf('Bruno', 7), batchOf('Ada', 2)]
      expect(await relay.batches(0)).toEqual([])
      await relay.putBatch(1, batches[0]!)
      await relay.putBatch(7, batches[1]!)
      await relay.putBatch(2, batches[2]!)
      const listed = await relay.batches(0)
      const [ada, bruno] = ['Ada', 'Bruno'].map((one) => toHex(keysOf(one).deviceId))
      expect(listed.map(({ deviceId, number }) => [deviceId, number])).toEqual([
        [ada, 1],
        [bruno, 7],
        [ada, 2],
      ])
      for (const [index, { place }] of listed.entries())
        expect(await relay.batch(place)).toEqual(batches[index])
      const [first, second] = listed
      expect(await relay.batches(first!.place)).toEqual(listed.slice(1))
      expect(second!.place).toBeGreaterThan(first!.place)
      expect(await relay.batch(1_000_000)).toBeUndefined()
    })

    test('one that is handed in once more is nothing new; one that does not follow is refused', async () => {
      const relay = await open()
      const first = batchOf('Ada', 1)
      await relay.putBatch(1, first)
      await relay.putBatch(1, first)
      expect(await relay.batches(0)).toHaveLength(1)
      for (const number of [1, 3])
        await expect(relay.putBatch(number, batchOf('Ada', number))).rejects.toMatchObject({
          code: 'batch-refused',
        })
      expect(await relay.batches(0)).toHaveLength(1)
    })
  })
}
