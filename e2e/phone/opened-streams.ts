// Everything a file of a profile holds, as bytes that can be searched: itself, and what is
// compressed or enciphered in it under a key that every copy of the browser knows.
import {
  brotliDecompressSync,
  constants,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib'
import { blocksOfTable, recordsOfLog } from './level-db.ts'
import { sessionCommands } from './session-commands.ts'
import { partsOfSimpleEntry, SIMPLE_MAGIC } from './simple-cache.ts'
import { unpackLz4Block, unpackSnappyBlock } from './unpacked-blocks.ts'

/** Bytes to be searched, and how they were come by. */
export interface OpenedStream {
  /** `raw`, or the names of what was opened, the outermost first: `simple-cache/brotli`. */
  readonly as: string
  readonly bytes: Uint8Array
}

const LIMIT_BYTES = 64 * 1024 * 1024
const DEPTH = 3
const MOZLZ4 = Buffer.from('mozLz40\0')
const LZ4_FRAME = Buffer.from([0x04, 0x22, 0x4d, 0x18])
const SNAPPY_FRAME = Buffer.from([0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50])
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])
const GZIP = Buffer.from([0x1f, 0x8b, 0x08])
const SNSS = Buffer.from('SNSS\x05')
const ZIP_ENTRY = Buffer.from('PK\x03\x04')

/** The file itself and all that can be opened in it. */
export function openedStreams(bytes: Uint8Array, name = '', depth = DEPTH): OpenedStream[] {
  const streams: OpenedStream[] = [{ as: 'raw', bytes }]
  if (depth === 0) return streams
  for (const { as, bytes: opened } of openings(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    name,
  ))
    for (const inner of openedStreams(opened, '', depth - 1))
      streams.push({ as: inner.as === 'raw' ? as : `${as}/${inner.as}`, bytes: inner.bytes })
  return streams
}

function* openings(bytes: Buffer, name: string): Generator<OpenedStream> {
  if (name.endsWith('.log'))
    for (const { key, value } of recordsOfLog(bytes))
      yield { as: 'leveldb-log', bytes: value === undefined ? key : Buffer.concat([key, value]) }
  for (const block of blocksOfTable(bytes)) yield { as: 'leveldb-table', bytes: block }
  if (bytes.subarray(0, 8).equals(SIMPLE_MAGIC)) yield* openSimpleEntry(bytes)
  if (bytes.subarray(0, 5).equals(SNSS))
    for (const command of sessionCommands(bytes)) yield { as: 'session-command', bytes: command }
  if (bytes.subarray(0, 8).equals(MOZLZ4))
    yield { as: 'mozlz4', bytes: unpackLz4Block(bytes.subarray(12), bytes.readUInt32LE(8)) }
  if (name.includes('cache2/')) yield* openFirefoxEntry(bytes)
  yield* openFrames(bytes)
}

/** The last four bytes say how long the answer is that stands in front of all else. */
function* openFirefoxEntry(bytes: Buffer): Generator<OpenedStream> {
  if (bytes.length < 4) return
  const body = bytes.subarray(0, bytes.readUInt32BE(bytes.length - 4))
  yield* named('cache2/brotli', () => brotliDecompressSync(body, { maxOutputLength: LIMIT_BYTES }))
}

/** A body in the cache is kept as it came: brotli has no mark of its own, so it is tried. */
function* openSimpleEntry(bytes: Buffer): Generator<OpenedStream> {
  for (const part of partsOfSimpleEntry(bytes)) {
    yield { as: 'simple-cache', bytes: part }
    const opened = attempt(() => brotliDecompressSync(part, { maxOutputLength: LIMIT_BYTES }))
    if (opened !== undefined && opened.length > 0)
      yield { as: 'simple-cache/brotli', bytes: opened }
  }
}

/** Compressed frames wherever they begin in the file. */
function* openFrames(bytes: Buffer): Generator<OpenedStream> {
  const lenient = { maxOutputLength: LIMIT_BYTES, finishFlush: constants.Z_SYNC_FLUSH }
  for (const at of placesOf(bytes, GZIP))
    // Without its head, because Node takes what follows a gzip file for another one.
    yield* named('gzip', () => inflateRawSync(bytes.subarray(gzipBody(bytes, at)), lenient))
  for (const at of placesOf(bytes, ZSTD))
    yield* named('zstd', () =>
      zstdDecompressSync(bytes.subarray(at), {
        maxOutputLength: LIMIT_BYTES,
        finishFlush: constants.ZSTD_e_flush,
      }),
    )
  for (const at of zlibPlaces(bytes))
    yield* named('zlib', () => inflateSync(bytes.subarray(at), lenient))
  for (const at of placesOf(bytes, ZIP_ENTRY)) {
    if (at + 30 > bytes.length) continue
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    if (bytes.readUInt16LE(at + 8) === 8)
      yield* named('zip', () => inflateRawSync(bytes.subarray(start), lenient))
  }
  for (const at of placesOf(bytes, LZ4_FRAME)) yield* openLz4Frame(bytes, at)
  for (const at of placesOf(bytes, SNAPPY_FRAME)) yield* openSnappyFrame(bytes, at)
}

function* openLz4Frame(bytes: Buffer, from: number): Generator<OpenedStream> {
  const flags = bytes[from + 4] ?? 0
  let at = from + 7 + (flags & 8 ? 8 : 0) + (flags & 1 ? 4 : 0)
  const blocks: Uint8Array[] = []
  let total = 0
  while (at + 4 <= bytes.length && total < LIMIT_BYTES) {
    const word = bytes.readUInt32LE(at)
    const size = word & 0x7fffffff
    if (size === 0 || at + 4 + size > bytes.length) break
    const stored = bytes.subarray(at + 4, at + 4 + size)
    // Blocks that lean on the one before are opened as far as they stand alone.
    const block = word >>> 31 ? stored : unpackLz4Block(stored, 4 * 1024 * 1024)
    blocks.push(block)
    total += block.length
    at += 4 + size + (flags & 16 ? 4 : 0)
  }
  if (total > 0) yield { as: 'lz4', bytes: Buffer.concat(blocks) }
}

/** Firefox keeps what a page stored with `localStorage`, and copies of structures, as framed Snappy. */
function* openSnappyFrame(bytes: Buffer, from: number): Generator<OpenedStream> {
  for (let at = from + 10; at + 4 <= bytes.length;) {
    const kind = bytes[at] ?? 0
    const size = bytes.readUIntLE(at + 1, 3)
    const stored = bytes.subarray(at + 8, at + 4 + size)
    if (kind > 1 || size < 4) break
    const block = kind === 1 ? stored : unpackSnappyBlock(stored, LIMIT_BYTES)
    if (block !== undefined) yield { as: 'snappy', bytes: block }
    at += 4 + size
  }
}

function* named(as: string, open: () => Uint8Array): Generator<OpenedStream> {
  const bytes = attempt(open)
  if (bytes !== undefined && bytes.length > 0) yield { as, bytes }
}

function attempt<Result>(open: () => Result): Result | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}

function* placesOf(bytes: Buffer, mark: Uint8Array): Generator<number> {
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) yield at
}

/** Where the compressed part of a gzip file begins. */
function gzipBody(bytes: Buffer, from: number): number {
  const flags = bytes[from + 3] ?? 0
  let at = from + 10
  if (flags & 4) at += 2 + bytes.readUInt16LE(at)
  for (const named of [8, 16]) if (flags & named) at = bytes.indexOf(0, at) + 1
  return flags & 2 ? at + 2 : at
}

/** Where a zlib stream may begin: its two first bytes are a multiple of 31. */
function* zlibPlaces(bytes: Buffer): Generator<number> {
  for (let at = bytes.indexOf(0x78); at >= 0; at = bytes.indexOf(0x78, at + 1)) {
    const second = bytes[at + 1]
    if (second === 0x01 || second === 0x5e || second === 0x9c || second === 0xda) yield at
  }
}
