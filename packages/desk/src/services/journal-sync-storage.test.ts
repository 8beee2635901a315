import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSqliteDeskStore } from '../adapters/sqlite/sqlite-desk-store.ts'
import { DeskError } from '../desk-error.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import { agree, by, INTERVAL, message, openSharedJournal } from './sync.fixture.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sync-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A store that dies at its so many-th change, before or after that is durable, as a process does. */
function mortal(store: DeskStore, changes: number, isDurable: boolean): DeskStore {
  let left = changes
  return {
    ...store,
    change(work) {
      if (left === 0) throw new DeskError('storage-failed')
      if (--left > 0) return store.change(work)
      if (isDurable) store.change(work)
      throw new DeskError('storage-failed')
    },
  }
}

describe('a desk that dies while it syncs', () => {
  test.each([true, false])(
    'at any change, durable (%s) or not, has lost nothing and applied nothing by half',
    async (isDurable) => {
      for (let changes = 1; changes < 14; changes += 2) {
        const world = openSharedJournal()
        const { clock, unlock, admittedStore, bruno: keys } = world
        const ada = world.openAda()
        const store = admittedStore(keys)
        const bruno = unlock(keys, mortal(store, changes, isDurable))
        const acknowledged: number[] = []
        for (let number = 0; number < 4; number++) {
          ada.journal.append([message(10 + number, 'x'.repeat(9000))])
          try {
            bruno.journal.append([message(number)])
            acknowledged.push(number)
          } catch (error) {
            expect(error).toMatchObject({ code: 'storage-failed' })
          }
          await clock.advance(INTERVAL)
        }
        await bruno.stop()
        const again = unlock(keys, store)
        for (const number of acknowledged) expect(again.texts()).toContain(`Mensaje ${number}`)
        await clock.advance(20 * INTERVAL)
        expect(agree(ada, again)).toBe(true)
        for (const number of acknowledged) expect(ada.texts()).toContain(`Mensaje ${number}`)
        expect(again.texts()).toHaveLength(ada.texts().length)
        expect([...ada.sync.warnings(), ...again.sync.warnings()]).toEqual([])
        await again.stop()
        await ada.stop()
      }
    },
  )

  test('after the relay has a batch and before it knows, goes on with the next number', async () => {
    const world = openSharedJournal()
    const { clock, relay, unlock, admittedStore, bruno: keys } = world
    const ada = world.openAda()
    const store = admittedStore(keys)
    const unheard = by(relay, {
      putBatch: async (number, bytes) => {
        await relay.putBatch(number, bytes)
        throw new DeskError('relay-unreachable')
      },
    })
    const bruno = unlock(keys, store, { through: unheard })
    bruno.journal.append([message(1)])
    await clock.advance(INTERVAL + 10)
    await bruno.stop()
    const again = unlock(keys, store)
    again.journal.append([message(2)])
    await clock.advance(8 * INTERVAL)
    expect(ada.texts()).toEqual(['Mensaje 1', 'Mensaje 2'])
    expect([...ada.sync.warnings(), ...again.sync.warnings()]).toEqual([])
  })
})

describe('a full disk', () => {
  test('takes nothing by half, is shown, and with room everything comes', async () => {
    const { clock, openAda, unlock, admittedStore, bruno: keys } = openSharedJournal()
    const path = join(folder, 'full.sqlite')
    admittedStore(keys, openSqliteDeskStore(path)).close()
    const ada = openAda()
    const full = openSqliteDeskStore(path, { maxPages: 60 })
    const bruno = unlock(keys, full)
    for (let number = 0; number < 30; number++)
      ada.journal.append([message(number, `${number} ${'x'.repeat(9000)}`)])
    await clock.advance(20 * INTERVAL)
    const before = bruno.texts().length
    expect(before).toBeLessThan(30)
    expect(bruno.sync.warnings()).toEqual(['storage-failed'])
    await bruno.stop()
    full.close()
    const roomy = openSqliteDeskStore(path)
    const again = unlock(keys, roomy)
    expect(again.texts()).toHaveLength(before)
    await clock.advance(20 * INTERVAL)
    expect(again.texts()).toHaveLength(30)
    expect(agree(ada, again)).toBe(true)
    expect(again.sync.warnings()).toEqual([])
    await again.stop()
    roomy.close()
  })
})
