import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { parseSegmentName } from '@cronista/protocol'
import { DeskError } from '../../desk-error.ts'
import type { CollectorStore } from '../../ports/collector-store.ts'
import type { DeskStores } from '../../ports/desk-store.ts'
import type { JournalStore, StoredEntry } from '../../ports/journal-store.ts'
import type { SealedSecret, SecretKind, SecretStore } from '../../ports/secret-store.ts'

/** Entries that are read at once: fewer steps than one after the other, and little memory. */
const PAGE_ROWS = 512

type Row = Record<string, SQLOutputValue>

/** The stores over one open database. `onErased` hears of each secret that was erased. */
export function sqliteStores(database: DatabaseSync, onErased: () => void): DeskStores {
  return {
    journal: journalStore(database),
    secrets: secretStore(database, onErased),
    collector: collectorStore(database),
  }
}

function journalStore(database: DatabaseSync): JournalStore {
  const columns = 'device, sequence, entry'
  const last = database.prepare('SELECT max(sequence) AS last FROM chain_entry WHERE device = ?')
  const insert = database.prepare(`INSERT INTO chain_entry (${columns}) VALUES (?, ?, ?)`)
  const page = database.prepare(
    `SELECT place, ${columns} FROM chain_entry WHERE place > ? ORDER BY place LIMIT ${PAGE_ROWS}`,
  )
  const chain = database.prepare(
    `SELECT ${columns} FROM chain_entry WHERE device = ? AND sequence >= ?
     ORDER BY sequence LIMIT ?`,
  )
  return {
    append({ deviceId, sequence, entry }) {
      const before = Number(last.get(deviceId)?.['last'] ?? 0)
      if (sequence !== before + 1) throw new DeskError('storage-failed')
      insert.run(deviceId, sequence, entry)
    },
    *entries() {
      for (let after = 0, rows = page.all(after); rows.length > 0; rows = page.all(after))
        for (const row of rows) {
          after = numberIn(row, 'place')
          yield entryIn(row)
        }
    },
    chain: (deviceId, from, limit) => chain.all(deviceId, from, limit).map(entryIn),
  }
}

function secretStore(database: DatabaseSync, onErased: () => void): SecretStore {
  const columns = 'kind, id, sealed, expires_on_day'
  const put = database.prepare(
    `INSERT INTO secret (${columns}) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE
     SET sealed = excluded.sealed, expires_on_day = excluded.expires_on_day`,
  )
  const find = database.prepare(`SELECT ${columns} FROM secret WHERE kind = ? AND id = ?`)
  const list = database.prepare(`SELECT ${columns} FROM secret WHERE kind = ? ORDER BY place`)
  const erase = database.prepare('DELETE FROM secret WHERE kind = ? AND id = ?')
  const eraseExpired = database.prepare('DELETE FROM secret WHERE expires_on_day < ?')
  return {
    put: ({ kind, id, sealed, expiresOnDay }) => {
      put.run(kind, id, sealed, expiresOnDay ?? null)
    },
    find(kind, id) {
      const row = find.get(kind, id)
      return row === undefined ? undefined : secretIn(row, kind)
    },
    list: (kind) => list.all(kind).map((row) => secretIn(row, kind)),
    erase: (kind, id) => {
      if (Number(erase.run(kind, id).changes) > 0) onErased()
    },
    eraseExpired(today) {
      const erased = Number(eraseExpired.run(today).changes)
      if (erased > 0) onErased()
      return erased
    },
  }
}

function collectorStore(database: DatabaseSync): CollectorStore {
  const cursor = database.prepare('SELECT segment FROM collector_cursor')
  const setCursor = database.prepare(
    `INSERT INTO collector_cursor (only, segment) VALUES (1, ?)
     ON CONFLICT (only) DO UPDATE SET segment = excluded.segment`,
  )
  const skip = database.prepare('INSERT OR REPLACE INTO skipped_segment VALUES (?, ?)')
  const forget = database.prepare('DELETE FROM skipped_segment WHERE number = ?')
  const skipped = database.prepare('SELECT number, code FROM skipped_segment ORDER BY number')
  return {
    cursor() {
      const row = cursor.get()
      return row === undefined ? undefined : parseSegmentName(textIn(row, 'segment'))?.name
    },
    setCursor: (name) => {
      setCursor.run(name)
    },
    recordSkipped: ({ number, code }) => {
      skip.run(number, code)
    },
    forgetSkipped: (number) => {
      forget.run(number)
    },
    skipped: () =>
      skipped.all().map((row) => ({ number: numberIn(row, 'number'), code: textIn(row, 'code') })),
  }
}

function entryIn(row: Row): StoredEntry {
  return {
    deviceId: bytesIn(row, 'device'),
    sequence: numberIn(row, 'sequence'),
    entry: bytesIn(row, 'entry'),
  }
}

function secretIn(row: Row, kind: SecretKind): SealedSecret {
  const secret = { kind, id: bytesIn(row, 'id'), sealed: bytesIn(row, 'sealed') }
  const expiresOnDay = row['expires_on_day']
  return typeof expiresOnDay === 'number' ? { ...secret, expiresOnDay } : secret
}

function bytesIn(row: Row, column: string): Uint8Array {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw new DeskError('storage-damaged')
  return value
}

function numberIn(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new DeskError('storage-damaged')
  return value
}

function textIn(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new DeskError('storage-damaged')
  return value
}
