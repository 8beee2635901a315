import { segmentName } from '@cronista/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { collected } from './collected.fixture.ts'
import type { SegmentStore } from './segment-store.ts'

/** A store on trial. */
export interface SegmentStoreOnTrial {
  readonly store: SegmentStore
  reopen(): Promise<SegmentStore>
  discard(): Promise<void>
}

const FIRST = segmentName(1, Date.UTC(2026, 4, 1, 12))
const SECOND = segmentName(2, Date.UTC(2026, 4, 1, 13))
const BYTES = Uint8Array.of(1, 2, 3)

/** What every segment store does. */
export function segmentStoreContract(name: string, open: () => Promise<SegmentStoreOnTrial>): void {
  describe(`segment store: ${name}`, () => {
    const trials: SegmentStoreOnTrial[] = []

    async function begin(): Promise<SegmentStoreOnTrial> {
      const trial = await open()
      trials.push(trial)
      return trial
    }

    afterEach(async () => {
      for (const trial of trials.splice(0)) await trial.discard()
    })

    it('gives back what was put, also after it was reopened', async () => {
      const trial = await begin()
      await trial.store.put(FIRST, BYTES)
      await trial.store.put(SECOND, Uint8Array.of())
      const check = async (store: SegmentStore) => {
        expect(await store.find(FIRST)).toEqual(BYTES)
        expect(await store.find(SECOND)).toEqual(Uint8Array.of())
        expect((await collected(store.names())).toSorted()).toEqual([FIRST, SECOND])
      }
      await check(trial.store)
      await check(await trial.reopen())
    })

    it('has nothing under a name that was not put', async () => {
      const { store } = await begin()
      expect(await store.find(FIRST)).toBeUndefined()
      await store.remove(FIRST)
      expect(await collected(store.names())).toEqual([])
    })

    it('replaces and removes', async () => {
      const { store } = await begin()
      await store.put(FIRST, BYTES)
      await store.put(FIRST, Uint8Array.of(9))
      expect(await store.find(FIRST)).toEqual(Uint8Array.of(9))
      await store.remove(FIRST)
      expect(await store.find(FIRST)).toBeUndefined()
      expect(await collected(store.names())).toEqual([])
    })

    it('keeps its own copy of the bytes', async () => {
      const { store } = await begin()
      const given = BYTES.slice()
      await store.put(FIRST, given)
      given.fill(0)
      expect(await store.find(FIRST)).toEqual(BYTES)
    })
  })
}
