import { hash } from 'node:crypto'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { CELL_BYTES, encodeSegment, type SegmentName } from '@cronista/protocol'
import { nativePrimitives } from '../node/native-primitives.ts'
import { inTransaction, openDatabase, requireSound, type Migrations } from './database.ts'

/* `cell` holds what is not closed yet, in the order of hashes and with nothing of when. `seen` holds
 * the hashes of closed cells for as long as their segments are kept, so that a repeated cell is
 * found: some 50 bytes a cell on disk, and one look into it at each append. A row of `segment` without a
 * name is sealed: no cell is added, but its file is not known to be there yet. */
const MIGRATIONS: Migrations = [
  `CREATE TABLE cell (
     hash BLOB PRIMARY KEY, segment INTEGER NOT NULL, cell BLOB NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE seen (hash BLOB PRIMARY KEY) WITHOUT ROWID;
   CREATE TABLE segment (number INTEGER PRIMARY KEY, name TEXT UNIQUE);
   CREATE TABLE open_segment (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), number INTEGER NOT NULL);
   INSERT INTO open_segment VALUES (1, 1);`,
]

/** 64 MiB: a segment and its neighbours stay in memory while they are open. */
const CACHE_KIB = 65_536
/** How much may wait in the write-ahead log, in pages, before it is copied into the table: most of a
 *  segment, so that many pages are overwritten there rather than copied. */
const WAL_PAGES = 4_000

/** The tables of cells and segments, one synchronous call each. It belongs to one thread, which may
 *  wait for the disk; `SqliteCellLog` speaks with it from the one that may not. */
export class CellTable {
  readonly #database: DatabaseSync
  readonly #segmentMaxCells: number
  readonly #insertCell: StatementSync
  #openNumber: number
  #openCount: number

  /** Throws as `openDatabase` does. */
  constructor(path: string, segmentMaxCells: number) {
    this.#database = openDatabase(path, MIGRATIONS)
    this.#database.exec(
      `PRAGMA cache_size = -${CACHE_KIB}; PRAGMA wal_autocheckpoint = ${WAL_PAGES}`,
    )
    for (const table of ['cell', 'segment', 'open_segment'])
      requireSound(this.#database, path, table)
    this.#segmentMaxCells = segmentMaxCells
    this.#insertCell = this.#database.prepare(
      `INSERT OR IGNORE INTO cell (hash, segment, cell)
       SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM seen WHERE hash = ?1)`,
    )
    this.#openNumber = this.#integer('SELECT number FROM open_segment')
    this.#openCount = this.#countOpen()
  }

  /** Appends cells that stand one after the other, in one transaction. Gives how many segments were
   *  filled. Durable when it returns. */
  append(cells: Uint8Array): number {
    const ordered = inHashOrder(cells)
    const before = { number: this.#openNumber, count: this.#openCount }
    try {
      return inTransaction(this.#database, () => {
        for (const { hash, cell } of ordered) {
          if (this.#insertCell.run(hash, this.#openNumber, cell).changes === 0) continue
          this.#openCount += 1
          if (this.#openCount >= this.#segmentMaxCells) this.#sealOpen()
        }
        return this.#openNumber - before.number
      })
    } catch (error) {
      this.#openNumber = before.number
      this.#openCount = before.count
      throw error
    }
  }

  /** Lets no more cells into the open segment, if it holds any. */
  seal(): void {
    if (this.#openCount === 0) return
    const before = { number: this.#openNumber, count: this.#openCount }
    try {
      inTransaction(this.#database, () => this.#sealOpen())
    } catch (error) {
      this.#openNumber = before.number
      this.#openCount = before.count
      throw error
    }
  }

  /** Numbers of sealed segments whose files are not known to be there, oldest first. */
  sealed(): readonly number[] {
    return this.#integers('SELECT number FROM segment WHERE name IS NULL ORDER BY number')
  }

  /** A sealed segment's bytes (§7). */
  encodeSealed(number: number): Uint8Array {
    const rows = this.#database.prepare('SELECT cell FROM cell WHERE segment = ?').all(number)
    return encodeSegment(
      nativePrimitives,
      rows.map((row) => row['cell'] as Uint8Array),
    )
  }

  /** Lists a sealed segment, whose file is there, and deletes its cells. */
  list(number: number, name: SegmentName): void {
    inTransaction(this.#database, () => {
      this.#run('INSERT OR IGNORE INTO seen SELECT hash FROM cell WHERE segment = ?', number)
      this.#run('DELETE FROM cell WHERE segment = ?', number)
      this.#run('UPDATE segment SET name = ? WHERE number = ?', name, number)
    })
    // The log still holds the cells in the order in which they came: it is emptied.
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  /** Listed segments whose number is above this, oldest first. */
  names(afterNumber: number, limit: number): readonly SegmentName[] {
    return this.#database
      .prepare(
        'SELECT name FROM segment WHERE name IS NOT NULL AND number > ? ORDER BY number LIMIT ?',
      )
      .all(afterNumber, limit)
      .map((row) => row['name'] as SegmentName)
  }

  isListed(name: SegmentName): boolean {
    return this.#database.prepare('SELECT 1 FROM segment WHERE name = ?').get(name) !== undefined
  }

  /** Forgets a listed segment and its cells, which stand one after the other. */
  forget(name: SegmentName, cells: Uint8Array): void {
    const forgetHash = this.#database.prepare('DELETE FROM seen WHERE hash = ?')
    inTransaction(this.#database, () => {
      for (const { hash } of inHashOrder(cells)) forgetHash.run(hash)
      this.#run('DELETE FROM segment WHERE name = ?', name)
    })
  }

  close(): void {
    this.#database.close()
  }

  #sealOpen(): void {
    this.#run('INSERT INTO segment (number, name) VALUES (?, NULL)', this.#openNumber)
    this.#openNumber += 1
    this.#run('UPDATE open_segment SET number = ?', this.#openNumber)
    this.#openCount = 0
  }

  #countOpen(): number {
    return this.#integer('SELECT count(*) FROM cell WHERE segment = ?', this.#openNumber)
  }

  #run(sql: string, ...values: (number | string)[]): void {
    this.#database.prepare(sql).run(...values)
  }

  #integer(sql: string, ...values: number[]): number {
    return this.#integers(sql, ...values)[0] ?? 0
  }

  #integers(sql: string, ...values: number[]): readonly number[] {
    const rows = this.#database.prepare(sql).all(...values)
    return rows.map((row) => Number(Object.values(row)[0]))
  }
}

/** Cells with their hashes, in the order of these: within a commit, too, nothing tells which came
 *  first. */
function inHashOrder(cells: Uint8Array): readonly { hash: Uint8Array; cell: Uint8Array }[] {
  const ordered = []
  for (let start = 0; start < cells.length; start += CELL_BYTES) {
    const cell = cells.subarray(start, start + CELL_BYTES)
    ordered.push({ hash: hash('sha256', cell, 'buffer'), cell })
  }
  return ordered.sort((a, b) => Buffer.compare(a.hash, b.hash))
}
