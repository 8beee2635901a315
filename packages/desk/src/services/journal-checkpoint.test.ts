import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entryHash, parseEntry, parseItem, toHex } from '@cronista/protocol'
import type { JournalEvent } from '@cronista/newsroom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { openSqliteDeskStore } from '../adapters/sqlite/sqlite-desk-store.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { keysOf, newsroomId } from '../desk.fixture.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { StoredEntry } from '../ports/journal-store.ts'
import { CHECKPOINT_ENTRIES } from './journal-checkpoint.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'

const keys = keysOf('Ada')
const THREAD = '0a'.repeat(16)
const BEYOND = 5
const events = Array.from({ length: CHECKPOINT_ENTRIES + BEYOND }, (_, number): JournalEvent => ({
  ...({ v: 1, type: 'message-received', thread: THREAD, language: 'es', week: 1 } as const),
  ...{ messageId: number.toString(16).padStart(32, '0'), text: `Mensaje ${number}` },
  ...{ repliesRead: 0, receivedAtMillis: number },
}))

/** A journal of more entries than a checkpoint stands for, opened once, so that there is one. */
function checkpointed(store: DeskStore = openMemoryDeskStore()): DeskStore {
  store.change((stores) => Journal.found(keys, stores))
  Journal.open(keys, store).append(events)
  Journal.open(keys, store)
  return store
}

const checkpointsIn = (store: DeskStore) => store.secrets.list('checkpoint').length
const messagesIn = (store: DeskStore) =>
  Journal.open(keys, store).state.threads.get(THREAD)?.messages.size

function withEntries(store: DeskStore, change: (entries: StoredEntry[]) => StoredEntry[]) {
  const entries = change([...store.journal.entries()])
  return { ...store, journal: { ...store.journal, entries: () => entries } }
}

let store: DeskStore
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checkpoint-'))
  store = checkpointed()
})
afterAll(() => rm(folder, { recursive: true }))

describe('a checkpoint of the journal', () => {
  test('is made when there are enough entries, and gives the same as opening each', () => {
    expect(checkpointsIn(store)).toBe(1)
    expect(messagesIn(store)).toBe(events.length)
    const [head] = Journal.open(keys, store).heads.values()
    expect(head?.sequence).toBe(events.length)
    expect(toHex(head!.hash)).toBe(
      toHex(
        Journal.open(keys, withoutCheckpoints(store)).hashOf(toHex(keys.deviceId), events.length)!,
      ),
    )
  })

  test('hides no entry that was altered, taken out or exchanged', () => {
    const place = (at: string): unknown =>
      expect.objectContaining({ message: `journal-damaged: ${at}` })
    const flipped = withEntries(store, (entries) =>
      entries.map((one, index) => {
        if (index !== 100) return one
        const entry = one.entry.slice()
        entry[200] = (entry[200] ?? 0) ^ 1
        return { ...one, entry }
      }),
    )
    expect(() => Journal.open(keys, flipped)).toThrow(place('entry 101'))
    const gone = withEntries(store, (entries) => entries.filter((_, index) => index !== 100))
    expect(() => Journal.open(keys, gone)).toThrow(place('entry 101'))
    const cut = withEntries(store, (entries) => entries.slice(0, -1))
    expect(() => Journal.open(keys, cut)).toThrow(place(`after entry ${events.length - 1}`))
  })

  test('hides no entry whose key came after it was made', () => {
    const { store: bruno, devices, lateKey } = bareJournalOfAda()
    Journal.open(keysOf('Bruno'), bruno, devices)
    expect(checkpointsIn(bruno)).toBe(1)
    const journal = Journal.open(keysOf('Bruno'), bruno, devices)
    expect(journal.lacksKeys).toBe(true)
    journal.receiveKey(lateKey)
    const { state } = journal
    expect(state.threads.get(THREAD)?.messages.size).toBe(events.length)
    const again = Journal.open(keysOf('Bruno'), bruno, devices)
    expect(again.state).toEqual(state)
    expect(again.lacksKeys).toBe(false)
  })

  test('that stands for other entries is thrown away, and nothing is lost with it', () => {
    const other = openMemoryDeskStore()
    other.change((stores) => {
      Journal.found(keys, stores)
      for (const secret of store.secrets.list('checkpoint')) stores.secrets.put(secret)
    })
    const journal = Journal.open(keys, other)
    expect(journal.state.threads.size).toBe(0)
    expect(checkpointsIn(other)).toBe(0)
    journal.append(events.slice(0, 3))
    expect(messagesIn(other)).toBe(3)
  })

  test('that was altered is damage', () => {
    const [secret] = store.secrets.list('checkpoint')
    const sealed = secret!.sealed.slice()
    sealed[1000] = (sealed[1000] ?? 0) ^ 1
    const altered = withoutCheckpoints(store, [{ ...secret!, sealed }])
    expect(() => Journal.open(keys, altered)).toThrow(
      expect.objectContaining({ code: 'storage-damaged' }),
    )
  })

  test('for which the disk has no room is done without', () => {
    const path = join(folder, 'full.sqlite')
    const roomy = openSqliteDeskStore(path)
    roomy.change((stores) => Journal.found(keys, stores))
    Journal.open(keys, roomy).append(events)
    roomy.close()
    const full = openSqliteDeskStore(path, { maxPages: 1 })
    expect(messagesIn(full)).toBe(events.length)
    expect(checkpointsIn(full)).toBe(0)
    full.close()
  })
})

/** Bruno's copy of Ada's journal, all of it passed on without the one key that it has. */
function bareJournalOfAda() {
  const [bruno, ada] = [openMemoryDeskStore(), Journal.open(keys, withoutCheckpoints(store))]
  bruno.change((stores) => Journal.found(keysOf('Bruno'), stores))
  const devices = KnownDevices.open(keysOf('Bruno'), bruno)
  devices.learn(bruno, [{ personId: keys.personId, publicKey: keys.devicePublicKey }])
  const deviceId = toHex(keys.deviceId)
  const items = events.map((_, index) => parseItem(ada.item(deviceId, index + 1)!))
  const [first] = items
  if (first?.kind !== 'with-key') throw new Error('no key')
  const arrived = items.map(({ entry: bytes }) => {
    return { deviceId, entry: parseEntry(bytes), bytes, hash: entryHash(p, newsroomId, bytes) }
  })
  Journal.open(keysOf('Bruno'), bruno, devices).receive(arrived)
  const id = parseEntry(first.entry).bodyKeyId
  return { store: bruno, devices, lateKey: { id, key: first.bodyKey, subject: THREAD } }
}

/** The store with these checkpoints instead of its own. */
function withoutCheckpoints(
  from: DeskStore,
  checkpoints: ReturnType<DeskStore['secrets']['list']> = [],
): DeskStore {
  const list: DeskStore['secrets']['list'] = (kind) =>
    kind === 'checkpoint' ? checkpoints : from.secrets.list(kind)
  const secrets = { ...from.secrets, list }
  // What is opened here is not to change the store of the other tests.
  const throwaway = openMemoryDeskStore()
  return { ...from, secrets, change: (work) => throwaway.change(work) }
}
