import { segmentName } from '@cronista/protocol'
import { describe, expect, it } from 'vitest'
import { collected } from './collected.fixture.ts'
import { trials, type OnTrial } from './on-trial.fixture.ts'
import type { SegmentStore } from './segment-store.ts'

const FIRST = segmentName(1, Date.UTC(2026, 4, 1, 12))
const SECOND = segmentName(2, Date.UTC(2026, 4, 1, 13))
const BYTES = Uint8Array.of(1, 2, 3)

/** What every segment store does. */
export function segmentStoreContract(
  name: string,
  open: () => Promise<OnTrial<SegmentStore>>,
): void {
  describe(`segment store: ${name}`, () => {
    const begin = trials(open)

    it('gives back what was put, also after it was reopened', async () => {
      const trial = await begin()
      await trial.port.put(FIRST, BYTES)
      await trial.port.put(SECOND, Uint8Array.of())
      const check = async (store: SegmentStore) => {
        expect(await store.find(FIRST)).toEqual(BYTES)
        expect(await store.find(SECOND)).toEqual(Uint8Array.of())
        expect((await collected(store.names())).toSorted()).toEqual([FIRST, SECOND])
      }
      await check(trial.port)
      await check(await trial.reopen())
    })

    it('has nothing under a name that was not put', async () => {
      const { port: store } = await begin()
      expect(await store.find(FIRST)).toBeUndefined()
      await store.remove(FIRST)
      expect(await collected(store.names())).toEqual([])
    })

    it('replaces and removes', async () => {
      const { port: store } = await begin()
      await store.put(FIRST, BYTES)
      await store.put(FIRST, Uint8Array.of(9))
      expect(await store.find(FIRST)).toEqual(Uint8Array.of(9))
      await store.remove(FIRST)
      expect(await store.find(FIRST)).toBeUndefined()
      expect(await collected(store.names())).toEqual([])
    })

    it('keeps its own copy of the bytes', async () => {
      const { port: store } = await begin()
      const given = BYTES.slice()
      await store.put(FIRST, given)
      given.fill(0)
      expect(await store.find(FIRST)).toEqual(BYTES)
    })
  })
}
