import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sealEntry, utf8 } from '@cronista/protocol'
import { findThread, messagesOf, type JournalEvent } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { openSqliteDeskStore } from '../adapters/sqlite/sqlite-desk-store.ts'
import { keysOf, newsroomId } from '../desk.fixture.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { StoredEntry } from '../ports/journal-store.ts'
import { Journal } from './journal.ts'

const thread = '0a'.repeat(16)
const received = (number: number): JournalEvent => ({
  v: 1,
  type: 'message-received',
  thread,
  messageId: String(number).padStart(2, '0').repeat(16),
  text: `Mensaje ${number}`,
  language: 'es',
  week: 1,
  repliesRead: 0,
  receivedAtMillis: number,
})
const opened: JournalEvent = {
  v: 1,
  type: 'thread-opened',
  thread,
  contributor: '0b'.repeat(32),
  handle: 'Cenzontle 4',
  openedAtMillis: 0,
}

function foundStore(store: DeskStore = openMemoryDeskStore()): DeskStore {
  store.change((stores) => Journal.found(keysOf('Ada'), stores))
  return store
}

function written(): DeskStore {
  const store = foundStore()
  const journal = Journal.open(keysOf('Ada'), store)
  journal.append([opened, received(1)])
  journal.append([received(2)])
  journal.append([received(3)])
  return store
}

/** The same store with other entries. */
function altered(change: (entries: StoredEntry[]) => StoredEntry[]): DeskStore {
  const store = written()
  const entries = change([...store.journal.entries()])
  const journal = { ...store.journal, entries: () => entries }
  return { ...store, journal }
}

function renumbered(entries: StoredEntry[]): StoredEntry[] {
  return entries.map((stored, index) => ({ ...stored, sequence: index + 1 }))
}

function flipped({ entry, ...stored }: StoredEntry, place: number): StoredEntry {
  const bytes = entry.slice()
  bytes[place] = (bytes[place] ?? 0) ^ 1
  return { ...stored, entry: bytes }
}

const open = (store: DeskStore) => Journal.open(keysOf('Ada'), store)
const damagedAt = (place: string): unknown =>
  expect.objectContaining({ code: 'journal-damaged', message: `journal-damaged: ${place}` })

describe('the journal', () => {
  test('takes nothing that it could not read again, whatever the event was made of', () => {
    const store = written()
    const journal = open(store)
    const tooLate = { ...received(4), receivedAtMillis: Number.MAX_SAFE_INTEGER }
    const append = () => journal.append([received(5), tooLate])
    expect(append).toThrow(expect.objectContaining({ code: 'request-malformed' }))
    expect([...store.journal.entries()]).toHaveLength(4)
    journal.append([received(4)])
    expect(findThread(open(store).state, thread)?.messages.size).toBe(4)
  })

  test('what was appended is there when it is opened again', () => {
    const journal = open(written())
    const found = findThread(journal.state, thread)
    expect(found?.opened.handle).toBe('Cenzontle 4')
    expect(found && messagesOf(found).map(({ text }) => text)).toEqual([
      ...['Mensaje 1', 'Mensaje 2', 'Mensaje 3'],
    ])
    journal.append([received(4)])
  })

  test('subscribers hear of a change when it is durable', () => {
    const journal = open(written())
    const seen: (number | undefined)[] = []
    const end = journal.subscribe(() => seen.push(findThread(journal.state, thread)?.messages.size))
    journal.append([received(4)])
    end()
    journal.append([received(5)])
    expect(seen).toEqual([4])
  })

  test('an append that fails has changed neither the disk nor the state', () => {
    const store = written()
    const journal = open(store)
    const fail = () =>
      journal.append([received(4)], () => {
        throw new TypeError('no room')
      })
    expect(fail).toThrow(TypeError)
    expect(findThread(journal.state, thread)?.messages.size).toBe(3)
    expect([...store.journal.entries()]).toHaveLength(4)
    journal.append([received(4)])
    expect(findThread(open(store).state, thread)?.messages.size).toBe(4)
  })

  test('any flipped bit is found, and its entry named, or the next if it is in the signature', () => {
    const [, second] = written().journal.entries()
    const length = second?.entry.length ?? 0
    for (let place = 0; place < length; place += 7) {
      const store = altered((entries) =>
        entries.map((entry, index) => (index === 1 ? flipped(entry, place) : entry)),
      )
      const found = place < length - 64 ? 'entry 2' : 'entry 3'
      expect(() => open(store)).toThrow(damagedAt(found))
    }
  })

  test('a flipped bit in the last signature is found', () => {
    const store = altered((entries) =>
      entries.map((one, index) => (index === 3 ? flipped(one, one.entry.length - 1) : one)),
    )
    expect(() => open(store)).toThrow(damagedAt('after entry 4'))
  })

  test('an entry that was taken out is found', () => {
    const gone = (entries: StoredEntry[]) => entries.filter(({ sequence }) => sequence !== 2)
    expect(() => open(altered(gone))).toThrow(damagedAt('entry 2'))
    expect(() => open(altered((entries) => renumbered(gone(entries))))).toThrow(
      damagedAt('entry 2'),
    )
  })

  test('entries in another order are found', () => {
    const swapped = ([first, second, third, ...rest]: StoredEntry[]) =>
      renumbered([first!, third!, second!, ...rest])
    expect(() => open(altered(swapped))).toThrow(damagedAt('entry 2'))
  })

  test('entries cut off at the end are found', () => {
    expect(() => open(altered((entries) => entries.slice(0, 3)))).toThrow(
      damagedAt('after entry 3'),
    )
    expect(() => open(altered(() => []))).toThrow(damagedAt('after entry 0'))
  })

  test('a journal that was emptied, together with every note, is found', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'journal-'))
    const path = join(folder, 'desk.sqlite')
    const store = foundStore(openSqliteDeskStore(path))
    Journal.open(keysOf('Ada'), store).append([opened, received(1)])
    store.close()
    const database = new DatabaseSync(path)
    database.exec("DELETE FROM chain_entry; DELETE FROM secret WHERE kind = 'note'")
    database.close()
    const emptied = openSqliteDeskStore(path)
    expect(() => open(emptied)).toThrow(damagedAt('after entry 0'))
    emptied.close()
    await rm(folder, { recursive: true })
  })

  test('one that has just begun is whole', () => {
    expect(open(foundStore()).state.threads.size).toBe(0)
  })

  test('an entry that another device signed is found', () => {
    const forged = altered((entries) => [
      {
        deviceId: keysOf('Ada').deviceId,
        sequence: 1,
        entry: sealEntry(keysOf('Bruno').p, newsroomId, keysOf('Bruno').deviceSeed, {
          sequence: 1,
          previousHash: new Uint8Array(32),
          heads: [],
          bodyKeyId: new Uint8Array(16),
          bodyKey: new Uint8Array(32),
          salt: new Uint8Array(32),
          event: utf8('{}'),
        }),
      },
      ...entries.slice(1),
    ])
    expect(() => open(forged)).toThrow(damagedAt('entry 1'))
  })

  test('a chain that another device is said to have written here is found', () => {
    const bruno = keysOf('Bruno')
    const entry = sealEntry(bruno.p, newsroomId, bruno.deviceSeed, {
      ...{ sequence: 1, previousHash: new Uint8Array(32), heads: [] },
      ...{ bodyKeyId: new Uint8Array(16), bodyKey: new Uint8Array(32), salt: new Uint8Array(32) },
      event: utf8('{}'),
    })
    const put = altered((entries) => [{ deviceId: bruno.deviceId, sequence: 1, entry }, ...entries])
    expect(() => open(put)).toThrow(damagedAt('entry 1 of another device'))
  })

  test('an entry whose key was taken from the disk is found', () => {
    const store = written()
    store.change(({ secrets }) => {
      for (const { kind, id } of secrets.list('body-key')) secrets.erase(kind, id)
    })
    expect(() => open(store)).toThrow(damagedAt('entry 1'))
  })

  test('under another vault’s keys nothing opens', () => {
    expect(() => Journal.open(keysOf('Bruno'), written())).toThrow(
      expect.objectContaining({ code: 'storage-damaged' }),
    )
  })
})
