// The records of an edition: replies, cut and signed. The device that builds the edition signs them: it is
// on the roster that the edition names, whoever wrote the words and wherever that desk is by then.
import {
  cut,
  encodeReplyPart,
  fromHex,
  packLetter,
  REPLY_BODY_BYTES,
  toHex,
  type EditionRecord,
} from '@cronista/protocol'
import type { PlannedReply } from '../domain/edition-plan.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { ReplyKeys } from './reply-keys.ts'

/** The records of these replies, each under its thread's newest reply key; none for a thread whose keys
 *  have died. */
export function recordsFor(
  { p, newsroomId, deviceSeed }: DeskKeys,
  replyKeys: ReplyKeys,
  replies: readonly PlannedReply[],
  nowMillis: number,
): readonly EditionRecord[] {
  const slots = new Map<string, number>()
  return replies.flatMap(({ thread, reply }) => {
    const replyKey = replyKeys.newest(thread.id, nowMillis)
    if (replyKey === undefined) return []
    const contributor = fromHex(thread.opened.contributor)
    const bodies = cut(packLetter(reply), REPLY_BODY_BYTES)
    // Two threads may name the same reply key: whoever writes chooses it.
    const slotsOf = toHex(replyKey)
    return bodies.map((body, part) => {
      const slot = slots.get(slotsOf) ?? 0
      slots.set(slotsOf, slot + 1)
      const { number } = reply
      const piece = { number, confirmed: thread.confirmed, part, count: bodies.length, body }
      const plaintext = encodeReplyPart(p, newsroomId, deviceSeed, contributor, piece)
      return { replyKey, slot, plaintext }
    })
  })
}
