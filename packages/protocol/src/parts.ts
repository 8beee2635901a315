import { concatBytes } from './bytes.ts'
import { ProtocolError } from './errors.ts'

/** The most parts one letter may have: their count is one byte. */
export const MAX_PARTS = 255

/** Cuts a packed letter into pieces of at most `size` bytes, at least one; throws
 *  `letter-too-long` beyond 255 pieces. */
export function cut(packed: Uint8Array, size: number): readonly Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let offset = 0; offset < packed.length; offset += size)
    pieces.push(packed.slice(offset, offset + size))
  if (pieces.length > MAX_PARTS) throw new ProtocolError('letter-too-long')
  return pieces.length === 0 ? [new Uint8Array(0)] : pieces
}

/** Joins parts that came in any order, keyed by number from 0; `undefined` while one is missing. */
export function joinParts(
  parts: ReadonlyMap<number, Uint8Array>,
  count: number,
): Uint8Array | undefined {
  const ordered: Uint8Array[] = []
  for (let number = 0; number < count; number++) {
    const part = parts.get(number)
    if (part === undefined) return undefined
    ordered.push(part)
  }
  return concatBytes(...ordered)
}
