import { ByteReader, concatBytes, equalBytes, u64, u8 } from './bytes.ts'
import {
  asDeviceId,
  deviceIdOf,
  isSignedBy,
  sign,
  sized,
  type DeviceId,
  type MessageId,
  type NewsroomId,
} from './context.ts'
import { ProtocolError } from './errors.ts'
import type { Primitives, Random } from './primitives.ts'
import { acknowledgementTag, sealRecord } from './record.ts'
import { findDevice, type TrustedRoster } from './roster-trust.ts'

/** Every edition has this length. */
export const EDITION_BYTES = 20_480
/** Acknowledgements that one edition holds. */
export const ACK_CAPACITY = 512
/** Reply records that one edition holds. */
export const RECORD_CAPACITY = 15

const VERSION = 1
const HEADER_BYTES = 960
const HEADER_USED_BYTES = 113
const ACK_BYTES = 8
const RECORD_BYTES = 1024
const SIGNED_BYTES = EDITION_BYTES - 64

/** What an edition says of itself (§6). */
export interface EditionHeader {
  readonly number: number
  /** From when on it is served. */
  readonly timeMillis: number
  /** Fresh in each edition, 32 bytes. */
  readonly salt: Uint8Array
  readonly rosterHead: Uint8Array
  readonly builder: DeviceId
  readonly leaseHolder: DeviceId
}

/** A parsed edition; trusted only when `readEdition` gave it. */
export interface Edition extends EditionHeader {
  /** 512 tags of 8 bytes. */
  readonly acknowledgements: readonly Uint8Array[]
  /** 15 records of 1,024 bytes. */
  readonly records: readonly Uint8Array[]
}

/** A message whose arrival is told, under the reply key that came with it. */
export interface Acknowledgement {
  readonly replyKey: Uint8Array
  readonly messageId: MessageId
}

/** A reply's piece and where its reader will look for it. */
export interface EditionRecord {
  readonly replyKey: Uint8Array
  /** Counts the records for one reply key in this edition, from 0 to 14. */
  readonly slot: number
  /** From `encodeReplyPart`, 992 bytes. */
  readonly plaintext: Uint8Array
}

/** What an edition is made of. */
export interface EditionContent {
  readonly number: number
  readonly timeMillis: number
  readonly rosterHead: Uint8Array
  readonly leaseHolder: DeviceId
  readonly acknowledgements: readonly Acknowledgement[]
  readonly records: readonly EditionRecord[]
}

/** Builds and signs an edition of 20,480 bytes (§6). What is empty is random, and places are drawn.
 *  Throws RangeError when more is given than it holds. */
export function buildEdition(
  p: Primitives,
  random: Random,
  newsroomId: NewsroomId,
  deviceSeed: Uint8Array,
  content: EditionContent,
): Uint8Array {
  const salt = random(32)
  const tags = content.acknowledgements.map(({ replyKey, messageId }) =>
    acknowledgementTag(p, newsroomId, replyKey, salt, messageId),
  )
  const records = content.records.map(({ replyKey, slot, plaintext }) =>
    sealRecord(p, newsroomId, replyKey, salt, slot, plaintext),
  )
  const header = new Uint8Array(HEADER_BYTES)
  header.set(
    concatBytes(
      u8(VERSION),
      u64(content.number),
      u64(content.timeMillis),
      salt,
      sized(content.rosterHead, 32),
      deviceIdOf(p, newsroomId, p.ed25519PublicKey(deviceSeed)),
      content.leaseHolder,
    ),
  )
  const signed = concatBytes(
    header,
    ...scatter(random, tags, ACK_CAPACITY, ACK_BYTES),
    ...scatter(random, records, RECORD_CAPACITY, RECORD_BYTES),
  )
  return concatBytes(signed, sign(p, newsroomId, deviceSeed, 'edition', signed))
}

/** Fills a block with random bytes and puts the items at places drawn without favour. */
function scatter(
  random: Random,
  items: readonly Uint8Array[],
  capacity: number,
  size: number,
): readonly Uint8Array[] {
  if (items.length > capacity) throw new RangeError('an edition holds no more')
  const places = Array.from({ length: capacity }, (_, index) => items[index] ?? random(size))
  for (let last = capacity - 1; last > 0; last--) {
    const other = drawBelow(random, last + 1)
    const moved = places[last] ?? random(size)
    places[last] = places[other] ?? random(size)
    places[other] = moved
  }
  return places
}

/** A number from 0 to below `limit` (at most 65,536), each as likely as the others. */
function drawBelow(random: Random, limit: number): number {
  const ceiling = 65_536 - (65_536 % limit)
  for (;;) {
    const [high = 0, low = 0] = random(2)
    const drawn = high * 256 + low
    if (drawn < ceiling) return drawn % limit
  }
}

/** Reads an edition without trusting it; throws `edition-malformed`. */
export function parseEdition(bytes: Uint8Array): Edition {
  const reader = new ByteReader(bytes, 'edition-malformed')
  if (bytes.length !== EDITION_BYTES) reader.fail()
  reader.version(VERSION)
  const number = reader.u64()
  const timeMillis = reader.u64()
  const salt = reader.take(32)
  const rosterHead = reader.take(32)
  const builder = asDeviceId(reader.take(16))
  const leaseHolder = asDeviceId(reader.take(16))
  reader.zeros(HEADER_BYTES - HEADER_USED_BYTES)
  const acknowledgements = Array.from({ length: ACK_CAPACITY }, () => reader.take(ACK_BYTES))
  const records = Array.from({ length: RECORD_CAPACITY }, () => reader.take(RECORD_BYTES))
  return {
    number,
    timeMillis,
    salt,
    rosterHead,
    builder,
    leaseHolder,
    acknowledgements,
    records,
  }
}

/** Reads an edition that a device of this roster signed. Throws `edition-malformed`,
 *  `roster-not-in-edition` when it names another roster, `edition-unsigned`, or `edition-older` than
 *  one already `seen`. */
export function readEdition(
  p: Primitives,
  newsroomId: NewsroomId,
  bytes: Uint8Array,
  roster: TrustedRoster,
  seen?: Pick<EditionHeader, 'number'>,
): Edition {
  const edition = parseEdition(bytes)
  if (!equalBytes(edition.rosterHead, roster.head)) throw new ProtocolError('roster-not-in-edition')
  const builder = findDevice(p, newsroomId, roster, edition.builder)
  const signed = bytes.subarray(0, SIGNED_BYTES)
  const signature = bytes.subarray(SIGNED_BYTES)
  if (
    builder === undefined ||
    !isSignedBy(p, newsroomId, builder.publicKey, 'edition', signed, signature)
  )
    throw new ProtocolError('edition-unsigned')
  if (seen !== undefined && edition.number < seen.number) throw new ProtocolError('edition-older')
  return edition
}
