/** What the disk of a process that is dead holds, read from copies and without any code of the relay's or the
 *  desk's: opening a database in its place would change what the next start finds. */
import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseSegment, toHex } from '@cronista/protocol'

/** What a relay keeps. */
export interface RelayDisk {
  /** How often each cell is there, in the open table and in listed segments, by its hash. */
  readonly cells: ReadonlyMap<string, number>
  /** Highest number of an edition and of a roster; 0 for none. */
  readonly edition: number
  readonly roster: number
  /** SHA-256 of each batch that is kept, in hexadecimal digits. */
  readonly batches: ReadonlySet<string>
  readonly faults: readonly string[]
}

/** What a desk keeps. */
export interface DeskDisk {
  /** SHA-256 of each entry, by its device and number: `device/number`. */
  readonly entries: ReadonlyMap<string, string>
  /** How many pieces stand for runs of the journal. */
  readonly checkpoints: number
  readonly faults: readonly string[]
}

/** Reads a relay's folder. */
export async function readRelayDisk(folder: string): Promise<RelayDisk> {
  return withCopies(folder, ['cells', 'newsroom', 'journal'], async (databases) => {
    const faults = [...databases].flatMap(([name, database]) => faultsOf(name, database))
    const [cells, newsroom, journal] = [...databases.values()]
    const counts = new Map<string, number>()
    const count = (hash: string) => counts.set(hash, (counts.get(hash) ?? 0) + 1)
    for (const { hash } of rows(cells, 'SELECT hash FROM cell')) count(toHex(hash as Uint8Array))
    for (const { name } of rows(cells, 'SELECT name FROM segment WHERE name IS NOT NULL'))
      for (const hash of await hashesIn(join(folder, 'segments', String(name)))) count(hash)
    return {
      ...{ cells: counts, faults },
      edition: highest(newsroom, 'edition'),
      roster: highest(newsroom, 'roster'),
      batches: new Set(
        rows(journal, 'SELECT bytes FROM batch_bytes').map(({ bytes }) =>
          sha256(bytes as Uint8Array),
        ),
      ),
    }
  })
}

/** Reads a desk's folder. */
export async function readDeskDisk(folder: string): Promise<DeskDisk> {
  return withCopies(folder, ['desk'], (databases) => {
    const [desk] = [...databases.values()]
    const entries = rows(desk, 'SELECT device, sequence, entry FROM chain_entry').map(
      ({ device, sequence, entry }) =>
        [
          `${toHex(device as Uint8Array)}/${String(sequence)}`,
          sha256(entry as Uint8Array),
        ] as const,
    )
    const pieces = rows(desk, "SELECT count(*) AS pieces FROM secret WHERE kind = 'checkpoint'")
    return Promise.resolve({
      entries: new Map(entries),
      checkpoints: Number(pieces[0]?.['pieces'] ?? 0),
      faults: [...databases].flatMap(([name, database]) => faultsOf(name, database)),
    })
  })
}

/** Hashes of the cells of a segment's file, in hexadecimal digits. */
export async function hashesIn(path: string): Promise<readonly string[]> {
  const bytes = new Uint8Array(await readFile(path))
  return parseSegment(bytes).map(sha256)
}

async function withCopies<Value>(
  folder: string,
  names: readonly string[],
  read: (databases: ReadonlyMap<string, DatabaseSync>) => Promise<Value>,
): Promise<Value> {
  const copies = await mkdtemp(join(tmpdir(), 'cronista-crash-copy-'))
  const databases = new Map<string, DatabaseSync>()
  try {
    const there = await readdir(folder)
    for (const name of names) {
      for (const file of [`${name}.sqlite`, `${name}.sqlite-wal`])
        if (there.includes(file)) await copyFile(join(folder, file), join(copies, file))
      databases.set(name, new DatabaseSync(join(copies, `${name}.sqlite`)))
    }
    return await read(databases)
  } finally {
    for (const database of databases.values()) database.close()
    await rm(copies, { recursive: true, force: true })
  }
}

function faultsOf(name: string, database: DatabaseSync): readonly string[] {
  return rows(database, 'PRAGMA integrity_check')
    .map((row) => String(row['integrity_check']))
    .filter((verdict) => verdict !== 'ok')
    .map((verdict) => `${name}.sqlite: ${verdict}`)
}

function rows(database: DatabaseSync | undefined, sql: string) {
  return database?.prepare(sql).all() ?? []
}

function highest(database: DatabaseSync | undefined, table: string): number {
  return Number(rows(database, `SELECT max(number) AS number FROM ${table}`)[0]?.['number'] ?? 0)
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
