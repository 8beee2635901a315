import { concatBytes, equalBytes } from './bytes.ts'
import type { Primitives } from './primitives.ts'
import { utf8 } from './text.ts'

declare const brand: unique symbol
type Branded<Name extends string> = Uint8Array & { readonly [brand]: Name }

/** The newsroom's identity: fingerprint of its root key, 32 bytes (§2). */
export type NewsroomId = Branded<'NewsroomId'>
/** Names one desk device, 16 bytes (§2). */
export type DeviceId = Branded<'DeviceId'>
/** Says only which devices belong to one person, 16 random bytes (§2). */
export type PersonId = Branded<'PersonId'>
/** Chosen at random for each message, 16 bytes (§2). */
export type MessageId = Branded<'MessageId'>

/** Everything that is signed, hashed, derived or sealed names its purpose (§1). */
export type Purpose =
  | 'ack'
  | 'admission card'
  | 'admission words'
  | 'batch'
  | 'batch signature'
  | 'cell'
  | 'contributor key'
  | 'device'
  | 'device certificate'
  | 'edition'
  | 'journal body'
  | 'journal entry'
  | 'journal signature'
  | 'newsroom'
  | 'open batch'
  | 'parcel'
  | 'parcel secret'
  | 'parcel signature'
  | 'part'
  | 'prekey'
  | 'record key'
  | 'record tag'
  | 'release'
  | 'release head'
  | 'reply'
  | 'reply key'
  | 'roster'
  | 'roster head'
  | 'welcome'
  | 'welcome signature'
  | 'words'

const contexts = new WeakMap<Uint8Array, Map<Purpose, Uint8Array>>()

/** `context(purpose, newsroomId)` of §1; no context is a prefix of another. The same bytes are given
 *  again for the same id: they are made for every entry of a journal, and not to be changed. */
export function context(purpose: Purpose, newsroomId: Uint8Array): Uint8Array {
  const made = contexts.get(newsroomId) ?? new Map<Purpose, Uint8Array>()
  const known = made.get(purpose)
  if (known !== undefined) return known
  const fresh = concatBytes(utf8(`cronista/1 ${purpose}\0`), sized(newsroomId, 32))
  contexts.set(newsroomId, made.set(purpose, fresh))
  return fresh
}

/** Checks a length at the edge; throws RangeError, as a wrong one is the caller's bug. */
export function sized(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new RangeError(`expected ${length} bytes`)
  return bytes
}

/** Brands 32 bytes as a newsroom id; throws RangeError for another length. */
export function asNewsroomId(bytes: Uint8Array): NewsroomId {
  return sized(bytes, 32) as NewsroomId
}

/** Brands 16 bytes as a device id; throws RangeError for another length. */
export function asDeviceId(bytes: Uint8Array): DeviceId {
  return sized(bytes, 16) as DeviceId
}

/** Brands 16 bytes as a person id; throws RangeError for another length. */
export function asPersonId(bytes: Uint8Array): PersonId {
  return sized(bytes, 16) as PersonId
}

/** Brands 16 bytes as a message id; throws RangeError for another length. */
export function asMessageId(bytes: Uint8Array): MessageId {
  return sized(bytes, 16) as MessageId
}

/** The id of the newsroom whose root public key this is (§2). */
export function newsroomIdOf(p: Primitives, rootPublicKey: Uint8Array): NewsroomId {
  const nobody = new Uint8Array(32)
  return p.sha256(concatBytes(context('newsroom', nobody), sized(rootPublicKey, 32))) as NewsroomId
}

/** The id of a device in this newsroom (§2). */
export function deviceIdOf(
  p: Primitives,
  newsroomId: NewsroomId,
  devicePublicKey: Uint8Array,
): DeviceId {
  const hash = p.sha256(concatBytes(context('device', newsroomId), sized(devicePublicKey, 32)))
  return hash.slice(0, 16) as DeviceId
}

/** Signs under a purpose (§1); 64 bytes. */
export function sign(
  p: Primitives,
  newsroomId: NewsroomId,
  seed: Uint8Array,
  purpose: Purpose,
  bytes: Uint8Array,
): Uint8Array {
  return p.ed25519Sign(seed, concatBytes(context(purpose, newsroomId), bytes))
}

/** Whether `signature` was made by {@link sign} for the same newsroom, purpose and bytes. */
export function isSignedBy(
  p: Primitives,
  newsroomId: NewsroomId,
  publicKey: Uint8Array,
  purpose: Purpose,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  return p.ed25519Verify(publicKey, concatBytes(context(purpose, newsroomId), bytes), signature)
}

/** Whether two ids name the same thing. */
export function sameId<Id extends Uint8Array>(a: Id, b: Id): boolean {
  return equalBytes(a, b)
}
