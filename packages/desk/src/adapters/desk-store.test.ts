import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deskStoreContract } from '../ports/desk-store.contract.ts'
import { openMemoryDeskStore } from './memory/memory-desk-store.ts'
import { openSqliteDeskStore } from './sqlite/sqlite-desk-store.ts'

let folder = ''
let files = 0
const deviceId = new Uint8Array(16).fill(7)
const entryOf = (sequence: number, entry: Uint8Array) => ({ deviceId, sequence, entry })
const newPath = () => join(folder, `${++files}.sqlite`)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-store-'))
})
afterAll(() => rm(folder, { recursive: true }))

deskStoreContract('memory', async () => openMemoryDeskStore())
deskStoreContract('sqlite', async () => openSqliteDeskStore(newPath()))

describe('the desk’s database', () => {
  test('what was changed is there when it is opened again', () => {
    const path = newPath()
    const store = openSqliteDeskStore(path)
    store.change(({ journal }) => journal.append(entryOf(1, Uint8Array.of(7))))
    store.close()
    const again = openSqliteDeskStore(path)
    expect([...again.journal.entries()]).toHaveLength(1)
    again.close()
  })

  test('a full disk: the change is refused whole, what was there stays, and space brings it back', () => {
    const path = newPath()
    const store = openSqliteDeskStore(path, { maxPages: 24 })
    store.change(({ journal }) => journal.append(entryOf(1, Uint8Array.of(7))))
    const tooMuch = () =>
      store.change(({ journal, secrets }) => {
        secrets.put({ kind: 'note', id: new Uint8Array(16), sealed: Uint8Array.of(1) })
        journal.append(entryOf(2, new Uint8Array(1_000_000)))
      })
    expect(tooMuch).toThrow(expect.objectContaining({ code: 'storage-failed' }))
    expect([...store.journal.entries()]).toHaveLength(1)
    expect(store.secrets.list('note')).toEqual([])
    store.change(({ journal }) => journal.append(entryOf(2, Uint8Array.of(8))))
    store.close()
    const again = openSqliteDeskStore(path)
    expect([...again.journal.entries()]).toHaveLength(2)
    again.close()
  })

  test('what was erased is gone from the log as well, while the desk runs', async () => {
    const path = newPath()
    const store = openSqliteDeskStore(path)
    const [dead, gone] = [5, 6].map((byte) => new Uint8Array(64).fill(byte))
    const id = (byte: number) => new Uint8Array(16).fill(byte)
    const foundIn = async (bytes: Uint8Array) =>
      Promise.all(
        [path, `${path}-wal`].map(async (file) =>
          (await readFile(file)).includes(Buffer.from(bytes)),
        ),
      )
    store.change(({ secrets }) => {
      secrets.put({ kind: 'epoch-seed', id: id(1), sealed: dead!, expiresOnDay: 10 })
      secrets.put({ kind: 'reply-key', id: id(2), sealed: gone! })
    })
    expect(await foundIn(dead!)).toContain(true)
    store.change(({ secrets }) => secrets.eraseExpired(11))
    expect(await foundIn(dead!)).toEqual([false, false])
    expect(await foundIn(gone!)).toContain(true)
    store.change(({ secrets }) => secrets.erase('reply-key', id(2)))
    expect(await foundIn(gone!)).toEqual([false, false])
    store.close()
  })

  test('a file that is no database is damaged, and stays as it is', async () => {
    const path = newPath()
    await writeFile(path, 'this is not a database, and long enough to be taken for one'.repeat(40))
    expect(() => openSqliteDeskStore(path)).toThrow(
      expect.objectContaining({ code: 'storage-damaged' }),
    )
    expect(await readFile(path, 'utf8')).toContain('not a database')
  })

  test('a database with a page of rubbish is damaged', async () => {
    const path = newPath()
    const store = openSqliteDeskStore(path)
    store.change(({ journal }) => {
      for (let sequence = 1; sequence <= 50; sequence++)
        journal.append(entryOf(sequence, new Uint8Array(3000)))
    })
    store.close()
    const bytes = await readFile(path)
    bytes.fill(0xa5, 4096 * 4, 4096 * 12)
    await writeFile(path, bytes)
    expect(() => openSqliteDeskStore(path)).toThrow(
      expect.objectContaining({ code: 'storage-damaged' }),
    )
  })

  test('the database of a newer desk is refused', () => {
    const path = newPath()
    openSqliteDeskStore(path).close()
    const database = new DatabaseSync(path)
    database.exec('PRAGMA user_version = 99')
    database.close()
    expect(() => openSqliteDeskStore(path)).toThrow(
      expect.objectContaining({ code: 'storage-damaged' }),
    )
  })

  test('a folder that is not there is a failure, not damage', () => {
    expect(() => openSqliteDeskStore(join(folder, 'nowhere', 'x.sqlite'))).toThrow(
      expect.objectContaining({ code: 'storage-failed' }),
    )
  })
})
