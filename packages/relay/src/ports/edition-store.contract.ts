import { describe, expect, it } from 'vitest'
import type { StoredEdition } from '../domain/stored-edition.ts'
import { trials, type OnTrial } from './on-trial.fixture.ts'
import type { EditionStore } from './edition-store.ts'

/** What every edition store does. */
export function editionStoreContract(
  name: string,
  open: () => Promise<OnTrial<EditionStore>>,
): void {
  describe(`edition store: ${name}`, () => {
    const begin = trials(open)

    it('has none before the first', async () => {
      const { port: store } = await begin()
      expect(await store.current(5_000)).toBeUndefined()
      expect(await store.nextTimeMillis(5_000)).toBeUndefined()
    })

    it('serves each from its time until the time of the next', async () => {
      const trial = await begin()
      await trial.port.put(edition(1, 1_000))
      await trial.port.put(edition(2, 2_000))
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
      await check(trial.port)
      await check(await trial.reopen())
    })

    it('takes the same bytes again and changes nothing', async () => {
      const { port: store } = await begin()
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
      const { port: store } = await begin()
      await store.put(edition(2, 2_000))
      expect(await store.put(late)).toBe('older')
      expect(await store.current(9_000)).toEqual(edition(2, 2_000))
    })

    it('lets one of two that claim the same place in', async () => {
      const { port: store } = await begin()
      const receipts = await Promise.all([
        store.put(edition(1, 1_000)),
        store.put(edition(1, 1_001)),
      ])
      expect(receipts.toSorted()).toEqual(['older', 'stored'])
    })

    it('forgets what a later one has replaced, and neither the current one nor the order', async () => {
      const { port: store } = await begin()
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
