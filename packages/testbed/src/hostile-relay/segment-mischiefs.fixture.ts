import { nativePrimitives as p } from '@cronista/desk'
import { encodeSegment, parseSegment } from '@cronista/protocol'
import type { Mischief } from '../worlds/recorded-line.ts'

const SEGMENT_HEADER_BYTES = 3

/** Each segment as it is; what of it a desk gets is up to `alter`, which is told how many were asked for
 *  before. */
function segments(alter: (segment: Uint8Array, before: number) => Uint8Array): Mischief {
  let asked = 0
  return async (one) => {
    const answered = await one.pass()
    const isSegment = one.request.startsWith('GET /desk/segments/')
    if (!isSegment || answered.status !== 200) return answered
    return { ...answered, bytes: alter(answered.bytes, asked++) }
  }
}

/** The first segment is cut within its last cell, as often as it is asked for. */
export function truncatesSegments(): Mischief {
  let first: string | undefined
  return segments((segment) => {
    first ??= Buffer.from(segment).toString('hex')
    return Buffer.from(segment).toString('hex') === first ? segment.slice(0, -100) : segment
  })
}

/** The first segment comes in another order, once; and all its cells come again in every later one. */
export function reordersAndRepeats(): Mischief {
  let first: readonly Uint8Array[] = []
  return segments((segment, before) => {
    const cells = parseSegment(segment)
    if (before === 0) {
      const header = segment.subarray(0, SEGMENT_HEADER_BYTES)
      return Buffer.concat([header, ...cells.toReversed()])
    }
    if (before === 1) {
      first = cells
      return segment
    }
    return encodeSegment(p, [...first, ...cells])
  })
}
