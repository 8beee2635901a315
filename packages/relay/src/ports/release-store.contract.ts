import { describe, expect, it } from 'vitest'
import { fileHashOf } from '../domain/file-hash.ts'
import { hourOf, type Hour } from '../domain/hour.ts'
import { sitePathOf } from '../domain/site-path.ts'
import type { LeftFile, StoredRelease } from '../domain/stored-release.ts'
import { trials, type OnTrial } from './on-trial.fixture.ts'
import type { ReleaseStore } from './release-store.ts'

const HOUR = hourOf(Date.UTC(2026, 4, 1, 12))
const LATER = (HOUR + 1) as Hour

/** What every release store does. */
export function releaseStoreContract(
  name: string,
  open: () => Promise<OnTrial<ReleaseStore>>,
): void {
  describe(`release store: ${name}`, () => {
    const begin = trials(open)

    it('has none before the first', async () => {
      const { port } = await begin()
      expect(await port.current()).toBeUndefined()
      expect(await port.left()).toEqual([])
    })

    it('has the last one that was put, also after it was reopened', async () => {
      const trial = await begin()
      expect(await trial.port.put(release(1), [], HOUR)).toBe('stored')
      expect(await trial.port.current()).toEqual(release(1))
      expect(await trial.port.put(release(2), [file('/a')], HOUR)).toBe('stored')
      const check = async (port: ReleaseStore) => {
        expect(await port.current()).toEqual(release(2))
        expect(await port.left()).toEqual([file('/a')])
      }
      await check(trial.port)
      await check(await trial.reopen())
    })

    it('begins with any number', async () => {
      const { port } = await begin()
      expect(await port.put(release(57), [], HOUR)).toBe('stored')
      expect(await port.put(release(58), [], HOUR)).toBe('stored')
      expect(await port.current()).toEqual(release(58))
    })

    it.each([
      ['the same bytes again', release(2), 'repeated'],
      ['a lower number', release(1), 'older'],
      ['the same number with other bytes', { ...release(2), bytes: Uint8Array.of(0) }, 'older'],
      ['a number that skips one', { ...release(4), previousHead: release(2).head }, 'unchained'],
      ['another head before it', { ...release(3), previousHead: release(1).head }, 'unchained'],
    ])('changes nothing for %s', async (_, given, receipt) => {
      const trial = await begin()
      for (const number of [1, 2]) await trial.port.put(release(number), [], HOUR)
      const port = await trial.reopen()
      expect(await port.put(given, [file('/b')], HOUR)).toBe(receipt)
      expect(await port.current()).toEqual(release(2))
      expect(await port.left()).toEqual([])
    })

    it('lets one of two that claim the same place in', async () => {
      const { port } = await begin()
      await port.put(release(1), [], HOUR)
      const claims = [release(2), { ...release(2), bytes: Uint8Array.of(9) }]
      const receipts = await Promise.all(claims.map((claim) => port.put(claim, [], HOUR)))
      expect(receipts.toSorted()).toEqual(['older', 'stored'])
    })

    it('keeps what has left until its hour is forgotten, counted from the last time it left', async () => {
      const { port } = await begin()
      await port.put(release(1), [], HOUR)
      await port.put(release(2), [file('/a'), file('/b')], HOUR)
      await port.put(release(3), [file('/a')], LATER)
      expect(await port.left()).toEqual([file('/b'), file('/a')])
      await port.forgetLeft(HOUR)
      expect(await port.left()).toHaveLength(2)
      await port.forgetLeft(LATER)
      expect(await port.left()).toEqual([file('/a')])
      expect(await port.current()).toEqual(release(3))
    })
  })
}

function release(number: number): StoredRelease {
  return {
    number,
    head: new Uint8Array(32).fill(number),
    previousHead: new Uint8Array(32).fill(number - 1),
    bytes: Uint8Array.of(number, 7),
  }
}

function file(path: string): LeftFile {
  return { path: sitePathOf(path)!, hash: fileHashOf(new Uint8Array(32).fill(path.length)) }
}
