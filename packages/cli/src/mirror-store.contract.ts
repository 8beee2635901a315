import { describe, expect, onTestFinished, test } from 'vitest'
import type { MirrorStore } from './mirror-store.ts'

/** A store on trial. */
export interface StoreOnTrial {
  readonly store: MirrorStore
  /** The same store after a restart, where it outlives one. */
  readonly reopen?: () => Promise<MirrorStore>
  readonly discard: () => Promise<void>
}

const [one, other] = [Uint8Array.of(1), Uint8Array.of(2, 2)]
const [nameOfOne, nameOfOther] = ['01'.repeat(32), '02'.repeat(32)]

/** What every {@link MirrorStore} does. */
export function mirrorStoreContract(name: string, open: () => Promise<StoreOnTrial>): void {
  async function opened(): Promise<StoreOnTrial> {
    const trial = await open()
    onTestFinished(() => trial.discard())
    return trial
  }

  describe(`a mirror store: ${name}`, () => {
    test('is empty at first', async () => {
      const { store } = await opened()
      expect(await store.current()).toBeUndefined()
      expect(await store.find(nameOfOne)).toBeUndefined()
    })

    test('gives back what was put, and the release that was published last, after a restart too', async () => {
      const { store, reopen } = await opened()
      await store.putFile(nameOfOne, one)
      await store.publish(one)
      await store.putFile(nameOfOther, other)
      await store.publish(other)
      for (const kept of [store, ...(reopen === undefined ? [] : [await reopen()])]) {
        expect(await kept.current()).toEqual(other)
        expect(await kept.find(nameOfOne)).toEqual(one)
        expect(await kept.find(nameOfOther)).toEqual(other)
      }
    })

    test('keeps only the files it is told to, and the release', async () => {
      const { store } = await opened()
      await store.putFile(nameOfOne, one)
      await store.putFile(nameOfOther, other)
      await store.publish(one)
      await store.keepOnly(new Set([nameOfOther]))
      expect(await store.find(nameOfOne)).toBeUndefined()
      expect(await store.find(nameOfOther)).toEqual(other)
      expect(await store.current()).toEqual(one)
    })
  })
}
