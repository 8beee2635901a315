// What stands in a LevelDB, as far as its two kinds of files tell: the log of the latest writes and
// the sorted tables. Overwritten and deleted records are kept: a search wants them most.
import { unpackSnappyBlock, varint } from './unpacked-blocks.ts'

/** One record that was written, whether or not another has replaced it. */
export interface LevelDbRecord {
  readonly key: Uint8Array
  /** `undefined` for a deletion. */
  readonly value: Uint8Array | undefined
}

const LOG_BLOCK_BYTES = 32_768
const LOG_HEADER_BYTES = 7
const BATCH_HEADER_BYTES = 12
const TABLE_FOOTER_BYTES = 48
const TABLE_MAGIC = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]
const BLOCK_LIMIT_BYTES = 16 * 1024 * 1024

/** The records of a `.log` file; stops where it was cut off. */
export function recordsOfLog(log: Uint8Array): LevelDbRecord[] {
  return batchesOf(log).flatMap((batch) => recordsOfBatch(batch))
}

/** The records of a `.ldb` file; none if it is no table. */
export function recordsOfTable(table: Uint8Array): LevelDbRecord[] {
  return blocksOfTable(table).flatMap((block) =>
    entriesOfBlock(block).map(({ key, value }) => ({ key: key.subarray(0, -8), value })),
  )
}

/** The data blocks of a `.ldb` file, opened. */
export function blocksOfTable(table: Uint8Array): Uint8Array[] {
  const footer = table.subarray(-TABLE_FOOTER_BYTES)
  if (!TABLE_MAGIC.every((byte, index) => footer[40 + index] === byte)) return []
  const [, afterMetaOffset] = varint(footer, 0)
  const [, indexHandle] = varint(footer, afterMetaOffset)
  const index = blockAt(table, footer, indexHandle)
  return entriesOfBlock(index ?? new Uint8Array(0)).flatMap(({ value }) => {
    const block = blockAt(table, value, 0)
    return block === undefined ? [] : [block]
  })
}

function blockAt(table: Uint8Array, handle: Uint8Array, from: number): Uint8Array | undefined {
  const [offset, next] = varint(handle, from)
  const [size] = varint(handle, next)
  const stored = table.subarray(offset, offset + size)
  return table[offset + size] === 1 ? unpackSnappyBlock(stored, BLOCK_LIMIT_BYTES) : stored
}

function entriesOfBlock(block: Uint8Array): { key: Uint8Array; value: Uint8Array }[] {
  if (block.length < 4) return []
  const view = new DataView(block.buffer, block.byteOffset, block.length)
  const end = block.length - 4 - 4 * view.getUint32(block.length - 4, true)
  const entries: { key: Uint8Array; value: Uint8Array }[] = []
  let before = new Uint8Array(0)
  for (let at = 0; at < end;) {
    const [shared, afterShared] = varint(block, at)
    const [own, afterOwn] = varint(block, afterShared)
    const [length, start] = varint(block, afterOwn)
    const key = new Uint8Array(shared + own)
    key.set(before.subarray(0, shared))
    key.set(block.subarray(start, start + own), shared)
    entries.push({ key, value: block.subarray(start + own, start + own + length) })
    before = key
    at = start + own + length
  }
  return entries
}

function batchesOf(log: Uint8Array): Uint8Array[] {
  const batches: Uint8Array[] = []
  let pieces: Uint8Array[] = []
  for (let at = 0; at + LOG_HEADER_BYTES <= log.length;) {
    const leftInBlock = LOG_BLOCK_BYTES - (at % LOG_BLOCK_BYTES)
    const length = (log[at + 4] ?? 0) | ((log[at + 5] ?? 0) << 8)
    const kind = log[at + 6] ?? 0
    if (leftInBlock < LOG_HEADER_BYTES || kind === 0) {
      at += leftInBlock
      continue
    }
    // 1 is whole, 2 begins, 3 goes on, 4 ends.
    if (kind === 1 || kind === 2) pieces = []
    pieces.push(log.subarray(at + LOG_HEADER_BYTES, at + LOG_HEADER_BYTES + length))
    if (kind === 1 || kind === 4) batches.push(Buffer.concat(pieces.splice(0)))
    at += LOG_HEADER_BYTES + length
  }
  return batches
}

function recordsOfBatch(batch: Uint8Array): LevelDbRecord[] {
  const records: LevelDbRecord[] = []
  const take = (from: number): readonly [Uint8Array, number] => {
    const [length, start] = varint(batch, from)
    return [batch.subarray(start, start + length), start + length]
  }
  for (let at = BATCH_HEADER_BYTES; at < batch.length;) {
    const [key, afterKey] = take(at + 1)
    if (batch[at] === 1) {
      const [value, next] = take(afterKey)
      records.push({ key, value })
      at = next
    } else {
      records.push({ key, value: undefined })
      at = afterKey
    }
  }
  return records
}
