import { CELL_BYTES } from '@cronista/protocol'

declare const brand: unique symbol
/** What a page sends at a tick: 3,072 bytes that the relay cannot read (§4). */
export type Cell = Uint8Array & { readonly [brand]: 'Cell' }

/** Takes these bytes for a cell, or gives `undefined` if they have another length. Nothing else can
 *  be judged here: what is sealed looks like noise, and noise is as welcome as cover. */
export function asCell(bytes: Uint8Array): Cell | undefined {
  return bytes.length === CELL_BYTES ? (bytes as Cell) : undefined
}
