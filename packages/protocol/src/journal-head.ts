import { compareBytes, concatBytes, u64, u8, type ByteReader } from './bytes.ts'
import { asDeviceId, sized, type DeviceId } from './context.ts'

/** How many bytes one head takes. */
export const HEAD_BYTES = 56

/** The newest entry of a device that somebody holds (§8). */
export interface JournalHead {
  readonly deviceId: DeviceId
  readonly sequence: number
  /** 32 bytes. */
  readonly hash: Uint8Array
}

/** A count, and heads in the order of their device ids; throws RangeError for more than 255. */
export function encodeHeads(heads: readonly JournalHead[]): Uint8Array {
  const ordered = [...heads].sort((a, b) => compareBytes(a.deviceId, b.deviceId))
  return concatBytes(
    u8(ordered.length),
    ...ordered.flatMap((head) => [head.deviceId, u64(head.sequence), sized(head.hash, 32)]),
  )
}

/** Reads what {@link encodeHeads} wrote; fails with the reader's code unless the heads are in order
 *  and none stands twice. */
export function readHeads(reader: ByteReader): readonly JournalHead[] {
  const heads = Array.from({ length: reader.u8() }, () => ({
    deviceId: asDeviceId(reader.take(16)),
    sequence: reader.u64(),
    hash: reader.take(32),
  }))
  if (!areOrdered(heads)) reader.fail()
  return heads
}

function areOrdered(heads: readonly JournalHead[]): boolean {
  return heads.every((head, index) => {
    const before = heads[index - 1]
    return before === undefined || compareBytes(before.deviceId, head.deviceId) < 0
  })
}
