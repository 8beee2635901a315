import { segmentName } from '@cronista/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import type { DeskStore } from './desk-store.ts'

const id = (byte: number) => new Uint8Array(16).fill(byte)
const bytes = (...values: number[]) => Uint8Array.from(values)

/** What every adapter of the desk's state keeps to. */
export function deskStoreContract(name: string, open: () => Promise<DeskStore>): void {
  describe(`desk store: ${name}`, () => {
    const opened: DeskStore[] = []
    const openOne = async () => {
      const store = await open()
      opened.push(store)
      return store
    }
    afterEach(() => {
      for (const store of opened.splice(0)) store.close()
    })
    journalContract(openOne)
    secretContract(openOne)
    collectorContract(openOne)

    test('a change that throws has changed nothing, anywhere', async () => {
      const store = await openOne()
      const change = () =>
        store.change(({ journal, secrets, collector }) => {
          journal.append(1, bytes(1))
          secrets.put({ kind: 'note', id: id(1), sealed: bytes(1) })
          collector.setCursor(segmentName(1, 0))
          collector.recordSkipped({ number: 1, code: 'segment-missing' })
          throw new TypeError('halfway')
        })
      expect(change).toThrow(TypeError)
      expect([...store.journal.entries()]).toEqual([])
      expect(store.secrets.list('note')).toEqual([])
      expect(store.collector.cursor()).toBeUndefined()
      expect(store.collector.skipped()).toEqual([])
    })
  })
}

function journalContract(open: () => Promise<DeskStore>): void {
  test('entries come back in their order', async () => {
    const store = await open()
    store.change(({ journal }) => {
      journal.append(1, bytes(1))
      journal.append(2, bytes(2, 2))
    })
    expect(
      [...store.journal.entries()].map(({ sequence, entry }) => [sequence, [...entry]]),
    ).toEqual([
      [1, [1]],
      [2, [2, 2]],
    ])
  })

  test.each([[2], [0], [1]])(
    'after entry 1, an entry %i other than 2 is refused',
    async (offset) => {
      const store = await open()
      store.change(({ journal }) => journal.append(1, bytes(1)))
      const sequence = offset === 2 ? 3 : offset
      expect(() => store.change(({ journal }) => journal.append(sequence, bytes(9)))).toThrow(
        expect.objectContaining({ code: 'storage-failed' }),
      )
      expect([...store.journal.entries()]).toHaveLength(1)
    },
  )
}

function secretContract(open: () => Promise<DeskStore>): void {
  test('a secret is found by kind and id, replaced, and erased', async () => {
    const store = await open()
    const put = (sealed: Uint8Array) =>
      store.change(({ secrets }) => secrets.put({ kind: 'reply-key', id: id(1), sealed }))
    put(bytes(1))
    put(bytes(2))
    expect(store.secrets.find('reply-key', id(1))?.sealed).toEqual(bytes(2))
    expect(store.secrets.find('body-key', id(1))).toBeUndefined()
    expect(store.secrets.list('reply-key')).toHaveLength(1)
    store.change(({ secrets }) => secrets.erase('reply-key', id(1)))
    expect(store.secrets.list('reply-key')).toEqual([])
  })

  test('secrets are listed in the order in which they first came', async () => {
    const store = await open()
    store.change(({ secrets }) => {
      for (const byte of [7, 3, 5, 7])
        secrets.put({ kind: 'pending-part', id: id(byte), sealed: bytes(byte) })
    })
    expect(store.secrets.list('pending-part').map((secret) => secret.sealed[0])).toEqual([7, 3, 5])
  })

  test('on its day a secret is there, the day after it is not', async () => {
    const store = await open()
    store.change(({ secrets }) => {
      secrets.put({ kind: 'epoch-seed', id: id(1), sealed: bytes(1), expiresOnDay: 10 })
      secrets.put({ kind: 'epoch-seed', id: id(2), sealed: bytes(2), expiresOnDay: 11 })
      secrets.put({ kind: 'body-key', id: id(3), sealed: bytes(3) })
    })
    expect(store.change(({ secrets }) => secrets.eraseExpired(10))).toBe(0)
    expect(store.change(({ secrets }) => secrets.eraseExpired(11))).toBe(1)
    expect(store.secrets.list('epoch-seed')).toEqual([
      { kind: 'epoch-seed', id: id(2), sealed: bytes(2), expiresOnDay: 11 },
    ])
    expect(store.secrets.list('body-key')).toHaveLength(1)
  })
}

function collectorContract(open: () => Promise<DeskStore>): void {
  test('the cursor is the last that was set, and skipped segments are kept', async () => {
    const store = await open()
    expect(store.collector.cursor()).toBeUndefined()
    store.change(({ collector }) => {
      collector.setCursor(segmentName(1, 0))
      collector.setCursor(segmentName(2, 0))
      collector.recordSkipped({ number: 2, code: 'segment-malformed' })
    })
    expect(store.collector.cursor()).toBe(segmentName(2, 0))
    expect(store.collector.skipped()).toEqual([{ number: 2, code: 'segment-malformed' }])
  })
}
