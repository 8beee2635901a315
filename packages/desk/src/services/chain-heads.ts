// How far each device's chain goes on this disk, and the sealed note of it: entries that are cut off, or
// put there by somebody else, leave chains that are otherwise whole.
import {
  asDeviceId,
  ByteReader,
  concatBytes,
  equalBytes,
  fromHex,
  toHex,
  u64,
  u8,
  utf8,
  type JournalHead,
} from '@cronista/protocol'
import type { DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { readNote, writeNote } from './notes.ts'

/** The end of a chain. */
export interface ChainHead {
  readonly sequence: number
  /** 32 bytes. */
  readonly hash: Uint8Array
}

/** Where every chain begins. */
export const NO_ENTRIES: ChainHead = { sequence: 0, hash: new Uint8Array(32) }

/** By device id in hexadecimal digits. */
export type ChainHeads = ReadonlyMap<string, ChainHead>

/** As the version before several chains wrote it: the head of its own. */
const EARLIER_LABEL = utf8('journal-head')

/** Writes how far the chains go. */
export function noteHeads(keys: DeskKeys, stores: DeskStores, heads: ChainHeads): void {
  writeNote(keys, stores, 'journal-heads', encodeHeads(heads))
}

/** What was noted last; `undefined` when nothing was, which is damage. A state of the earlier version
 *  gives the head of its only chain. */
export function readNotedHeads(keys: DeskKeys, stores: DeskStores): ChainHeads | undefined {
  const note = readNote(keys, stores, 'journal-heads')
  if (note !== undefined) return readHeads(new ByteReader(note, 'entry-malformed'))
  const earlier = keys.secrets.find(stores.secrets, 'note', EARLIER_LABEL)
  if (earlier === undefined) return undefined
  const reader = new ByteReader(earlier, 'entry-malformed')
  const head = { sequence: reader.u64(), hash: reader.take(32) }
  return new Map(head.sequence === 0 ? [] : [[toHex(keys.deviceId), head]])
}

/** Whether the note is an earlier version's. */
export function areHeadsEarlier(keys: DeskKeys, stores: DeskStores): boolean {
  return readNote(keys, stores, 'journal-heads') === undefined
}

/** Replaces the note of an earlier version. */
export function raiseNotedHeads(keys: DeskKeys, stores: DeskStores): void {
  noteHeads(keys, stores, readNotedHeads(keys, stores) ?? new Map())
  keys.secrets.erase(stores.secrets, 'note', EARLIER_LABEL)
}

/** Whether both name the same ends. */
export function areSameHeads(a: ChainHeads, b: ChainHeads): boolean {
  return equalBytes(encodeHeads(a), encodeHeads(b))
}

/** As batches and entries name them. */
export function journalHeadsOf(heads: ChainHeads): readonly JournalHead[] {
  return [...heads].map(([deviceId, head]) => ({
    deviceId: asDeviceId(fromHex(deviceId)),
    ...head,
  }))
}

/** A count, and heads in the order of their device ids. */
export function encodeHeads(heads: ChainHeads): Uint8Array {
  const ordered = [...heads].sort(([a], [b]) => (a < b ? -1 : 1))
  return concatBytes(
    u8(ordered.length),
    ...ordered.flatMap(([deviceId, { sequence, hash }]) => [
      fromHex(deviceId),
      u64(sequence),
      hash,
    ]),
  )
}

/** Reads what {@link encodeHeads} wrote. */
export function readHeads(reader: ByteReader): ChainHeads {
  const read = (): [string, ChainHead] => [
    toHex(reader.take(16)),
    { sequence: reader.u64(), hash: reader.take(32) },
  ]
  return new Map(Array.from({ length: reader.u8() }, read))
}

/** How many entries there are of each chain. */
export function lengthsOf(heads: ChainHeads): ReadonlyMap<string, number> {
  return new Map([...heads].map(([deviceId, { sequence }]) => [deviceId, sequence]))
}
