import type { DatabaseSync } from 'node:sqlite'
import { Kysely, type Generated } from 'kysely'
import { openDatabase, requireSound, storageFailure, type Migrations } from './database.ts'
import { nodeSqliteDialect } from './node-sqlite-dialect.ts'

const MIGRATIONS: Migrations = [
  `CREATE TABLE edition (
     number INTEGER PRIMARY KEY, time_millis INTEGER NOT NULL UNIQUE,
     roster_head BLOB NOT NULL, bytes BLOB NOT NULL
   );
   CREATE TABLE roster (
     number INTEGER PRIMARY KEY, head BLOB NOT NULL UNIQUE,
     expires_at_millis INTEGER NOT NULL, bytes BLOB NOT NULL
   );`,
  `CREATE TABLE release (
     number INTEGER PRIMARY KEY, head BLOB NOT NULL, previous_head BLOB NOT NULL,
     bytes BLOB NOT NULL
   );
   CREATE TABLE left_file (
     "order" INTEGER PRIMARY KEY, path TEXT NOT NULL, hash TEXT NOT NULL, hour INTEGER NOT NULL,
     UNIQUE (path, hash)
   );`,
]

/** The tables of what the newsroom hands in for everyone. */
export interface NewsroomTables {
  readonly edition: {
    readonly number: number
    readonly time_millis: number
    readonly roster_head: Uint8Array
    readonly bytes: Uint8Array
  }
  readonly roster: {
    readonly number: number
    readonly head: Uint8Array
    readonly expires_at_millis: number
    readonly bytes: Uint8Array
  }
  /** One row: the current release. */
  readonly release: {
    readonly number: number
    readonly head: Uint8Array
    readonly previous_head: Uint8Array
    readonly bytes: Uint8Array
  }
  /** Files that have left with a release, in the order of their leaving. */
  readonly left_file: {
    readonly order: Generated<number>
    readonly path: string
    readonly hash: string
    readonly hour: number
  }
}

/** Editions, rosters and releases: a few rows, written once an hour, so that they need no thread. */
export class NewsroomDatabase {
  readonly tables: Kysely<NewsroomTables>
  readonly #database: DatabaseSync

  /** Opens it; throws as `openDatabase` does. */
  constructor(path: string) {
    this.#database = openDatabase(path, MIGRATIONS)
    for (const table of ['edition', 'roster', 'release', 'left_file'])
      requireSound(this.#database, path, table)
    this.tables = new Kysely<NewsroomTables>({ dialect: nodeSqliteDialect(this.#database) })
  }

  close(): void {
    this.#database.close()
  }
}

/** Asks the database and translates its failure at the port. */
export async function inDatabase<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask()
  } catch (error) {
    throw storageFailure(error)
  }
}
