// The protocol's primitives on the platform's own cryptography (Node 24's node:crypto). Same bytes as
// the portable ones, shown by tests. X-Wing is assembled from ML-KEM-768 and X25519 as
// draft-connolly-cfrg-xwing-kem says; everything else is one call.
import {
  argon2Sync,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  decapsulate,
  diffieHellman,
  hash,
  hkdfSync,
  sign,
  timingSafeEqual,
  verify,
  type KeyObject,
} from 'node:crypto'
import { concatBytes, type Argon2Cost, type Primitives } from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'

const MLKEM_CIPHERTEXT_BYTES = 1088
const TAG_BYTES = 16
// "\./" and "/^\": the label of X-Wing's combiner (§5.3 of the draft).
const XWING_LABEL = Uint8Array.of(0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c)
const aead = 'chacha20-poly1305'

/** A seed whose keys are imported: importing costs as much as using them. */
interface PreparedIdentity {
  readonly mlKem: KeyObject
  readonly x25519: KeyObject
  readonly mlKemPublicKey: Uint8Array
  readonly x25519PublicKey: Uint8Array
  /** Copy of the seed, so that an overwritten one is never mistaken for what it was. */
  readonly seed: Uint8Array
}

const preparedIdentities = new WeakMap<Uint8Array, PreparedIdentity>()

/** The platform's primitives. `xwingEncapsulate` is the portable one: node:crypto offers no ML-KEM
 *  encapsulation from given randomness, and a desk seals no cells. */
export const nativePrimitives: Primitives = {
  sha256: (bytes) => plain(hash('sha256', bytes, 'buffer')),
  // A KeyObject spares node:crypto the search for what kind of key the bytes are.
  hmacSha256: (key, bytes) =>
    plain(createHmac('sha256', createSecretKey(key)).update(bytes).digest()),
  hkdfSha256: (secret, salt, info, length) =>
    new Uint8Array(hkdfSync('sha256', createSecretKey(secret), salt, info, length)),
  chacha20Poly1305Seal,
  chacha20Poly1305Open,
  ed25519PublicKey: (seed) => rawPublicKey(createPublicKey(ed25519PrivateKey(seed))),
  ed25519Sign: (seed, bytes) => plain(sign(null, bytes, ed25519PrivateKey(seed))),
  ed25519Verify,
  xwingPublicKey(seed) {
    const { mlKemPublicKey, x25519PublicKey } = preparedIdentityOf(seed)
    return concatBytes(mlKemPublicKey, x25519PublicKey)
  },
  xwingEncapsulate: (publicKey, randomness) =>
    portablePrimitives.xwingEncapsulate(publicKey, randomness),
  xwingDecapsulate,
  argon2id,
}

function chacha20Poly1305Seal(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv(aead, createSecretKey(key), nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(aad, { plaintextLength: plaintext.length })
  return concatBytes(cipher.update(plaintext), cipher.final(), cipher.getAuthTag())
}

function chacha20Poly1305Open(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array | undefined {
  const length = ciphertext.length - TAG_BYTES
  if (length < 0) return undefined
  const decipher = createDecipheriv(aead, createSecretKey(key), nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(aad, { plaintextLength: length })
  decipher.setAuthTag(ciphertext.subarray(length))
  const plaintext = decipher.update(ciphertext.subarray(0, length))
  try {
    decipher.final()
    return plain(plaintext)
  } catch {
    return undefined
  }
}

function ed25519Verify(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({
      key: asBuffer(publicKey),
      format: 'raw-public',
      asymmetricKeyType: 'ed25519',
    })
    return verify(null, bytes, key, signature)
  } catch {
    return false
  }
}

function xwingDecapsulate(seed: Uint8Array, encapsulatedKey: Uint8Array): Uint8Array | undefined {
  const identity = preparedIdentityOf(seed)
  const ciphertext = encapsulatedKey.subarray(0, MLKEM_CIPHERTEXT_BYTES)
  const theirs = encapsulatedKey.subarray(MLKEM_CIPHERTEXT_BYTES)
  try {
    const publicKey = createPublicKey({
      key: asBuffer(theirs),
      format: 'raw-public',
      asymmetricKeyType: 'x25519',
    })
    const x25519Secret = diffieHellman({ privateKey: identity.x25519, publicKey })
    const mlKemSecret = decapsulate(identity.mlKem, ciphertext)
    const { x25519PublicKey } = identity
    const joined = concatBytes(mlKemSecret, x25519Secret, theirs, x25519PublicKey, XWING_LABEL)
    return plain(hash('sha3-256', joined, 'buffer'))
  } catch {
    return undefined
  }
}

function preparedIdentityOf(seed: Uint8Array): PreparedIdentity {
  const known = preparedIdentities.get(seed)
  if (known !== undefined && timingSafeEqual(known.seed, seed)) return known
  const identity = prepareIdentity(seed)
  preparedIdentities.set(seed, identity)
  return identity
}

function prepareIdentity(seed: Uint8Array): PreparedIdentity {
  if (seed.length !== 32) throw new RangeError('an X-Wing seed has 32 bytes')
  const expanded = createHash('shake256', { outputLength: 96 }).update(seed).digest()
  const mlKem = createPrivateKey({
    key: expanded.subarray(0, 64),
    format: 'raw-seed',
    asymmetricKeyType: 'ml-kem-768',
  })
  const x25519 = createPrivateKey({
    key: expanded.subarray(64),
    format: 'raw-private',
    asymmetricKeyType: 'x25519',
  })
  expanded.fill(0)
  return {
    mlKem,
    x25519,
    mlKemPublicKey: rawPublicKey(createPublicKey(mlKem)),
    x25519PublicKey: rawPublicKey(createPublicKey(x25519)),
    seed: seed.slice(),
  }
}

function ed25519PrivateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({
    key: asBuffer(seed),
    format: 'raw-private',
    asymmetricKeyType: 'ed25519',
  })
}

function rawPublicKey(key: KeyObject): Uint8Array {
  return plain(key.export({ format: 'raw-public' }))
}

function argon2id(password: Uint8Array, salt: Uint8Array, cost: Argon2Cost): Uint8Array {
  return plain(
    argon2Sync('argon2id', {
      message: password,
      nonce: salt,
      parallelism: cost.lanes,
      tagLength: cost.length,
      memory: cost.memoryKiB,
      passes: cost.passes,
    }),
  )
}

/** The same bytes as Node's subclass, which is what its types ask for. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The same bytes without Node's subclass, whose slice() shares memory where Uint8Array's copies. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
