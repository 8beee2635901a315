import { concatBytes, u8 } from './bytes.ts'
import { context, sized, type MessageId, type NewsroomId } from './context.ts'
import { REPLY_PLAINTEXT_BYTES } from './reply.ts'
import type { Primitives } from './primitives.ts'

const RECORD_TAG_BYTES = 16
const NONCE = new Uint8Array(12)

/** The tag under which an edition acknowledges a message, 8 bytes (§6). */
export function acknowledgementTag(
  p: Primitives,
  newsroomId: NewsroomId,
  replyKey: Uint8Array,
  salt: Uint8Array,
  messageId: MessageId,
): Uint8Array {
  const named = concatBytes(context('ack', newsroomId), sized(salt, 32), messageId)
  return p.hmacSha256(sized(replyKey, 32), named).slice(0, 8)
}

/** The tag of one record, 16 bytes (§6). */
export function recordTag(
  p: Primitives,
  newsroomId: NewsroomId,
  replyKey: Uint8Array,
  salt: Uint8Array,
  slot: number,
): Uint8Array {
  const named = concatBytes(context('record tag', newsroomId), sized(salt, 32), u8(slot))
  return p.hmacSha256(sized(replyKey, 32), named).slice(0, RECORD_TAG_BYTES)
}

/** A record of 1,024 bytes: its tag and the sealed reply (§6). The key is used once, as the salt is
 *  fresh and a slot is taken once, so a constant nonce repeats nothing. */
export function sealRecord(
  p: Primitives,
  newsroomId: NewsroomId,
  replyKey: Uint8Array,
  salt: Uint8Array,
  slot: number,
  plaintext: Uint8Array,
): Uint8Array {
  const tag = recordTag(p, newsroomId, replyKey, salt, slot)
  const key = recordKey(p, newsroomId, replyKey, salt, slot)
  sized(plaintext, REPLY_PLAINTEXT_BYTES)
  return concatBytes(tag, p.chacha20Poly1305Seal(key, NONCE, tag, plaintext))
}

/** Opens a record under one reply key and slot; `undefined` if it is not theirs. */
export function openRecord(
  p: Primitives,
  newsroomId: NewsroomId,
  replyKey: Uint8Array,
  salt: Uint8Array,
  slot: number,
  record: Uint8Array,
): Uint8Array | undefined {
  const key = recordKey(p, newsroomId, replyKey, salt, slot)
  const tag = record.subarray(0, RECORD_TAG_BYTES)
  return p.chacha20Poly1305Open(key, NONCE, tag, record.subarray(RECORD_TAG_BYTES))
}

function recordKey(
  p: Primitives,
  newsroomId: NewsroomId,
  replyKey: Uint8Array,
  salt: Uint8Array,
  slot: number,
): Uint8Array {
  const info = concatBytes(context('record key', newsroomId), u8(slot))
  return p.hkdfSha256(sized(replyKey, 32), salt, info, 32)
}
