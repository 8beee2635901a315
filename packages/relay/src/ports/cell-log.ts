import type { SegmentName } from '@cronista/protocol'
import type { Cell } from '../domain/cell.ts'

/** Where cells wait until their segment is closed, and what is known of closed ones. It keeps
 *  neither the order nor the time of arrival. Every method throws `RelayError` `storage-failed` when
 *  the storage did not do what was asked, and `writer-stopped` when it will not do anything again. */
export interface CellLog {
  /** Durable when the promise resolves. A second append of a cell that is still kept, open or closed,
   *  changes nothing and looks the same from outside. */
  append(cell: Cell): Promise<void>
  /** Closes every full segment, or `'all'` that hold a cell; listed once the promise resolves. A log
   *  closes full ones by itself too. */
  close(which: 'all' | 'full'): Promise<void>
  /** Closed segments, oldest first; those after `after` only, which itself may be gone. Open ones are
   *  never listed. */
  segments(after?: SegmentName): AsyncIterable<SegmentName>
  /** A listed segment's bytes (§7), or `undefined` if none is listed by that name. */
  findSegment(name: SegmentName): Promise<Uint8Array | undefined>
  /** Forgets closed segments whose 14 days are over, and the hashes of their cells. */
  expire(): Promise<void>
}
