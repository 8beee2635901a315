import { DatabaseSync } from 'node:sqlite'
import { RelayError, type Sentence } from '../../domain/relay-error.ts'

/** Statements that take a database from one version to the next; the first makes version 1. Once
 *  released, a migration is never changed: what it made is on somebody's disk. */
export type Migrations = readonly string[]

const SQLITE_BUSY = 5
const SQLITE_READONLY = 8
const SQLITE_CORRUPT = 11
const SQLITE_FULL = 13
const SQLITE_CANTOPEN = 14
const SQLITE_NOTADB = 26

/** Large enough that a whole cell lies in its leaf, in the order of hashes, and nothing of it on an
 *  overflow page, where it would lie in the order of arrival. */
const PAGE_BYTES = 16_384

/** Opens a database of this relay alone, brings it to the newest version, and sees to it that a
 *  commit is on the disk when it returns and that what is deleted is overwritten. Throws
 *  `state-in-use`, `state-damaged`, `state-newer`, `folder-not-writable` or `storage-failed`. */
export function openDatabase(path: string, migrations: Migrations): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path)
    database.exec(`
      PRAGMA page_size = ${PAGE_BYTES};
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      PRAGMA foreign_keys = ON;
      PRAGMA trusted_schema = OFF;
    `)
    // What a killed process had written and not yet synced looks like the rest, and may be
    // acknowledged again: it is synced first.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    migrate(database, path, migrations)
    return database
  } catch (error) {
    database?.close()
    throw openingFailure(error, path)
  }
}

function migrate(database: DatabaseSync, path: string, migrations: Migrations): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
  if (version > migrations.length)
    throw new RelayError('state-newer', {
      es: `${path} lo escribió una versión posterior del servidor: use otra vez esa.`,
      en: `${path} was written by a later version of the relay: run that one again.`,
    })
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue
    inTransaction(database, () => {
      database.exec(migration)
      database.exec(`PRAGMA user_version = ${index + 1}`)
    })
  }
}

/** Does all of it or nothing. Durable when it returns. */
export function inTransaction<Value>(database: DatabaseSync, act: () => Value): Value {
  database.exec('BEGIN IMMEDIATE')
  try {
    const value = act()
    database.exec('COMMIT')
    return value
  } catch (error) {
    // SQLite has already rolled back after some failures (a full disk), not after others.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** Throws `state-damaged` if the pages of a table do not fit together. */
export function requireSound(database: DatabaseSync, path: string, table: string): void {
  const verdict = database.prepare(`PRAGMA quick_check('${table}')`).get()?.['quick_check']
  if (verdict !== 'ok') throw damaged(path)
}

function openingFailure(error: unknown, path: string): unknown {
  switch (sqliteCodeOf(error)) {
    case undefined:
      return error
    case SQLITE_BUSY:
      return new RelayError('state-in-use', {
        es: `Otro servidor está usando ${path}: deténgalo, o indique otra carpeta en "folder".`,
        en: `Another relay is using ${path}: stop it, or name another "folder".`,
      })
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return damaged(path, error)
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return new RelayError('folder-not-writable', notWritable(path), { cause: error })
    default:
      return storageFailure(error)
  }
}

function damaged(path: string, cause?: unknown): RelayError {
  const sentence = {
    es: `${path} está dañado: ponga en su lugar una copia, o empiece con una carpeta vacía.`,
    en: `${path} is damaged; put back a copy of it, or begin with an empty folder.`,
  }
  return new RelayError('state-damaged', sentence, { cause })
}

function notWritable(path: string): Sentence {
  return {
    es: `El servidor no puede escribir en ${path}.`,
    en: `The relay may not write to ${path}.`,
  }
}

/** Translates what SQLite threw at the port; other errors are bugs and stay what they are. */
export function storageFailure(error: unknown): unknown {
  const code = sqliteCodeOf(error)
  if (code === undefined) return error
  const isFull = code === SQLITE_FULL
  const sentence = {
    es: `La base de datos falló con el código ${code} de SQLite${isFull ? ': el disco está lleno; haga espacio' : ''}.`,
    en: `The database failed with SQLite's code ${code}${isFull ? ': the disk is full; make room' : ''}.`,
  }
  return new RelayError('storage-failed', sentence, { cause: error })
}

/** SQLite's primary result code, without what an extended one adds. */
function sqliteCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}
