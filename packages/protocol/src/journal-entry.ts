import { ByteReader, compareBytes, concatBytes, isZero, u32, u64, u8 } from './bytes.ts'
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
import { encodeHeads, readHeads, type JournalHead } from './journal-head.ts'
import type { Primitives } from './primitives.ts'

const VERSION = 1
const PADDING_BYTES = 256
const TAG_BYTES = 16
const NONCE = new Uint8Array(12)

/** What an author writes into its chain (§8). */
export interface NewEntry {
  /** From 1, without gaps. */
  readonly sequence: number
  /** Hash of this device's entry before; zeros for the first. */
  readonly previousHash: Uint8Array
  /** The newest entries of other devices that the author had seen. */
  readonly heads: readonly JournalHead[]
  /** Names the key of one thread or story, 16 bytes. */
  readonly bodyKeyId: Uint8Array
  /** 32 bytes, kept outside the journal. */
  readonly bodyKey: Uint8Array
  /** 32 fresh bytes. */
  readonly salt: Uint8Array
  /** UTF-8 JSON of the event. */
  readonly event: Uint8Array
}

/** A parsed entry, which shares the memory of its bytes; its author is trusted only after
 *  {@link isEntrySigned}. */
export interface JournalEntry {
  readonly deviceId: DeviceId
  readonly sequence: number
  readonly previousHash: Uint8Array
  readonly heads: readonly JournalHead[]
  readonly bodyKeyId: Uint8Array
  readonly salt: Uint8Array
  readonly ciphertext: Uint8Array
  readonly signature: Uint8Array
  /** Everything before the ciphertext's length. */
  readonly aad: Uint8Array
  /** Everything before the signature. */
  readonly signed: Uint8Array
}

/** Seals and signs an entry (§8). */
export function sealEntry(
  p: Primitives,
  newsroomId: NewsroomId,
  deviceSeed: Uint8Array,
  entry: NewEntry,
): Uint8Array {
  const aad = concatBytes(
    u8(VERSION),
    deviceIdOf(p, newsroomId, p.ed25519PublicKey(deviceSeed)),
    u64(entry.sequence),
    sized(entry.previousHash, 32),
    encodeHeads(entry.heads),
    sized(entry.bodyKeyId, 16),
    sized(entry.salt, 32),
  )
  const key = bodyKeyOf(p, newsroomId, entry.bodyKey, entry.salt, entry.bodyKeyId)
  const ciphertext = p.chacha20Poly1305Seal(key, NONCE, aad, pad(entry.event))
  const signed = concatBytes(aad, u32(ciphertext.length), ciphertext)
  return concatBytes(signed, sign(p, newsroomId, deviceSeed, 'journal signature', signed))
}

/** Reads an entry without trusting it; throws `entry-malformed`. */
export function parseEntry(bytes: Uint8Array): JournalEntry {
  const reader = new ByteReader(bytes, 'entry-malformed')
  reader.version(VERSION)
  const deviceId = asDeviceId(reader.take(16))
  const sequence = reader.u64()
  const previousHash = reader.take(32)
  const heads = readHeads(reader)
  const bodyKeyId = reader.take(16)
  const salt = reader.take(32)
  const aad = bytes.subarray(0, reader.offset)
  const length = reader.u32()
  if (length > bytes.length || length % PADDING_BYTES !== TAG_BYTES) reader.fail()
  const ciphertext = reader.view(length)
  const signed = bytes.subarray(0, reader.offset)
  const signature = reader.take(64)
  reader.end()
  if (sequence === 0) reader.fail()
  return {
    deviceId,
    sequence,
    previousHash,
    heads,
    bodyKeyId,
    salt,
    ciphertext,
    signature,
    aad,
    signed,
  }
}

/** Whether the device with this key wrote the entry, under its own name. */
export function isEntrySigned(
  p: Primitives,
  newsroomId: NewsroomId,
  entry: JournalEntry,
  devicePublicKey: Uint8Array,
): boolean {
  return (
    compareBytes(deviceIdOf(p, newsroomId, devicePublicKey), entry.deviceId) === 0 &&
    isSignedBy(p, newsroomId, devicePublicKey, 'journal signature', entry.signed, entry.signature)
  )
}

/** The event of an entry, or `undefined` if it was not sealed under this body key. Throws
 *  `entry-malformed` if it was, but its padding is wrong. */
export function openEntry(
  p: Primitives,
  newsroomId: NewsroomId,
  entry: JournalEntry,
  bodyKey: Uint8Array,
): Uint8Array | undefined {
  const key = bodyKeyOf(p, newsroomId, bodyKey, entry.salt, entry.bodyKeyId)
  const padded = p.chacha20Poly1305Open(key, NONCE, entry.aad, entry.ciphertext)
  return padded === undefined ? undefined : unpad(padded)
}

/** What the next entry of the same device names as its previous hash, 32 bytes. */
export function entryHash(p: Primitives, newsroomId: NewsroomId, bytes: Uint8Array): Uint8Array {
  return p.sha256(concatBytes(context('journal entry', newsroomId), bytes))
}

function bodyKeyOf(
  p: Primitives,
  newsroomId: NewsroomId,
  bodyKey: Uint8Array,
  salt: Uint8Array,
  bodyKeyId: Uint8Array,
): Uint8Array {
  const info = concatBytes(context('journal body', newsroomId), bodyKeyId)
  return p.hkdfSha256(sized(bodyKey, 32), salt, info, 32)
}

function pad(event: Uint8Array): Uint8Array {
  const used = 4 + event.length
  const padded = new Uint8Array(Math.ceil(used / PADDING_BYTES) * PADDING_BYTES)
  padded.set(concatBytes(u32(event.length), event))
  return padded
}

function unpad(padded: Uint8Array): Uint8Array {
  const reader = new ByteReader(padded, 'entry-malformed')
  const event = reader.view(reader.u32())
  const rest = padded.subarray(reader.offset)
  if (rest.length >= PADDING_BYTES || !isZero(rest)) reader.fail()
  return event
}
