import { concatBytes } from './bytes.ts'
import type { Primitives } from './primitives.ts'
import { utf8 } from './text.ts'

/** X-Wing's encapsulated key, in bytes. */
export const ENCAPSULATED_KEY_BYTES = 1120
/** ChaCha20-Poly1305's tag, in bytes. */
export const AEAD_TAG_BYTES = 16

const versionLabel = utf8('HPKE-v1')
// "HPKE" ‖ KEM X-Wing ‖ KDF HKDF-SHA256 ‖ AEAD ChaCha20-Poly1305 (RFC 9180 §5.1)
const suiteId = Uint8Array.of(0x48, 0x50, 0x4b, 0x45, 0x64, 0x7a, 0x00, 0x01, 0x00, 0x03)
const nothing = new Uint8Array(0)
const baseMode = Uint8Array.of(0)
const KEY_BYTES = 32
const NONCE_BYTES = 12
// The labeled input of the secret's extraction: without a PSK it is always the same.
const secretInput = concatBytes(versionLabel, suiteId, utf8('secret'))

/** Key and base nonce of one HPKE context in base mode (RFC 9180 §5.1). */
export interface KeySchedule {
  readonly key: Uint8Array
  readonly baseNonce: Uint8Array
}

/** What a key schedule needs of `info` alone; the same for every cell of a newsroom, so made once. */
export interface PreparedInfo {
  /** The labeled inputs of HKDF-Expand for the key and for the base nonce. */
  readonly key: Uint8Array
  readonly baseNonce: Uint8Array
}

/** Hashes `info` into what every schedule under it shares. */
export function prepareInfo(p: Primitives, info: Uint8Array): PreparedInfo {
  const pskIdHash = labeledExtract(p, nothing, 'psk_id_hash', nothing)
  const infoHash = labeledExtract(p, nothing, 'info_hash', info)
  const context = concatBytes(baseMode, pskIdHash, infoHash)
  return {
    key: labeledInfo('key', context, KEY_BYTES),
    baseNonce: labeledInfo('base_nonce', context, NONCE_BYTES),
  }
}

/** RFC 9180 §5.1, KeySchedule in base mode. */
export function keySchedule(
  p: Primitives,
  sharedSecret: Uint8Array,
  info: PreparedInfo,
): KeySchedule {
  const secret = p.hmacSha256(sharedSecret, secretInput)
  return {
    key: p.hmacSha256(secret, info.key),
    baseNonce: p.hmacSha256(secret, info.baseNonce).subarray(0, NONCE_BYTES),
  }
}

/** Seals one plaintext to an X-Wing public key: encapsulated key ‖ ciphertext (RFC 9180 §6.1).
 *  `randomness` is 64 fresh bytes. Throws `key-malformed` for what is no public key. */
export function seal(
  p: Primitives,
  publicKey: Uint8Array,
  info: PreparedInfo,
  aad: Uint8Array,
  plaintext: Uint8Array,
  randomness: Uint8Array,
): Uint8Array {
  const { encapsulatedKey, sharedSecret } = p.xwingEncapsulate(publicKey, randomness)
  const { key, baseNonce } = keySchedule(p, sharedSecret, info)
  return concatBytes(encapsulatedKey, p.chacha20Poly1305Seal(key, baseNonce, aad, plaintext))
}

/** Opens what {@link seal} made; `undefined` if it was not sealed to this seed, info and aad. */
export function open(
  p: Primitives,
  seed: Uint8Array,
  info: PreparedInfo,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < ENCAPSULATED_KEY_BYTES + AEAD_TAG_BYTES) return undefined
  const sharedSecret = p.xwingDecapsulate(seed, sealed.subarray(0, ENCAPSULATED_KEY_BYTES))
  if (sharedSecret === undefined) return undefined
  const { key, baseNonce } = keySchedule(p, sharedSecret, info)
  return p.chacha20Poly1305Open(key, baseNonce, aad, sealed.subarray(ENCAPSULATED_KEY_BYTES))
}

// HKDF-Extract(salt, ikm) is HMAC(salt, ikm), and one block of Expand is HMAC(prk, info ‖ 0x01):
// this suite never needs more than 32 bytes, so RFC 5869's loop has a single turn.
function labeledExtract(p: Primitives, salt: Uint8Array, label: string, ikm: Uint8Array) {
  return p.hmacSha256(salt, concatBytes(versionLabel, suiteId, utf8(label), ikm))
}

function labeledInfo(label: string, info: Uint8Array, length: number): Uint8Array {
  const lengthBytes = Uint8Array.of(0, length)
  const labeled = concatBytes(lengthBytes, versionLabel, suiteId, utf8(label), info)
  return concatBytes(labeled, Uint8Array.of(1))
}
