// Waiting parts on disk: sealed one by one, so that a segment's change is small.
import { asMessageId, ByteReader, concatBytes, u16, u32, u8, type Part } from '@cronista/protocol'
import { Reassembly, type PendingPart } from '../domain/reassembly.ts'
import type { DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'

/** Reads all waiting parts back; `isAnswered` as in {@link Reassembly.add}. */
export function readPendingParts(
  keys: DeskKeys,
  stores: DeskStores,
  isAnswered: (part: Part) => boolean,
): Reassembly {
  const reassembly = new Reassembly()
  for (const content of keys.secrets.list(stores.secrets, 'pending-part'))
    reassembly.add(decode(content), isAnswered)
  return reassembly
}

/** Writes a part that has to wait. */
export function keepPendingPart(keys: DeskKeys, stores: DeskStores, pending: PendingPart): void {
  const content = encode(pending)
  const { expiresOnDay } = pending
  keys.secrets.put(stores.secrets, 'pending-part', labelOf(pending.part), content, expiresOnDay)
}

/** Erases a part that waits no longer. */
export function erasePendingPart(keys: DeskKeys, stores: DeskStores, pending: PendingPart): void {
  keys.secrets.erase(stores.secrets, 'pending-part', labelOf(pending.part))
}

function labelOf({ contributor, messageId, number }: Part): Uint8Array {
  return concatBytes(contributor, messageId, u8(number))
}

function encode({ part, expiresOnDay }: PendingPart): Uint8Array {
  return concatBytes(
    u32(expiresOnDay),
    part.contributor,
    u32(part.week),
    part.replyKey,
    part.messageId,
    u8(part.number),
    u8(part.count),
    u32(part.repliesRead),
    part.rosterHead,
    u16(part.body.length),
    part.body,
  )
}

function decode(content: Uint8Array): PendingPart {
  const reader = new ByteReader(content, 'part-malformed')
  const expiresOnDay = reader.u32()
  const contributor = reader.take(32)
  const week = reader.u32()
  const replyKey = reader.take(32)
  const messageId = asMessageId(reader.take(16))
  const number = reader.u8()
  const count = reader.u8()
  const repliesRead = reader.u32()
  const rosterHead = reader.take(32)
  const body = reader.take(reader.u16())
  const sender = { contributor, week, replyKey, messageId, repliesRead, rosterHead }
  return { expiresOnDay, part: { kind: 'part', ...sender, number, count, body } }
}
