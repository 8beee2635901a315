// What the journal's older entries say, gathered in large sealed pieces, so that unlocking need not open
// each entry by itself. It is only a copy: what does not fit the entries is not used, and it can be thrown
// away at any time. Whoever destroys a body key erases it: it holds what the key would open.
//
//   piece = version(u8 = 1) ‖ entries(u32) ‖ SHA-256 of the entries(32) ‖ heads after them
//         ‖ unread(u32) ‖ { place among the entries(u32) }… ‖ { length(u32) ‖ event }…
import {
  ByteReader,
  concatBytes,
  equalBytes,
  u32,
  u64,
  u8,
  type Primitives,
} from '@cronista/protocol'
import type { DeskStores } from '../ports/desk-store.ts'
import type { StoredEntry } from '../ports/journal-store.ts'
import { encodeHeads, readHeads, type ChainHeads } from './chain-heads.ts'
import type { DeskKeys } from './desk-keys.ts'

/** Entries that one piece stands for. Fewer at the end of the journal are opened one by one. */
export const CHECKPOINT_ENTRIES = 2_048

const VERSION = 1

/** One piece. */
export interface Checkpoint {
  readonly entries: number
  /** 32 bytes. */
  readonly digest: Uint8Array
  /** How far the chains go after these entries. */
  readonly heads: ChainHeads
  /** Which of the entries gave no event that counts, from 0: they are looked at again each time, as a
   *  later version or a key that comes may change that. */
  readonly unread: readonly number[]
  /** As `encodeEvent` gives them, of the other entries in their order. */
  readonly events: readonly Uint8Array[]
}

/** The pieces in the order of their entries; `undefined` if another version wrote them. Throws
 *  `storage-damaged` for one that was altered. */
export function readCheckpoints(
  keys: DeskKeys,
  stores: DeskStores,
): readonly Checkpoint[] | undefined {
  const contents = keys.secrets.list(stores.secrets, 'checkpoint')
  return contents.every(([version]) => version === VERSION) ? contents.map(decode) : undefined
}

/** Adds pieces after the first `known`. */
export function addCheckpoints(
  keys: DeskKeys,
  stores: DeskStores,
  known: number,
  fresh: readonly Checkpoint[],
): void {
  for (const [index, checkpoint] of fresh.entries())
    keys.secrets.put(stores.secrets, 'checkpoint', u32(known + index), encode(checkpoint))
}

/** Erases all pieces. */
export function eraseCheckpoints(keys: DeskKeys, stores: DeskStores): void {
  const count = stores.secrets.list('checkpoint').length
  for (let index = 0; index < count; index++)
    keys.secrets.erase(stores.secrets, 'checkpoint', u32(index))
}

/** Names a run of entries exactly as they stand in the store, 32 bytes. */
export function digestOfEntries(p: Primitives, run: readonly StoredEntry[]): Uint8Array {
  return p.sha256(
    concatBytes(
      ...run.flatMap(({ deviceId, sequence, entry }) => [
        deviceId,
        u64(sequence),
        u32(entry.length),
        entry,
      ]),
    ),
  )
}

/** Whether a piece stands for exactly these entries. */
export function standsFor(
  p: Primitives,
  checkpoint: Checkpoint,
  run: readonly StoredEntry[],
): boolean {
  return checkpoint.entries === run.length && equalBytes(checkpoint.digest, digestOfEntries(p, run))
}

function encode({ entries, digest, heads, unread, events }: Checkpoint): Uint8Array {
  return concatBytes(
    ...[u8(VERSION), u32(entries), digest, encodeHeads(heads), u32(unread.length)],
    ...unread.map(u32),
    ...events.flatMap((event) => [u32(event.length), event]),
  )
}

function decode(content: Uint8Array): Checkpoint {
  const reader = new ByteReader(content, 'entry-malformed')
  reader.version(VERSION)
  const entries = reader.u32()
  const digest = reader.take(32)
  const heads = readHeads(reader)
  const unreadCount = reader.u32()
  const count = entries - unreadCount
  // Each takes four bytes at least: no list is made for what cannot be there.
  if (count < 0 || 4 * entries > content.length) reader.fail()
  const unread = Array.from({ length: unreadCount }, () => reader.u32())
  const events = Array.from({ length: count }, () => reader.view(reader.u32()))
  reader.end()
  return { entries, digest, heads, unread, events }
}
