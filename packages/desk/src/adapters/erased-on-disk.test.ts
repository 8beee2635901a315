// What a desk has erased is in none of its files: not in free pages, not in the log, not sealed and not open.
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { toHex, weekOf } from '@cronista/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStoreIn } from '../composition.ts'
import { keysOf, NOON_MILLIS, seededRandom } from '../desk.fixture.ts'
import { DeskError } from '../desk-error.ts'
import { DAY_MILLIS, dayOf } from '../domain/day.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { SealedSecret, SecretKind, SecretStore } from '../ports/secret-store.ts'
import { EpochSeeds } from '../services/epoch-seeds.ts'
import { eraseDead, witnessTime } from '../services/erasure.ts'
import { Journal } from '../services/journal.ts'
import { Prekeys } from '../services/prekeys.ts'
import { ReplyKeys } from '../services/reply-keys.ts'

const PIECE = 8
const ZEROS = Buffer.alloc(8)
const kinds: readonly SecretKind[] = ['epoch-seed', 'prekey', 'reply-key']
const keys = keysOf('Ada')
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cronista-erased-'))
})

afterEach(() => rm(folder, { recursive: true }))

/** A dead secret or a living one, as it was sealed and as it is. */
interface Known {
  readonly row: SealedSecret
  readonly content: Uint8Array
}

/** A store with three days' seeds, a prekey and the reply keys of so many people, all made on one day. */
function filled(people = 120): { store: DeskStore; known: readonly Known[] } {
  const store = openStoreIn(folder)
  store.change((stores) => Journal.found(keys, stores))
  const journal = Journal.open(keys, store)
  EpochSeeds.open(keys, store, NOON_MILLIS).comingEpochs(store, NOON_MILLIS, 3)
  new Prekeys(keys, store, journal).announceIfDue(NOON_MILLIS)
  const replies = new ReplyKeys(keys, store.secrets)
  store.change((stores) => replies.store(stores, repliesOn(NOON_MILLIS, people)))
  return { store, known: readAll(store) }
}

function repliesOn(lastAtMillis: number, count: number) {
  const random = seededRandom(`replies on ${lastAtMillis}`)
  return Array.from({ length: count }, () => ({
    ...{ thread: toHex(random(16)), week: weekOf(lastAtMillis), key: random(32), lastAtMillis },
  }))
}

/** Others sign, day after day, that it is later. */
function let25DaysPass(store: DeskStore): void {
  for (let day = 0; day <= 25; day++)
    store.change((stores) => witnessTime(keys, stores, NOON_MILLIS + day * DAY_MILLIS))
}

function readAll({ secrets }: DeskStore): readonly Known[] {
  return kinds.flatMap((kind) =>
    secrets.list(kind).map((row) => ({ row, content: opened(row) ?? new Uint8Array(0) })),
  )
}

/** What these bytes are under the master key, if they were sealed as this secret. */
function opened(row: SealedSecret): Uint8Array | undefined {
  const only: Pick<SecretStore, 'list'> = { list: () => [row] }
  try {
    return keys.secrets.list(only as SecretStore, row.kind)[0]
  } catch (error) {
    if (error instanceof DeskError && error.code === 'storage-damaged') return undefined
    throw error
  }
}

async function filesIn(place: string): Promise<readonly Buffer[]> {
  const names = await readdir(place)
  return Promise.all(names.map((name) => readFile(join(place, name))))
}

/** How many of these secrets have any 8 bytes of their sealed form, or of what they held, in a file. */
async function remaining(place: string, known: readonly Known[]): Promise<number> {
  const pieces = new Set<string>()
  for (const file of await filesIn(place)) {
    const text = file.toString('latin1')
    for (let at = 0; at + PIECE <= text.length; at++) pieces.add(text.slice(at, at + PIECE))
  }
  const isThere = (bytes: Uint8Array) => {
    const text = Buffer.from(bytes).toString('latin1')
    return Array.from({ length: text.length - PIECE + 1 }, (_, at) =>
      pieces.has(text.slice(at, at + PIECE)),
    ).includes(true)
  }
  // A kind's content begins with numbers that are not secret; its last 32 bytes are the key.
  return known.filter(({ row, content }) => isThere(row.sealed) || isThere(keyIn(row, content)))
    .length
}

function keyIn({ kind }: SealedSecret, content: Uint8Array): Uint8Array {
  return kind === 'epoch-seed' ? content.slice(4, 36) : content.slice(-32)
}

/** Whether any run of bytes in any file opens to this secret for whoever has the master key. */
async function opensAnywhere(place: string, { row, content }: Known): Promise<boolean> {
  for (const file of await filesIn(place))
    for (let at = 0; at + row.sealed.length <= file.length; at++) {
      // Random bytes hold no eight zeros in a row; free pages hold little else.
      if (file.subarray(at, at + 32).includes(ZEROS)) continue
      const found = opened({ ...row, sealed: file.subarray(at, at + row.sealed.length) })
      if (found !== undefined && toHex(found) === toHex(content)) return true
    }
  return false
}

describe('secrets whose day has passed', () => {
  test('are in no file any more, in 8 bytes of them, while the desk is open and after', async () => {
    const { store, known } = filled()
    expect(known).toHaveLength(124)
    expect(await remaining(folder, known)).toBe(124)
    const later = NOON_MILLIS + 25 * DAY_MILLIS
    store.change((stores) => {
      new ReplyKeys(keys, stores.secrets).store(stores, repliesOn(later, 5))
    })
    let25DaysPass(store)
    eraseDead(keys, store, later)
    const living = readAll(store)
    expect(living).toHaveLength(5)
    expect(await remaining(folder, known)).toBe(0)
    expect(await remaining(folder, living)).toBe(5)
    store.close()
    expect(await remaining(folder, known)).toBe(0)
  })

  test('are in no file once the desk is opened again, if it was killed before the log was cut', async () => {
    const { store, known } = filled()
    store.close()
    const place = await mkdtemp(join(tmpdir(), 'cronista-killed-'))
    const killed = new DatabaseSync(join(folder, 'desk.sqlite'))
    killed.exec('PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; UPDATE secret SET id = id;')
    killed.exec(`DELETE FROM secret WHERE expires_on_day < ${dayOf(NOON_MILLIS) + 30}`)
    for (const file of ['desk.sqlite', 'desk.sqlite-wal'])
      await copyFile(join(folder, file), join(place, file))
    killed.close()
    expect(await remaining(place, known)).toBeGreaterThan(20)
    const again = openStoreIn(place)
    eraseDead(keys, again, NOON_MILLIS)
    expect(await remaining(place, known)).toBe(0)
    again.close()
    await rm(place, { recursive: true })
  })

  test('open from no run of bytes, even for whoever has the master key', async () => {
    const { store: first, known } = filled(2)
    first.close()
    const [seed] = known
    expect(seed?.row.kind).toBe('epoch-seed')
    expect(await opensAnywhere(folder, seed!)).toBe(true)
    const store = openStoreIn(folder)
    const later = NOON_MILLIS + 25 * DAY_MILLIS
    let25DaysPass(store)
    eraseDead(keys, store, later)
    expect(await opensAnywhere(folder, seed!)).toBe(false)
    store.close()
  })

  test('would be found if the file did not overwrite, or the log were not cut', async () => {
    const { store, known } = filled()
    store.close()
    const sql = `DELETE FROM secret WHERE expires_on_day < ${dayOf(NOON_MILLIS) + 30}`
    for (const [overwrites, cuts] of [
      ['OFF', true],
      ['ON', false],
    ] as const) {
      const place = await mkdtemp(join(tmpdir(), 'cronista-kept-'))
      await copyFile(join(folder, 'desk.sqlite'), join(place, 'desk.sqlite'))
      const database = new DatabaseSync(join(place, 'desk.sqlite'))
      database.exec(`PRAGMA journal_mode = WAL; PRAGMA secure_delete = ${overwrites}; ${sql};`)
      if (cuts) database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      expect(await remaining(place, known)).toBeGreaterThan(20)
      database.close()
      await rm(place, { recursive: true })
    }
  })
})
