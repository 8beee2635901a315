import { segmentName } from '@cronista/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import type { DeskStore } from './desk-store.ts'

const id = (byte: number) => new Uint8Array(16).fill(byte)
const bytes = (...values: number[]) => Uint8Array.from(values)
/** An entry of the device that this byte names. */
const entry = (device: number, sequence: number, ...values: number[]) => ({
  deviceId: id(device),
  sequence,
  entry: bytes(...values),
})

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
          journal.append(entry(1, 1, 1))
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
  test('entries come back in the order in which they came, whosever they are', async () => {
    const store = await open()
    const came = [entry(2, 1, 1), entry(1, 1, 2, 2), entry(2, 2, 3), entry(1, 2)]
    store.change(({ journal }) => {
      for (const one of came) journal.append(one)
    })
    expect([...store.journal.entries()]).toEqual(came)
  })

  test('of one device, entries come from a sequence on, as many as are asked for', async () => {
    const store = await open()
    store.change(({ journal }) => {
      for (const sequence of [1, 2, 3, 4]) {
        journal.append(entry(1, sequence, sequence))
        journal.append(entry(2, sequence, 9))
      }
    })
    expect(store.journal.chain(id(1), 2, 2)).toEqual([entry(1, 2, 2), entry(1, 3, 3)])
    expect(store.journal.chain(id(1), 5, 2)).toEqual([])
    expect(store.journal.chain(id(3), 1, 2)).toEqual([])
  })

  test.each([3, 0, 1])(
    'after entry 1 of a device, its entry %i instead of 2 is refused',
    async (sequence) => {
      const store = await open()
      store.change(({ journal }) => journal.append(entry(1, 1)))
      expect(() => store.change(({ journal }) => journal.append(entry(1, sequence)))).toThrow(
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

  test('skipped segments stand in the order of their numbers, each once, until they are forgotten', async () => {
    const store = await open()
    store.change(({ collector }) => {
      for (const number of [7, 3, 5, 3]) collector.recordSkipped({ number, code: `${number}` })
      collector.recordSkipped({ number: 5, code: 'again' })
      collector.forgetSkipped(7)
      collector.forgetSkipped(9)
    })
    expect(store.collector.skipped()).toEqual([
      { number: 3, code: '3' },
      { number: 5, code: 'again' },
    ])
  })
}
