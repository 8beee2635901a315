import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ByteSearch } from './byte-search.ts'
import { openedStreams } from './opened-streams.ts'
import { isSqlite, tablesOf } from './sqlite-values.ts'
import { unpackSnappyBlock } from './unpacked-blocks.ts'

/** What was looked through, and what was found. */
export interface Searched {
  readonly files: number
  /** All that was searched, opened streams included. */
  readonly bytes: number
  /** How many streams of each kind were opened. */
  readonly opened: Readonly<Record<string, number>>
  /** `name of the secret: file (how it was opened)`, each once. */
  readonly found: readonly string[]
}

const SNAPPY_LIMIT_BYTES = 16 * 1024 * 1024

/** Looks through every file of a copy of a profile; opening its databases changes them. */
export async function searchProfile(folder: string, search: ByteSearch): Promise<Searched> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  const opened: Record<string, number> = {}
  const found = new Set<string>()
  let bytes = 0
  const look = (path: string, as: string, stream: Uint8Array): void => {
    opened[as] = (opened[as] ?? 0) + 1
    bytes += stream.length
    for (const { name } of search.in(stream))
      found.add(`${name}: ${relative(folder, path)} (${as})`)
  }
  // All as they lie there first: SQLite moves what stands in a write-ahead log.
  const databases: string[] = []
  for (const path of paths) {
    const file = await readFile(path)
    if (isSqlite(file)) databases.push(path)
    for (const { as, bytes: stream } of openedStreams(file, path)) look(path, as, stream)
  }
  for (const path of databases)
    for (const value of valuesOf(path)) {
      look(path, 'value', value)
      const unpacked = unpackSnappyBlock(value, SNAPPY_LIMIT_BYTES)
      if (unpacked !== undefined) look(path, 'value/snappy', unpacked)
      for (const { as, bytes: stream } of openedStreams(value).slice(1))
        look(path, `value/${as}`, stream)
    }
  return { files: paths.length, bytes, opened, found: [...found].sort() }
}

function* valuesOf(path: string): Generator<Uint8Array> {
  for (const rows of tablesOf(path)?.values() ?? [])
    for (const row of rows)
      for (const value of Object.values(row))
        if (value instanceof Uint8Array) yield value
        else if (typeof value === 'string') yield Buffer.from(value)
}
