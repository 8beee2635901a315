// A database is opened through SQLite itself, on a copy: a long value is cut over pages that lie
// apart, and some of Firefox's are compressed.
import { DatabaseSync } from 'node:sqlite'

/** One row, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>

/** Whether a file begins as SQLite's do. */
export function isSqlite(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 15)).toString('latin1') === 'SQLite format 3'
}

/** All rows of all tables, the write-ahead log included; `undefined` if SQLite does not open it. The
 *  file is changed by that: give it a copy. */
export function tablesOf(path: string): ReadonlyMap<string, readonly Row[]> | undefined {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path)
    const names = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all()
      .map((row) => String(row['name']))
    const open = database
    return new Map(names.map((name) => [name, rowsOf(open, name)]))
  } catch {
    return undefined
  } finally {
    database?.close()
  }
}

function rowsOf(database: DatabaseSync, table: string): readonly Row[] {
  try {
    const query = database.prepare(`SELECT * FROM "${table.replaceAll('"', '""')}"`)
    query.setReadBigInts(true)
    return query.all()
  } catch {
    // A table of an extension that this SQLite does not have.
    return []
  }
}
