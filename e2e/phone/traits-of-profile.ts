import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { noteFirefoxCacheEntry, noteGlean, notePreferenceLines } from './firefox-files.ts'
import { recordsOfLog, recordsOfTable } from './level-db.ts'
import { keyOfSimpleEntry, partsOfSimpleEntry, SIMPLE_MAGIC } from './simple-cache.ts'
import { openedStreams } from './opened-streams.ts'
import { noteSessionCommands } from './session-commands.ts'
import { isSqlite, tablesOf, type Row } from './sqlite-values.ts'
import { add, note, plain, type Traits } from './traits.ts'

/** Reads a copy of a profile; opening its databases changes them. */
export async function traitsOfProfile(folder: string): Promise<Traits> {
  const traits: Traits = new Map()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    await noteFile(traits, path, relative(folder, path))
  }
  return traits
}

async function noteFile(traits: Traits, path: string, name: string): Promise<void> {
  // Opened with their database, and then gone.
  if (/-(?:wal|shm|journal)$/u.test(name)) return
  const bytes = await readFile(path)
  const file = plainPath(name)
  if (isSqlite(bytes)) noteDatabase(traits, file, path)
  else if (bytes.subarray(0, 8).equals(SIMPLE_MAGIC)) noteSimpleEntry(traits, file, bytes)
  else if (/\.(?:log|ldb)$/u.test(name)) noteRecords(traits, file, name, bytes)
  else if (bytes.subarray(0, 4).toString('latin1') === 'SNSS')
    noteSessionCommands(traits, file, bytes)
  else if (bytes.subarray(0, 7).toString('latin1') === 'mozLz40') noteMozLz4(traits, file, bytes)
  else if (name.endsWith('prefs.js')) notePreferenceLines(traits, file, bytes.toString())
  else if (name.startsWith('cache2/entries/'))
    noteFirefoxCacheEntry(traits, 'cache2/entries', bytes)
  else if (name.includes('glean/')) noteGlean(traits, file, bytes)
  else if (bytes[0] === 0x7b) note(traits, file, bytes.toString())
  else {
    add(traits, `${file} files`)
    add(traits, `${file} bytes`, bytes.length)
  }
}

/** The place of a file without numbers and identifiers that are drawn anew. */
function plainPath(name: string): string {
  return name
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu, '<id>')
    .replaceAll(/(?<![0-9a-f])\d{6,}(?![0-9a-f])/gu, '#')
    .replaceAll(/[0-9A-F]{40}|[A-Z2-7]{32}|[0-9a-f]{16}/gu, '<hash>')
}

/** Columns that only say in which order rows came. */
const ORDER = /^(?:id|.*_id|hash|url_hash|rowid|guid|.*guid|.*frecency)$/u

function noteDatabase(traits: Traits, file: string, path: string): void {
  const tables = tablesOf(path)
  add(traits, `${file} database`)
  for (const [table, rows] of tables ?? [])
    for (const row of rows) noteRow(traits, `${file} ${table}`, row)
}

/** A row is called by its texts; its numbers are amounts. */
function noteRow(traits: Traits, table: string, row: Row): void {
  const columns = Object.entries(row).filter(([column]) => !ORDER.test(column))
  const texts = columns.flatMap(([column, value]) =>
    typeof value === 'string' &&
    value.length > 0 &&
    !/^[[{]/u.test(value) &&
    !/^-?\d+$/u.test(value)
      ? [`${column}=${plain(value)}`]
      : [],
  )
  const name = `${table} {${texts.join(', ')}}`
  add(traits, `${name} rows`)
  for (const [column, value] of columns)
    if (typeof value !== 'string' || /^[[{]|^-?\d+$/u.test(value))
      note(traits, `${name} ${column}`, value)
}

function noteSimpleEntry(traits: Traits, file: string, bytes: Buffer): void {
  const folder = file.slice(0, file.lastIndexOf('/'))
  const key = plain(keyOfSimpleEntry(bytes))
  add(traits, `${folder} {${key}} entries`)
  for (const [index, part] of partsOfSimpleEntry(bytes).entries())
    add(traits, `${folder} {${key}} stream ${index} bytes`, part.length)
}

function noteRecords(traits: Traits, file: string, name: string, bytes: Buffer): void {
  const folder = file.slice(0, file.lastIndexOf('/'))
  const records = name.endsWith('.log') ? recordsOfLog(bytes) : recordsOfTable(bytes)
  for (const { key, value } of records) {
    const called = `${folder} {${plain(printable(key))}}`
    add(traits, `${called} ${value === undefined ? 'deletions' : 'records'}`)
    if (value !== undefined) add(traits, `${called} bytes`, value.length)
  }
}

function noteMozLz4(traits: Traits, file: string, bytes: Buffer): void {
  const opened = openedStreams(bytes, '', 1).find(({ as }) => as === 'mozlz4')
  note(traits, file, Buffer.from(opened?.bytes ?? []).toString())
}

function printable(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[^\x20-\x7e]/gu, '·')
}
