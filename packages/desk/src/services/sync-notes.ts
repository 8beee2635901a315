// What sync remembers beyond its process, sealed: how far it has sent, and how far it has taken in.
import { ByteReader, concatBytes, fromHex, toHex, u32, u64 } from '@cronista/protocol'
import type { SentPosition } from '../domain/outbox.ts'
import type { HeardSender } from '../domain/sync-watch.ts'
import type { DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { readNote, writeNote } from './notes.ts'

/** What the relay has acknowledged. */
export interface SentNote extends SentPosition {
  /** The last batch's number; 0 before the first. */
  readonly number: number
}

/** What was fetched and taken in. */
export interface ReceivedNote {
  /** Nothing before this place is needed any more. */
  readonly place: number
  /** The newest batch of this device that the relay listed, and where; both 0 before the first. */
  readonly ownNumber: number
  readonly ownPlace: number
  /** By device, 32 hexadecimal digits. */
  readonly senders: ReadonlyMap<string, HeardSender>
}

const FIXED_BYTES = 24
const SENDER_BYTES = 32

/** How far was sent. */
export function readSent(keys: DeskKeys, stores: DeskStores): SentNote {
  const note = readNote(keys, stores, 'sync-sent')
  if (note === undefined) return { number: 0, sequence: 0, offset: 0 }
  const reader = new ByteReader(note, 'batch-malformed')
  return { number: reader.u64(), sequence: reader.u64(), offset: reader.u32() }
}

/** Notes how far was sent. */
export function noteSent(keys: DeskKeys, stores: DeskStores, note: SentNote): void {
  const content = concatBytes(u64(note.number), u64(note.sequence), u32(note.offset))
  writeNote(keys, stores, 'sync-sent', content)
}

/** How far was taken in. */
export function readReceived(keys: DeskKeys, stores: DeskStores): ReceivedNote {
  const note = readNote(keys, stores, 'sync-received') ?? new Uint8Array(FIXED_BYTES)
  const reader = new ByteReader(note, 'batch-malformed')
  const [place, ownNumber, ownPlace] = [reader.u64(), reader.u64(), reader.u64()]
  const count = Math.floor((note.length - FIXED_BYTES) / SENDER_BYTES)
  const senders = Array.from({ length: count }, (): [string, HeardSender] => [
    toHex(reader.take(16)),
    { number: reader.u64(), heardAtMillis: reader.u64() },
  ])
  return { place, ownNumber, ownPlace, senders: new Map(senders) }
}

/** Notes how far was taken in. */
export function noteReceived(keys: DeskKeys, stores: DeskStores, note: ReceivedNote): void {
  const senders = [...note.senders].flatMap(([deviceId, { number, heardAtMillis }]) => [
    fromHex(deviceId),
    u64(number),
    u64(heardAtMillis),
  ])
  const fixed = [u64(note.place), u64(note.ownNumber), u64(note.ownPlace)]
  writeNote(keys, stores, 'sync-received', concatBytes(...fixed, ...senders))
}
