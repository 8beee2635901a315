import { ByteReader, compareBytes, concatBytes, u16, u8 } from './bytes.ts'
import { CELL_BYTES } from './cell.ts'
import { sized } from './context.ts'
import type { Primitives } from './primitives.ts'

/** The most cells in one segment. */
export const MAX_SEGMENT_CELLS = 4096

const VERSION = 1
const HOUR_CHARACTERS = 'YYYY-MM-DDTHH'.length
const NUMBER_DIGITS = 10

declare const brand: unique symbol
/** `YYYY-MM-DDTHHZ.NNNNNNNNNN`: the hour it was closed in, and its number (§7). */
export type SegmentName = string & { readonly [brand]: 'SegmentName' }

/** Writes cells in the order of their hashes (§7); throws RangeError for none or too many. */
export function encodeSegment(p: Primitives, cells: readonly Uint8Array[]): Uint8Array {
  if (cells.length === 0 || cells.length > MAX_SEGMENT_CELLS)
    throw new RangeError('a segment holds 1 to 4096 cells')
  const ordered = cells
    .map((cell) => ({ cell: sized(cell, CELL_BYTES), hash: p.sha256(cell) }))
    .sort((a, b) => compareBytes(a.hash, b.hash))
  return concatBytes(u8(VERSION), u16(cells.length), ...ordered.map(({ cell }) => cell))
}

/** The cells of a segment; throws `segment-malformed` for another length or version. Whoever opens
 *  the cells asks {@link areInHashOrder} first. */
export function parseSegment(bytes: Uint8Array): readonly Uint8Array[] {
  const reader = new ByteReader(bytes, 'segment-malformed')
  reader.version(VERSION)
  const count = reader.u16()
  if (count === 0 || count > MAX_SEGMENT_CELLS) reader.fail()
  const cells = Array.from({ length: count }, () => reader.take(CELL_BYTES))
  reader.end()
  return cells
}

/** Whether cells stand in the order of their hashes and none stands twice (§7). A relay that lists one
 *  cell many times would learn from the time it takes to open them whether it was a real one. */
export function areInHashOrder(p: Primitives, cells: readonly Uint8Array[]): boolean {
  const hashes = cells.map((cell) => p.sha256(cell))
  return hashes.every((hash, index) => {
    const before = hashes[index - 1]
    return before === undefined || compareBytes(before, hash) < 0
  })
}

/** Names a segment (§7). */
export function segmentName(number: number, closedAtMillis: number): SegmentName {
  const hour = new Date(closedAtMillis).toISOString().slice(0, HOUR_CHARACTERS)
  return `${hour}Z.${String(number).padStart(NUMBER_DIGITS, '0')}` as SegmentName
}

/** The name and number in this text, or `undefined` if it names no segment. */
export function parseSegmentName(
  text: string,
): { readonly name: SegmentName; readonly number: number } | undefined {
  const match = /^(?<hour>\d{4}-\d{2}-\d{2}T\d{2})Z\.(?<number>\d{10})$/u.exec(text)
  const number = Number(match?.groups?.['number'] ?? 0)
  const hourMillis = Date.parse(`${match?.groups?.['hour'] ?? ''}:00:00Z`)
  if (number === 0 || Number.isNaN(hourMillis)) return undefined
  // The 31st of November reads as the first of December: an hour has one name.
  const name = segmentName(number, hourMillis)
  return name === text ? { name, number } : undefined
}
