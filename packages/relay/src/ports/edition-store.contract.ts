import { afterEach, describe, expect, it } from 'vitest'
import type { StoredEdition } from '../domain/stored-edition.ts'
import type { EditionStore } from './edition-store.ts'

/** A store on trial. */
export interface EditionStoreOnTrial {
  readonly store: EditionStore
  reopen(): Promise<EditionStore>
  discard(): Promise<void>
}

/** What every edition store does. */
export function editionStoreContract(name: string, open: () => Promise<EditionStoreOnTrial>): void {
  describe(`edition store: ${name}`, () => {
    const trials: EditionStoreOnTrial[] = []

    async function begin(): Promise<EditionStoreOnTrial> {
      const trial = await open()
      trials.push(trial)
      return trial
    }

    afterEach(async () => {
      for (const trial of trials.splice(0)) await trial.discard()
    })

    it('has none before the first', async () => {
      const { store } = await begin()
      expect(await store.current(5_000)).toBeUndefined()
      expect(await store.nextTimeMillis(5_000)).toBeUndefined()
    })

    it('serves each from its time until the time of the next', async () => {
      const trial = await begin()
      await trial.store.put(edition(1, 1_000))
      await trial.store.put(edition(2, 2_000))
      const check = async (store: EditionStore) => {
        expect(await store.current(999)).toBeUndefined()
        expect(await store.current(1_000)).toEqual(edition(1, 1_000))
        expect(await store.current(1_999)).toEqual(edition(1, 1_000))
        expect(await store.current(2_000)).toEqual(edition(2, 2_000))
        expect(await store.current(9_000)).toEqual(edition(2, 2_000))
        expect(await store.nextTimeMillis(999)).toBe(1_000)
        expect(await store.nextTimeMillis(1_000)).toBe(2_000)
        expect(await store.nextTimeMillis(2_000)).toBeUndefined()
      }
      await check(trial.store)
      await check(await trial.reopen())
    })

    it('takes the same bytes again and changes nothing', async () => {
      const { store } = await begin()
      expect(await store.put(edition(1, 1_000))).toBe('stored')
      expect(await store.put(edition(2, 2_000))).toBe('stored')
      expect(await store.put(edition(1, 1_000))).toBe('repeated')
      expect(await store.current(1_500)).toEqual(edition(1, 1_000))
    })

    it.each([
      ['the same number with other bytes', edition(2, 3_000)],
      ['a lower number', edition(1, 3_000)],
      ['the same time', edition(3, 2_000)],
      ['an earlier time', edition(3, 1_999)],
    ])('refuses %s', async (_, late) => {
      const { store } = await begin()
      await store.put(edition(2, 2_000))
      expect(await store.put(late)).toBe('older')
      expect(await store.current(9_000)).toEqual(edition(2, 2_000))
    })

    it('lets one of two that claim the same place in', async () => {
      const { store } = await begin()
      const receipts = await Promise.all([
        store.put(edition(1, 1_000)),
        store.put(edition(1, 1_001)),
      ])
      expect(receipts.toSorted()).toEqual(['older', 'stored'])
    })

    it('forgets what a later one has replaced, and neither the current one nor the order', async () => {
      const { store } = await begin()
      for (const number of [1, 2, 3]) await store.put(edition(number, number * 1_000))
      await store.forgetReplaced(2_500)
      expect(await store.current(1_500)).toBeUndefined()
      expect(await store.current(2_500)).toEqual(edition(2, 2_000))
      expect(await store.current(3_000)).toEqual(edition(3, 3_000))
      expect(await store.put(edition(1, 1_000))).toBe('older')
      await store.forgetReplaced(0)
      expect(await store.current(2_500)).toEqual(edition(2, 2_000))
    })
  })
}

function edition(number: number, timeMillis: number): StoredEdition {
  return {
    number,
    timeMillis,
    rosterHead: new Uint8Array(32).fill(number),
    bytes: Uint8Array.of(number, timeMillis % 251),
  }
}
