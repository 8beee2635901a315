import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toHex } from '@cronista/protocol'
import { findThread, messagesOf, openedThreads, repliesOf } from '@cronista/newsroom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSqliteDeskStore } from '../adapters/sqlite/sqlite-desk-store.ts'
import { keysOf } from '../desk.fixture.ts'
import { withCheckedPosition } from './collector-position.ts'
import { GroupKeys } from './group-keys.ts'
import { foundIntake, isEarlierIntake } from './intake-role.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'

// What the version before several desks left, frozen: adapters/sqlite/version-1-*.sqlite, of Ada's desk
// with two conversations and of Bruno's, which only signed rosters.
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earlier-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function openEarlier(name: 'ada' | 'bruno') {
  const path = join(folder, `${name}.sqlite`)
  const frozen = new URL(`../adapters/sqlite/version-1-${name}.sqlite`, import.meta.url)
  await copyFile(frozen, path)
  return { path, store: openSqliteDeskStore(path) }
}

describe('the state of an earlier version', () => {
  test('its journal becomes this device’s chain, and goes on', async () => {
    const keys = keysOf('Ada')
    const { path, store } = await openEarlier('ada')
    const journal = Journal.open(keys, withCheckedPosition(keys, store))
    expect([...journal.heads].map(([device, { sequence }]) => [device, sequence])).toEqual([
      [toHex(keys.deviceId), 5],
    ])
    const thread = '0a'.repeat(16)
    const found = findThread(journal.state, thread)!
    expect(found.opened.handle).toBe('Cenzontle 4')
    expect(messagesOf(found).map(({ text }) => text)).toEqual(['Vi los camiones.'])
    expect(repliesOf(found).map(({ text }) => text)).toEqual(['¿Cuántos eran?'])
    journal.append([
      { v: 1, type: 'person-introduced', person: toHex(keys.personId), name: 'Ada' },
      { v: 1, type: 'replies-confirmed', thread, repliesRead: 1, confirmedAtMillis: 9 },
    ])
    store.close()
    const again = openSqliteDeskStore(path)
    const reopened = Journal.open(keys, again)
    expect(openedThreads(reopened.state)).toHaveLength(2)
    expect(findThread(reopened.state, thread)?.confirmed).toBe(1)
    again.close()
  })

  test('entries cut off its end are found', async () => {
    const { store } = await openEarlier('ada')
    const entries = [...store.journal.entries()].slice(0, 4)
    const cut = { ...store, journal: { ...store.journal, entries: () => entries } }
    expect(() => Journal.open(keysOf('Ada'), cut)).toThrow(
      expect.objectContaining({ message: 'journal-damaged: after entry 4' }),
    )
    store.close()
  })

  test('the desk that collected makes the group; the one that only signed waits for its welcome', async () => {
    const [adas, brunos] = [await openEarlier('ada'), await openEarlier('bruno')]
    const [ada, bruno] = [keysOf('Ada'), keysOf('Bruno')]
    expect(isEarlierIntake(ada, adas.store)).toBe(true)
    expect(isEarlierIntake(bruno, brunos.store)).toBe(false)
    adas.store.change((stores) => foundIntake(ada, stores))
    expect(isEarlierIntake(ada, adas.store)).toBe(false)
    expect(new GroupKeys(ada, adas.store).current?.epoch).toBe(1)
    const known = KnownDevices.open(bruno, brunos.store)
    expect(known.authorOf(toHex(ada.deviceId))?.person).toBe(toHex(ada.personId))
    expect(Journal.open(bruno, brunos.store).heads.size).toBe(0)
    adas.store.close()
    brunos.store.close()
  })
})
