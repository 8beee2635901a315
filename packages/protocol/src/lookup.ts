import { equalBytes } from './bytes.ts'
import type { MessageId, NewsroomId } from './context.ts'
import { RECORD_CAPACITY, type Edition } from './edition.ts'
import { ProtocolError } from './errors.ts'
import type { Primitives } from './primitives.ts'
import { acknowledgementTag, openRecord, recordTag } from './record.ts'
import { nobodysPiece, readReplyPart, type SignedReplyPart } from './reply.ts'
import type { Roster } from './roster.ts'

/** Whether this edition says that the newsroom has the message. Compares with every tag. */
export function isAcknowledged(
  p: Primitives,
  newsroomId: NewsroomId,
  edition: Edition,
  replyKey: Uint8Array,
  messageId: MessageId,
): boolean {
  const tag = acknowledgementTag(p, newsroomId, replyKey, edition.salt, messageId)
  return edition.acknowledgements.filter((listed) => equalBytes(listed, tag)).length > 0
}

/** The pieces of replies that this edition holds for a contributor (§6). Does the same work for any
 *  reply keys, whether or not they match: for each key 15 tags are computed and each is compared
 *  with every record, 15 records are opened and 15 signatures checked. A piece that no device signed
 *  is left out. */
export function findReplies(
  p: Primitives,
  newsroomId: NewsroomId,
  edition: Edition,
  roster: Pick<Roster, 'devices'>,
  contributor: Uint8Array,
  replyKeys: readonly Uint8Array[],
): readonly SignedReplyPart[] {
  const nobodys = nobodysPiece(p, newsroomId, roster)
  return replyKeys.flatMap((replyKey) =>
    Array.from({ length: RECORD_CAPACITY }, (_, slot) => {
      const record = matchingRecord(p, newsroomId, edition, replyKey, slot)
      const plaintext = openRecord(p, newsroomId, replyKey, edition.salt, slot, record) ?? nobodys
      return signedPiece(() => readReplyPart(p, newsroomId, roster, contributor, plaintext))
    }).flat(),
  )
}

/** The pieces that an edition lists under one reply key, in the order of their slots: for a desk, which
 *  reads what another desk has listed. Stops at the first slot that nobody took, so the work tells how
 *  many there are: never for a page. */
export function listedPieces(
  p: Primitives,
  newsroomId: NewsroomId,
  edition: Edition,
  roster: Pick<Roster, 'devices'>,
  contributor: Uint8Array,
  replyKey: Uint8Array,
): readonly SignedReplyPart[] {
  const pieces: SignedReplyPart[] = []
  for (let slot = 0; slot < RECORD_CAPACITY; slot++) {
    const tag = recordTag(p, newsroomId, replyKey, edition.salt, slot)
    const record = edition.records.find((one) => equalBytes(one.subarray(0, tag.length), tag))
    if (record === undefined) break
    const plaintext = openRecord(p, newsroomId, replyKey, edition.salt, slot, record)
    // Where two threads name one key, the slots of the other one are signed for somebody else.
    if (plaintext !== undefined)
      pieces.push(
        ...signedPiece(() => readReplyPart(p, newsroomId, roster, contributor, plaintext)),
      )
  }
  return pieces
}

/** The record with this slot's tag; any other when there is none, so that opening is always tried. */
function matchingRecord(
  p: Primitives,
  newsroomId: NewsroomId,
  edition: Edition,
  replyKey: Uint8Array,
  slot: number,
): Uint8Array {
  const tag = recordTag(p, newsroomId, replyKey, edition.salt, slot)
  let chosen = edition.records[slot] ?? new Uint8Array(0)
  for (const record of edition.records)
    if (equalBytes(record.subarray(0, tag.length), tag)) chosen = record
  return chosen
}

function signedPiece(read: () => SignedReplyPart): readonly SignedReplyPart[] {
  try {
    return [read()]
  } catch (error) {
    if (error instanceof ProtocolError) return []
    throw error
  }
}
