/* Batches in a database of their own. What is checked at each start are the small tables alone: the
 * bytes, two gigabytes after a month, are signed, so that whoever reads one finds damage by itself.
 * `sender` outlives what is forgotten, so that no number is taken twice; AUTOINCREMENT does it for
 * places. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { asDeviceId, equalBytes } from '@cronista/protocol'
import type { Hour } from '../../domain/hour.ts'
import type {
  BatchReceipt,
  JournalBatches,
  JudgedBatch,
  ListedBatch,
} from '../../ports/journal-batches.ts'
import {
  inTransaction,
  openDatabase,
  requireSound,
  storageFailure,
  type Migrations,
} from './database.ts'

const MIGRATIONS: Migrations = [
  `CREATE TABLE sender (device_id BLOB PRIMARY KEY, last_number INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE batch (
     place INTEGER PRIMARY KEY AUTOINCREMENT, device_id BLOB NOT NULL, number INTEGER NOT NULL,
     hour INTEGER NOT NULL, UNIQUE (device_id, number)
   );
   CREATE TABLE batch_bytes (
     place INTEGER PRIMARY KEY REFERENCES batch ON DELETE CASCADE, bytes BLOB NOT NULL
   );`,
]
/** Little at a time is moved from the log into the database: this happens on the thread that serves
 *  pages, and should never be felt there. */
const PAGES_BETWEEN_CHECKPOINTS = 64

/** Batches in SQLite. */
export class SqliteJournalBatches implements JournalBatches {
  readonly #database: DatabaseSync

  /** Opens the database; throws as `openDatabase` does. */
  constructor(path: string) {
    this.#database = openDatabase(path, MIGRATIONS)
    for (const table of ['sender', 'batch']) requireSound(this.#database, path, table)
    this.#database.exec(`PRAGMA wal_autocheckpoint = ${PAGES_BETWEEN_CHECKPOINTS}`)
  }

  async append(batch: JudgedBatch, hour: Hour): Promise<BatchReceipt> {
    return translated(() => inTransaction(this.#database, () => this.#append(batch, hour)))
  }

  async list(afterPlace: number, limit: number): Promise<readonly ListedBatch[]> {
    const rows = translated(() => this.#statement(LIST).all(afterPlace, limit))
    return rows.map(({ place, device_id: deviceId, number }) => ({
      place: Number(place),
      deviceId: asDeviceId(deviceId as Uint8Array),
      number: Number(number),
    }))
  }

  async find(place: number): Promise<Uint8Array | undefined> {
    return translated(() => bytesIn(this.#statement(BYTES_AT).get(place)))
  }

  async forgetBefore(hour: Hour): Promise<void> {
    translated(() => this.#statement('DELETE FROM batch WHERE hour < ?').run(hour))
  }

  close(): void {
    this.#database.close()
  }

  #append({ deviceId, number, bytes }: JudgedBatch, hour: Hour): BatchReceipt {
    const same = bytesIn(this.#statement(BYTES_OF).get(deviceId, number))
    if (same !== undefined) return equalBytes(same, bytes) ? 'repeated' : 'refused'
    const last = this.#statement(LAST_OF).get(deviceId)?.['last_number']
    if (last !== undefined && number !== Number(last) + 1) return 'refused'
    const { lastInsertRowid: place } = this.#statement(ADD).run(deviceId, number, hour)
    this.#statement('INSERT INTO batch_bytes (place, bytes) VALUES (?, ?)').run(place, bytes)
    this.#statement('REPLACE INTO sender (device_id, last_number) VALUES (?, ?)').run(
      deviceId,
      number,
    )
    return 'stored'
  }

  #statement(sql: string): StatementSync {
    return this.#database.prepare(sql)
  }
}

const ADD = 'INSERT INTO batch (device_id, number, hour) VALUES (?, ?, ?)'
const BYTES_AT = 'SELECT bytes FROM batch_bytes WHERE place = ?'
const BYTES_OF =
  'SELECT bytes FROM batch JOIN batch_bytes USING (place) WHERE device_id = ? AND number = ?'
const LAST_OF = 'SELECT last_number FROM sender WHERE device_id = ?'
const LIST = 'SELECT place, device_id, number FROM batch WHERE place > ? ORDER BY place LIMIT ?'

function bytesIn(row: Record<string, unknown> | undefined): Uint8Array | undefined {
  return row?.['bytes'] as Uint8Array | undefined
}

function translated<Value>(ask: () => Value): Value {
  try {
    return ask()
  } catch (error) {
    throw storageFailure(error)
  }
}
