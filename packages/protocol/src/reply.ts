import { ByteReader, concatBytes, u16, u32, u8 } from './bytes.ts'
import {
  asDeviceId,
  deviceIdOf,
  isSignedBy,
  sign,
  sized,
  type DeviceId,
  type NewsroomId,
} from './context.ts'
import type { Primitives } from './primitives.ts'
import { findDevice } from './roster-trust.ts'
import type { Roster } from './roster.ts'

/** What an edition's record seals. */
export const REPLY_PLAINTEXT_BYTES = 992
/** The most that one record carries of a reply. */
export const REPLY_BODY_BYTES = 899

const VERSION = 1
const SIGNED_BYTES = REPLY_PLAINTEXT_BYTES - 64

/** One piece of a reply (§6). */
export interface ReplyPart {
  /** Replies of a thread count from 1. */
  readonly number: number
  /** The highest reply that the contributor's cells have confirmed to the desk. */
  readonly confirmed: number
  /** From 0. */
  readonly part: number
  readonly count: number
  readonly body: Uint8Array
}

/** A piece that a device of the roster signed for this contributor. */
export interface SignedReplyPart extends ReplyPart {
  readonly deviceId: DeviceId
}

/** The signed plaintext of a record, 992 bytes (§6). */
export function encodeReplyPart(
  p: Primitives,
  newsroomId: NewsroomId,
  deviceSeed: Uint8Array,
  contributor: Uint8Array,
  reply: ReplyPart,
): Uint8Array {
  if (reply.body.length > REPLY_BODY_BYTES) throw new RangeError('a reply body is too long')
  const signed = new Uint8Array(SIGNED_BYTES)
  signed.set(
    concatBytes(
      u8(VERSION),
      u32(reply.number),
      u32(reply.confirmed),
      u8(reply.part),
      u8(reply.count),
      deviceIdOf(p, newsroomId, p.ed25519PublicKey(deviceSeed)),
      u16(reply.body.length),
      reply.body,
    ),
  )
  const addressed = concatBytes(sized(contributor, 32), signed)
  return concatBytes(signed, sign(p, newsroomId, deviceSeed, 'reply', addressed))
}

/** Reads a record's plaintext; throws `reply-malformed`, also when no device of the roster signed it
 *  for this contributor. */
export function readReplyPart(
  p: Primitives,
  newsroomId: NewsroomId,
  roster: Pick<Roster, 'devices'>,
  contributor: Uint8Array,
  plaintext: Uint8Array,
): SignedReplyPart {
  const reader = new ByteReader(plaintext, 'reply-malformed')
  reader.version(VERSION)
  const number = reader.u32()
  const confirmed = reader.u32()
  const part = reader.u8()
  const count = reader.u8()
  const deviceId = asDeviceId(reader.take(16))
  const bodyLength = reader.u16()
  if (bodyLength > REPLY_BODY_BYTES || number === 0 || part >= count) reader.fail()
  const body = reader.take(bodyLength)
  reader.zeros(REPLY_BODY_BYTES - bodyLength)
  const signature = reader.take(64)
  reader.end()
  const device = findDevice(p, newsroomId, roster, deviceId)
  const addressed = concatBytes(contributor, plaintext.subarray(0, SIGNED_BYTES))
  if (
    device === undefined ||
    !isSignedBy(p, newsroomId, device.publicKey, 'reply', addressed, signature)
  )
    reader.fail()
  return { number, confirmed, part, count, deviceId, body }
}

/** What is read in the place of a record that does not open: {@link readReplyPart} goes through it as
 *  through a reply, to a signature that is well formed and nobody's, and throws. */
export function nobodysPiece(
  p: Primitives,
  newsroomId: NewsroomId,
  { devices: [first] }: Pick<Roster, 'devices'>,
): Uint8Array {
  const head = concatBytes(u8(VERSION), u32(1), u32(0), u8(0), u8(1))
  const piece = new Uint8Array(REPLY_PLAINTEXT_BYTES)
  piece.set(head)
  if (first !== undefined) piece.set(deviceIdOf(p, newsroomId, first.publicKey), head.length)
  // A point of the curve (its base point, RFC 8032) and a number below the order.
  piece.fill(0x66, SIGNED_BYTES, SIGNED_BYTES + 32)
  piece[SIGNED_BYTES] = 0x58
  piece.fill(0x0a, SIGNED_BYTES + 32)
  return piece
}
