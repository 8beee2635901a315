// What a desk hands another desk outside the journal (§13): secrets that are to die, sealed to a key of the
// recipient's that dies sooner, and a list of what the sender holds, which is how each learns what the
// other lacks. A parcel travels as an item inside batches; whether its sender is a member, and what of it
// is believed, is judged elsewhere.
import { ByteReader, concatBytes, u16, u32, u64, u8 } from './bytes.ts'
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
import { AEAD_TAG_BYTES, ENCAPSULATED_KEY_BYTES, open, prepareInfo, seal } from './hpke.ts'
import type { Primitives } from './primitives.ts'

/** Secrets that one parcel holds at most. */
export const MAX_PARCEL_SECRETS = 512
/** Names of held secrets that one parcel holds at most of each kind. */
export const MAX_PARCEL_HELD = 65_536

const VERSION = 1
const HEADER_BYTES = 1 + 16 + 16 + 16
const SIGNATURE_BYTES = 64
const SECRET_ID_BYTES = 16
const PADDED_TO = 1024
const SHORTEST =
  HEADER_BYTES + ENCAPSULATED_KEY_BYTES + PADDED_TO + AEAD_TAG_BYTES + SIGNATURE_BYTES

/** A kind's number is its place, from 1. */
const kinds: readonly SharedSecret['kind'][] = ['epoch-seed', 'group-key', 'reply-key']
const codeOf = (kind: SharedSecret['kind']): number => kinds.indexOf(kind) + 1

/** A secret that desks of one newsroom share (§13). Keys and seeds have 32 bytes. */
export type SharedSecret =
  | { readonly kind: 'epoch-seed'; readonly number: number; readonly seed: Uint8Array }
  | { readonly kind: 'group-key'; readonly epoch: number; readonly key: Uint8Array }
  | {
      readonly kind: 'reply-key'
      /** 16 bytes. */
      readonly thread: Uint8Array
      readonly week: number
      /** When it last came with something new. */
      readonly lastAtMillis: number
      readonly key: Uint8Array
    }

/** All that a desk holds of one kind. */
export interface HeldSecrets {
  readonly kind: SharedSecret['kind']
  /** From {@link secretIdOf}, 16 bytes each. */
  readonly ids: readonly Uint8Array[]
}

/** What is in a parcel. */
export interface ParcelContent {
  /** What the sender holds; of a kind that is not listed nothing is said. In the order of §13. */
  readonly held: readonly HeldSecrets[]
  /** What the recipient lacks, as far as the sender knows. */
  readonly secrets: readonly SharedSecret[]
}

/** A parcel to be sealed. */
export interface NewParcel {
  readonly recipient: DeviceId
  /** The newest that the recipient has announced, 1,216 bytes. */
  readonly prekeyPublicKey: Uint8Array
  readonly content: ParcelContent
  /** 64 fresh bytes. */
  readonly randomness: Uint8Array
}

/** A parcel as it travels. Nothing in it is verified. */
export interface Parcel {
  readonly sender: DeviceId
  readonly recipient: DeviceId
  /** From {@link prekeyIdOf}, 16 bytes. */
  readonly prekeyId: Uint8Array
  readonly header: Uint8Array
  readonly sealed: Uint8Array
  readonly signature: Uint8Array
}

/** What parcels call a prekey, 16 bytes (§13). */
export function prekeyIdOf(
  p: Primitives,
  newsroomId: NewsroomId,
  prekeyPublicKey: Uint8Array,
): Uint8Array {
  return p.sha256(concatBytes(context('prekey', newsroomId), prekeyPublicKey)).slice(0, 16)
}

/** What parcels call a secret, 16 bytes (§13): the same at every desk that holds it, whenever it came. */
export function secretIdOf(
  p: Primitives,
  newsroomId: NewsroomId,
  secret: SharedSecret,
): Uint8Array {
  const named = secret.kind === 'reply-key' ? { ...secret, lastAtMillis: 0 } : secret
  const bytes = concatBytes(context('parcel secret', newsroomId), encodeSecret(named))
  return p.sha256(bytes).slice(0, SECRET_ID_BYTES)
}

/** Seals a parcel to its recipient's prekey and signs it (§13). Throws `key-malformed` for a prekey that is
 *  none, RangeError for more than a parcel holds. */
export function sealParcel(
  p: Primitives,
  newsroomId: NewsroomId,
  senderSeed: Uint8Array,
  { recipient, prekeyPublicKey, content, randomness }: NewParcel,
): Uint8Array {
  const sender = deviceIdOf(p, newsroomId, p.ed25519PublicKey(senderSeed))
  const prekeyId = prekeyIdOf(p, newsroomId, prekeyPublicKey)
  const header = concatBytes(u8(VERSION), sender, sized(recipient, 16), prekeyId)
  const info = prepareInfo(p, context('parcel', newsroomId))
  const sealed = seal(p, prekeyPublicKey, info, header, encodeContent(content), randomness)
  const signed = concatBytes(header, sealed)
  return concatBytes(signed, sign(p, newsroomId, senderSeed, 'parcel signature', signed))
}

/** Reads a parcel without opening it; throws `parcel-malformed`. */
export function parseParcel(bytes: Uint8Array): Parcel {
  const reader = new ByteReader(bytes, 'parcel-malformed')
  if (bytes.length < SHORTEST) reader.fail()
  reader.version(VERSION)
  const sender = asDeviceId(reader.take(16))
  const recipient = asDeviceId(reader.take(16))
  const prekeyId = reader.take(16)
  const sealed = reader.take(bytes.length - HEADER_BYTES - SIGNATURE_BYTES)
  const signature = reader.take(SIGNATURE_BYTES)
  return { sender, recipient, prekeyId, header: bytes.slice(0, HEADER_BYTES), sealed, signature }
}

/** Whether the device with this public key signed a parcel, and is the one that it names as its sender. */
export function isParcelSigned(
  p: Primitives,
  newsroomId: NewsroomId,
  { sender, header, sealed, signature }: Parcel,
  publicKey: Uint8Array,
): boolean {
  const isSender = String(deviceIdOf(p, newsroomId, publicKey)) === String(sender)
  const signed = concatBytes(header, sealed)
  return isSender && isSignedBy(p, newsroomId, publicKey, 'parcel signature', signed, signature)
}

/** Opens a parcel with the X-Wing seed (32 bytes) of the prekey that it names. `undefined` if it was not
 *  sealed to this prekey, for this newsroom, sender and recipient, or was altered; throws
 *  `parcel-malformed` for one that was and holds something else than §13 says. */
export function openParcel(
  p: Primitives,
  newsroomId: NewsroomId,
  { header, sealed }: Parcel,
  prekeySeed: Uint8Array,
): ParcelContent | undefined {
  const info = prepareInfo(p, context('parcel', newsroomId))
  const plaintext = open(p, prekeySeed, info, header, sealed)
  return plaintext === undefined ? undefined : readContent(plaintext)
}

function encodeContent({ held, secrets }: ParcelContent): Uint8Array {
  const isTooMuch = held.some(({ ids }) => ids.length > MAX_PARCEL_HELD)
  if (isTooMuch || secrets.length > MAX_PARCEL_SECRETS)
    throw new RangeError('more than a parcel holds')
  const content = concatBytes(
    u8(held.length),
    ...held.map(encodeHeld),
    u16(secrets.length),
    ...secrets.map(encodeSecret),
  )
  return concatBytes(content, new Uint8Array(paddedLength(content.length) - content.length))
}

function readContent(plaintext: Uint8Array): ParcelContent {
  const reader = new ByteReader(plaintext, 'parcel-malformed')
  const held = Array.from({ length: reader.u8() }, () => readHeld(reader))
  const codes = held.map(({ kind }) => codeOf(kind))
  if (codes.some((code, at) => code <= (codes[at - 1] ?? 0))) reader.fail()
  const secretCount = reader.u16()
  if (secretCount > MAX_PARCEL_SECRETS) reader.fail()
  const secrets = Array.from({ length: secretCount }, () => readSecret(reader))
  if (plaintext.length !== paddedLength(reader.offset)) reader.fail()
  reader.zeros(plaintext.length - reader.offset)
  return { held, secrets }
}

function encodeHeld({ kind, ids }: HeldSecrets): Uint8Array {
  const listed = ids.map((id) => sized(id, SECRET_ID_BYTES))
  return concatBytes(u8(codeOf(kind)), u32(ids.length), ...listed)
}

function readHeld(reader: ByteReader): HeldSecrets {
  const kind = readKind(reader)
  const count = reader.u32()
  if (count > MAX_PARCEL_HELD) reader.fail()
  return { kind, ids: Array.from({ length: count }, () => reader.take(SECRET_ID_BYTES)) }
}

function readKind(reader: ByteReader): SharedSecret['kind'] {
  return kinds[reader.u8() - 1] ?? reader.fail()
}

/** Which of its secrets somebody lacks shows in no length but that of the list. */
function paddedLength(length: number): number {
  return Math.ceil(length / PADDED_TO) * PADDED_TO
}

function encodeSecret(secret: SharedSecret): Uint8Array {
  switch (secret.kind) {
    case 'epoch-seed':
      return concatBytes(u8(codeOf(secret.kind)), u32(secret.number), sized(secret.seed, 32))
    case 'group-key':
      return concatBytes(u8(codeOf(secret.kind)), u32(secret.epoch), sized(secret.key, 32))
    case 'reply-key': {
      const { thread, week, lastAtMillis, key } = secret
      const named = concatBytes(u8(codeOf(secret.kind)), sized(thread, 16), u32(week))
      return concatBytes(named, u64(lastAtMillis), sized(key, 32))
    }
  }
}

function readSecret(reader: ByteReader): SharedSecret {
  const kind = readKind(reader)
  switch (kind) {
    case 'epoch-seed':
      return { kind, number: reader.u32(), seed: reader.take(32) }
    case 'group-key':
      return { kind, epoch: reader.u32(), key: reader.take(32) }
    case 'reply-key': {
      const named = { kind, thread: reader.take(16), week: reader.u32() } as const
      return { ...named, lastAtMillis: reader.u64(), key: reader.take(32) }
    }
  }
}
