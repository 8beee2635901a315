// The desk's state in one SQLite file: WAL, one fsync a commit, deleted secrets overwritten, and the
// log that still holds them cut to nothing.
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { DeskError } from '../../desk-error.ts'
import type { DeskStore } from '../../ports/desk-store.ts'
import { migrations } from './migrations.ts'
import { sqliteStores } from './sqlite-stores.ts'

const SQLITE_BUSY = 5

/** How a database is opened. */
export interface SqliteOptions {
  /** Pages of 4 KiB the file may have, as on a full disk. */
  readonly maxPages?: number
  /** Nobody else may have it open meanwhile; throws `desk-in-use` if somebody has. */
  readonly isExclusive?: boolean
}

/** Opens or makes the database at `path`. Throws `storage-damaged` if it is no database of this
 *  desk, one of a newer desk, or fails SQLite's own check, and `storage-failed` if the place cannot
 *  be written to. */
export function openSqliteDeskStore(path: string, options: SqliteOptions = {}): DeskStore {
  const database = openDatabase(path, options)
  // A process that was killed may have erased something and not come to cut the log.
  let holdsErased = true
  const stores = sqliteStores(database, () => (holdsErased = true))
  return {
    ...stores,
    change(work) {
      const result = inTransaction(database, () => work(stores))
      if (holdsErased) holdsErased = !truncateLog(database)
      return result
    },
    close: () => database.close(),
  }
}

function openDatabase(path: string, options: SqliteOptions): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    syncLog(path)
    database = new DatabaseSync(path, { defensive: true, timeout: 5_000 })
    configure(database, options)
    migrate(database)
    return database
  } catch (cause) {
    database?.close()
    if (cause instanceof DeskError) throw cause
    throw new DeskError(openingFailure(cause), { cause })
  }
}

/** What a process that was killed had written and not yet synced looks like the rest, and would be told to
 *  others: it is synced first. Not by a checkpoint, which a full disk has no room for. */
function syncLog(path: string): void {
  let log: number
  try {
    log = openSync(`${path}-wal`, 'r+')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    throw error
  }
  try {
    fsyncSync(log)
  } finally {
    closeSync(log)
  }
}

function openingFailure(cause: unknown): 'desk-in-use' | 'storage-damaged' | 'storage-failed' {
  if (isSqliteError(cause) && (cause.errcode & 0xff) === SQLITE_BUSY) return 'desk-in-use'
  return isDamage(cause) ? 'storage-damaged' : 'storage-failed'
}

function configure(database: DatabaseSync, { maxPages, isExclusive = false }: SqliteOptions): void {
  // Set before the log is first used, it keeps every other process out, and waits for none that is in.
  if (isExclusive) database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE;')
  database.exec(`PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA temp_store = MEMORY;`)
  if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${maxPages}`)
  const check = database.prepare('PRAGMA quick_check(1)').get()
  if (check?.['quick_check'] !== 'ok') throw new DeskError('storage-damaged')
}

function migrate(database: DatabaseSync): void {
  const stored = database.prepare('PRAGMA user_version').get()?.['user_version']
  const version = typeof stored === 'number' ? stored : 0
  if (version > migrations.length) throw new DeskError('storage-damaged')
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue
    inTransaction(database, () =>
      database.exec(`${migration}; PRAGMA user_version = ${index + 1};`),
    )
  }
}

function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  run(database, 'BEGIN IMMEDIATE')
  try {
    const result = work()
    run(database, 'COMMIT')
    return result
  } catch (error) {
    // SQLite rolls back by itself when the disk is full.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw isSqliteError(error) ? new DeskError('storage-failed', { cause: error }) : error
  }
}

/** Writes the log into the file and cuts it off; whether it could. What was committed is durable
 *  either way, so that a failure here is none of the change's: the next change tries again. */
function truncateLog(database: DatabaseSync): boolean {
  try {
    return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0
  } catch (error) {
    if (isSqliteError(error)) return false
    throw error
  }
}

function run(database: DatabaseSync, statement: string): void {
  try {
    database.exec(statement)
  } catch (cause) {
    throw new DeskError('storage-failed', { cause })
  }
}

function isSqliteError(error: unknown): error is Error & { errcode: number } {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
}

/** SQLITE_CORRUPT, SQLITE_NOTADB, and a schema that is not ours (SQLITE_ERROR). */
function isDamage(error: unknown): boolean {
  return isSqliteError(error) && [1, 11, 26].includes(error.errcode & 0xff)
}
