import type { SegmentName } from '@cronista/protocol'

/** Where closed segments lie. It knows no order and decides nothing: the cell log says which names
 *  exist, and a name it does not list is nobody's. */
export interface SegmentStore {
  /** Durable and whole under its name when the promise resolves; before, nothing is there under that
   *  name. Putting a name again replaces it. */
  put(name: SegmentName, bytes: Uint8Array): Promise<void>
  find(name: SegmentName): Promise<Uint8Array | undefined>
  /** Removing what is not there changes nothing. */
  remove(name: SegmentName): Promise<void>
  /** Every name, in no order. */
  names(): AsyncIterable<SegmentName>
}
