import { describe, expect, it } from 'vitest'
import type { StoredRoster } from '../domain/stored-roster.ts'
import { trials, type OnTrial } from './on-trial.fixture.ts'
import type { RosterStore } from './roster-store.ts'

/** What every roster store does. */
export function rosterStoreContract(name: string, open: () => Promise<OnTrial<RosterStore>>): void {
  describe(`roster store: ${name}`, () => {
    const begin = trials(open)

    it('has none before the first', async () => {
      const { port: store } = await begin()
      expect(await store.newest()).toBeUndefined()
      expect(await store.findByHead(new Uint8Array(32))).toBeUndefined()
    })

    it('gives the newest and finds each by its head, also after it was reopened', async () => {
      const trial = await begin()
      expect(await trial.port.put(roster(1))).toBe('stored')
      expect(await trial.port.put(roster(4))).toBe('stored')
      const check = async (store: RosterStore) => {
        expect(await store.newest()).toEqual(roster(4))
        expect(await store.findByHead(roster(1).head)).toEqual(roster(1))
        expect(await store.findByHead(roster(4).head)).toEqual(roster(4))
        expect(await store.findByHead(roster(2).head)).toBeUndefined()
      }
      await check(trial.port)
      await check(await trial.reopen())
    })

    it('takes the same bytes again, and refuses what is not newer', async () => {
      const { port: store } = await begin()
      await store.put(roster(1))
      await store.put(roster(3))
      expect(await store.put(roster(1))).toBe('repeated')
      expect(await store.put(roster(2))).toBe('older')
      expect(await store.put({ ...roster(3), bytes: Uint8Array.of(0) })).toBe('older')
      expect(await store.newest()).toEqual(roster(3))
    })

    it('forgets those that expired long ago, never the newest', async () => {
      const { port: store } = await begin()
      for (const number of [1, 2, 3]) await store.put(roster(number))
      await store.forgetExpired(roster(2).expiresAtMillis)
      expect(await store.findByHead(roster(1).head)).toBeUndefined()
      expect(await store.findByHead(roster(2).head)).toEqual(roster(2))
      await store.forgetExpired(Number.MAX_SAFE_INTEGER)
      expect(await store.newest()).toEqual(roster(3))
      expect(await store.findByHead(roster(2).head)).toBeUndefined()
    })
  })
}

function roster(number: number): StoredRoster {
  return {
    number,
    head: new Uint8Array(32).fill(number),
    expiresAtMillis: number * 1_000,
    bytes: Uint8Array.of(number, 7),
  }
}
