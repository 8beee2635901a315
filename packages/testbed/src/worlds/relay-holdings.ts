import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What a relay's disk holds, in names, counts and sizes. */
export interface RelayHoldings {
  /** Path, bytes. */
  readonly files: readonly (readonly [string, number])[]
  /** Table or index, SQL. */
  readonly schema: readonly string[]
  /** Each row: table, and the length or the small number of each column. */
  readonly rows: readonly string[]
}

/** Reads the folder of a relay that was stopped. A database is read row by row, in the order of its rows:
 *  how many pages its tree has follows from the hashes of what is in it. */
export async function holdingsOf(folder: string): Promise<RelayHoldings> {
  const files: (readonly [string, number])[] = []
  const databases: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length + 1)
    if (name.endsWith('.sqlite')) databases.push(name)
    // Files of the site are named by their hashes, and its first page names the newsroom.
    else if (name.includes('.sqlite-')) files.push([name, 0])
    else files.push([name, (await stat(path)).size])
  }
  const read = databases.sort().map((name) => readDatabase(join(folder, name), name))
  return {
    files: files.sort(([a], [b]) => (a < b ? -1 : 1)),
    schema: read.flatMap(({ schema }) => schema),
    rows: read.flatMap(({ rows }) => rows),
  }
}

function readDatabase(path: string, name: string) {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const schema = database
      .prepare('select type, name, sql from sqlite_master order by type, name')
      .all()
      .map((row) => `${name}: ${String(row['type'])} ${String(row['name'])} ${String(row['sql'])}`)
    const tables = database
      .prepare("select name from sqlite_master where type = 'table' order by name")
      .all()
      .map((row) => String(row['name']))
    const rows = tables.flatMap((table) =>
      database
        .prepare(`select * from "${table}"`)
        .all()
        .map((row) => `${name}: ${table} ${shapeOf(row)}`)
        .sort(),
    )
    return { schema, rows }
  } finally {
    database.close()
  }
}

function shapeOf(row: Readonly<Record<string, unknown>>): string {
  return Object.entries(row)
    .map(([column, value]) => `${column}=${sizeOf(value)}`)
    .join(' ')
}

/** Numbers are times, places and counts; bytes and texts are content, of which the length is told. */
function sizeOf(value: unknown): string {
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (typeof value === 'string') return `${value.length} characters`
  return String(value)
}
