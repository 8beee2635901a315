// The primitives of docs/protocol.md §1, from the platform alone.
import {
  argon2Sync,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
  hkdfSync,
  verify,
} from 'node:crypto'

const ED25519_PRIVATE = '302e020100300506032b657004220420'
const ED25519_PUBLIC = '302a300506032b6570032100'
const X25519_PRIVATE = '302e020100300506032b656e04220420'
const X25519_PUBLIC = '302a300506032b656e032100'
const ML_KEM_768_SEED = '3054020100300b060960864801650304040204428040'

/** Joins byte strings. */
export function join(...pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces))
}

/** Bytes of hexadecimal digits. */
export function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'))
}

/** Big-endian, so many bytes. */
export function number(value: number, bytes: number): Uint8Array {
  return hex(value.toString(16).padStart(2 * bytes, '0'))
}

/** Whether two byte strings are the same. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

/** SHA-256. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

/** HMAC-SHA-256. */
export function hmac(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(bytes).digest())
}

/** HKDF-SHA-256, 32 bytes. */
export function hkdf(secret: Uint8Array, salt: Uint8Array, info: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, info, 32))
}

/** `context(purpose, newsroomId)` of §1. */
export function context(purpose: string, newsroomId: Uint8Array): Uint8Array {
  return join(Buffer.from(`cronista/1 ${purpose}\0`, 'ascii'), newsroomId)
}

/** Ed25519 public key of a seed. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const key = createPrivateKey({ key: der(ED25519_PRIVATE, seed), format: 'der', type: 'pkcs8' })
  return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32))
}

/** Whether `signature` is `sign(key, purpose, bytes)` of §1. */
export function isSigned(
  key: Uint8Array,
  purpose: string,
  newsroomId: Uint8Array,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  const imported = createPublicKey({ key: der(ED25519_PUBLIC, key), format: 'der', type: 'spki' })
  return verify(null, join(context(purpose, newsroomId), bytes), imported, signature)
}

/** Argon2id as §3 has it: 19,456 KiB, two passes, one lane, 32 bytes. */
export function argon2id(password: Uint8Array, salt: Uint8Array): Uint8Array {
  const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
  return new Uint8Array(argon2Sync('argon2id', { message: password, nonce: salt, ...cost }))
}

/** ChaCha20-Poly1305; `undefined` if anything was altered. */
export function aeadOpen(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
  decipher.setAAD(aad, { plaintextLength: sealed.length - 16 })
  decipher.setAuthTag(sealed.subarray(-16))
  try {
    return join(decipher.update(sealed.subarray(0, -16)), decipher.final())
  } catch {
    return undefined
  }
}

/** HPKE base mode with X-Wing, HKDF-SHA256 and ChaCha20-Poly1305: `sealed` is the encapsulated key of
 *  1,120 bytes and the ciphertext. */
export function hpkeOpen(
  seed: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const shared = xWing(seed, sealed.subarray(0, 1120))
  const suite = join(Buffer.from('HPKE'), hex('647a00010003'))
  const version = Buffer.from('HPKE-v1')
  const none = new Uint8Array(0)
  const extract = (salt: Uint8Array, label: string, secret: Uint8Array) =>
    hmac(salt, join(version, suite, Buffer.from(label), secret))
  const schedule = join(
    Uint8Array.of(0),
    extract(none, 'psk_id_hash', none),
    extract(none, 'info_hash', info),
  )
  const secret = extract(shared, 'secret', none)
  const expand = (label: string, length: number) =>
    hmac(
      secret,
      join(number(length, 2), version, suite, Buffer.from(label), schedule, Uint8Array.of(1)),
    ).slice(0, length)
  return aeadOpen(expand('key', 32), expand('base_nonce', 12), aad, sealed.subarray(1120))
}

/** X-Wing's decapsulation: SHA3-256 over both secrets, the X25519 halves and the label. */
function xWing(seed: Uint8Array, encapsulated: Uint8Array): Uint8Array {
  const expanded = createHash('shake256', { outputLength: 96 }).update(seed).digest()
  const mlKem = privateKey(ML_KEM_768_SEED, expanded.subarray(0, 64))
  const x25519 = privateKey(X25519_PRIVATE, expanded.subarray(64))
  const theirs = encapsulated.subarray(1088)
  const own = createPublicKey(x25519).export({ format: 'der', type: 'spki' }).subarray(-32)
  const key = der(X25519_PUBLIC, theirs)
  const dh = diffieHellman({
    privateKey: x25519,
    publicKey: createPublicKey({ key, format: 'der', type: 'spki' }),
  })
  const secret = decapsulate(mlKem, encapsulated.subarray(0, 1088))
  const all = join(secret, dh, theirs, own, hex('5c2e2f2f5e5c'))
  return new Uint8Array(createHash('sha3-256').update(all).digest())
}

function privateKey(prefix: string, bytes: Uint8Array) {
  return createPrivateKey({ key: der(prefix, bytes), format: 'der', type: 'pkcs8' })
}

function der(prefix: string, key: Uint8Array): Buffer {
  return Buffer.from(join(hex(prefix), key))
}
