// One batch: what a desk hands to the relay at every interval, whether or not anything happened. All
// have one length, and none says to who lacks the group key how much is in it.
import { ByteReader, concatBytes, equalBytes, isZero, u16, u32, u64, u8 } from './bytes.ts'
import {
  asDeviceId,
  context,
  deviceIdOf,
  isSignedBy,
  sign,
  sized,
  type DeviceId,
  type NewsroomId,
} from './context.ts'
import { encodeHeads, HEAD_BYTES, readHeads, type JournalHead } from './journal-head.ts'
import { MAX_ITEM_BYTES, PIECE_HEADER_BYTES, type ItemPiece } from './journal-item.ts'
import type { Primitives } from './primitives.ts'

/** The group epoch of open batches: everybody can compute their key, so that they reach a device that lacks
 *  every other, and they hold nothing but what may be read (§8). */
export const OPEN_GROUP_EPOCH = 0

/** Every batch has this length. */
export const BATCH_BYTES = 32_768

const VERSION = 1
const HEADER_BYTES = 61
const SIGNATURE_BYTES = 64
const AEAD_TAG_BYTES = 16
const CIPHERTEXT_BYTES = BATCH_BYTES - HEADER_BYTES - SIGNATURE_BYTES
const PLAINTEXT_BYTES = CIPHERTEXT_BYTES - AEAD_TAG_BYTES
// Time, count of heads, count of pieces.
const FIXED_BYTES = 8 + 1 + 2
const NONCE = new Uint8Array(12)

/** What a batch says to the group. */
export interface BatchContent {
  readonly timeMillis: number
  /** What the sender holds of every device without gaps, itself included; at most 255. */
  readonly heads: readonly JournalHead[]
  readonly pieces: readonly ItemPiece[]
}

/** What a device hands in. */
export interface NewBatch extends BatchContent {
  readonly groupEpoch: number
  /** Counts this device's batches from 1, without gaps. */
  readonly number: number
  /** 32 fresh bytes. */
  readonly salt: Uint8Array
}

/** A parsed batch; its sender is trusted only after {@link isBatchSigned}. */
export interface Batch {
  readonly groupEpoch: number
  readonly deviceId: DeviceId
  readonly number: number
  readonly salt: Uint8Array
  readonly ciphertext: Uint8Array
  readonly signature: Uint8Array
  /** Everything before the ciphertext. */
  readonly aad: Uint8Array
  /** Everything before the signature. */
  readonly signed: Uint8Array
}

/** The key of open batches, 32 bytes. It hides nothing (§8). */
export function openBatchKey(p: Primitives, newsroomId: NewsroomId): Uint8Array {
  return p.sha256(context('open batch', newsroomId))
}

/** How many bytes of pieces, their headers included, fit beside so many heads. */
export function batchRoom(headCount: number): number {
  return PLAINTEXT_BYTES - FIXED_BYTES - HEAD_BYTES * headCount
}

/** Seals and signs a batch of 32,768 bytes (§8). Throws RangeError for more than fits. */
export function sealBatch(
  p: Primitives,
  newsroomId: NewsroomId,
  deviceSeed: Uint8Array,
  groupKey: Uint8Array,
  batch: NewBatch,
): Uint8Array {
  if (batch.number === 0) throw new RangeError('batches are counted from 1')
  const deviceId = deviceIdOf(p, newsroomId, p.ed25519PublicKey(deviceSeed))
  const aad = concatBytes(
    u8(VERSION),
    u32(batch.groupEpoch),
    deviceId,
    u64(batch.number),
    sized(batch.salt, 32),
  )
  const key = batchKeyOf(p, newsroomId, groupKey, { ...batch, deviceId })
  const signed = concatBytes(aad, p.chacha20Poly1305Seal(key, NONCE, aad, encodeContent(batch)))
  return concatBytes(signed, sign(p, newsroomId, deviceSeed, 'batch signature', signed))
}

/** Reads a batch without trusting it; throws `batch-malformed`. */
export function parseBatch(bytes: Uint8Array): Batch {
  const reader = new ByteReader(bytes, 'batch-malformed')
  if (bytes.length !== BATCH_BYTES) reader.fail()
  reader.version(VERSION)
  const groupEpoch = reader.u32()
  const deviceId = asDeviceId(reader.take(16))
  const number = reader.u64()
  if (number === 0) reader.fail()
  const salt = reader.take(32)
  const aad = bytes.slice(0, reader.offset)
  const ciphertext = reader.take(CIPHERTEXT_BYTES)
  const signed = bytes.slice(0, reader.offset)
  const signature = reader.take(SIGNATURE_BYTES)
  return { groupEpoch, deviceId, number, salt, ciphertext, signature, aad, signed }
}

/** Whether the device with this key handed the batch in, under its own name. */
export function isBatchSigned(
  p: Primitives,
  newsroomId: NewsroomId,
  batch: Batch,
  devicePublicKey: Uint8Array,
): boolean {
  return (
    equalBytes(deviceIdOf(p, newsroomId, devicePublicKey), batch.deviceId) &&
    isSignedBy(p, newsroomId, devicePublicKey, 'batch signature', batch.signed, batch.signature)
  )
}

/** What a batch says, or `undefined` if it was not sealed under this group key. Throws
 *  `batch-malformed` if it was, but its content breaks a rule of §8. */
export function openBatch(
  p: Primitives,
  newsroomId: NewsroomId,
  batch: Batch,
  groupKey: Uint8Array,
): BatchContent | undefined {
  const key = batchKeyOf(p, newsroomId, groupKey, batch)
  const plaintext = p.chacha20Poly1305Open(key, NONCE, batch.aad, batch.ciphertext)
  return plaintext === undefined ? undefined : readContent(plaintext)
}

function batchKeyOf(
  p: Primitives,
  newsroomId: NewsroomId,
  groupKey: Uint8Array,
  batch: Pick<Batch, 'groupEpoch' | 'deviceId' | 'number' | 'salt'>,
): Uint8Array {
  const info = concatBytes(
    context('batch', newsroomId),
    u32(batch.groupEpoch),
    batch.deviceId,
    u64(batch.number),
  )
  return p.hkdfSha256(sized(groupKey, 32), batch.salt, info, 32)
}

function encodeContent({ timeMillis, heads, pieces }: BatchContent): Uint8Array {
  const used = concatBytes(
    u64(timeMillis),
    encodeHeads(heads),
    u16(pieces.length),
    ...pieces.flatMap(({ itemId, total, offset, bytes }) => [
      sized(itemId, 16),
      u32(total),
      u32(offset),
      u16(bytes.length),
      bytes,
    ]),
  )
  if (used.length > PLAINTEXT_BYTES) throw new RangeError('a batch holds no more')
  const plaintext = new Uint8Array(PLAINTEXT_BYTES)
  plaintext.set(used)
  return plaintext
}

function readContent(plaintext: Uint8Array): BatchContent {
  const reader = new ByteReader(plaintext, 'batch-malformed')
  const timeMillis = reader.u64()
  const heads = readHeads(reader)
  const count = reader.u16()
  if (count * PIECE_HEADER_BYTES > plaintext.length) reader.fail()
  const pieces = Array.from({ length: count }, () => readPiece(reader))
  if (!isZero(plaintext.subarray(reader.offset))) reader.fail()
  return { timeMillis, heads, pieces }
}

function readPiece(reader: ByteReader): ItemPiece {
  const itemId = reader.take(16)
  const total = reader.u32()
  const offset = reader.u32()
  const bytes = reader.take(reader.u16())
  const isInside = bytes.length > 0 && offset + bytes.length <= total && total <= MAX_ITEM_BYTES
  if (!isInside) reader.fail()
  return { itemId, total, offset, bytes }
}
