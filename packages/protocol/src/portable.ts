import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ed25519 } from '@noble/curves/ed25519.js'
import { argon2id } from '@noble/hashes/argon2.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { ml_kem768_x25519 as xwing } from '@noble/post-quantum/hybrid.js'
import { ProtocolError } from './errors.ts'
import type { Encapsulation, Primitives } from './primitives.ts'

/** The primitives in plain JavaScript: no WASM, no `crypto.subtle`, so they also work on an onion
 *  page without a secure context. Source: the noble libraries. */
export const portablePrimitives: Primitives = {
  sha256: (bytes) => sha256(bytes),
  hmacSha256: (key, bytes) => hmac(sha256, key, bytes),
  hkdfSha256: (secret, salt, info, length) => hkdf(sha256, secret, salt, info, length),
  chacha20Poly1305Seal: (key, nonce, aad, plaintext) =>
    chacha20poly1305(key, nonce, aad).encrypt(plaintext),
  chacha20Poly1305Open(key, nonce, aad, ciphertext) {
    try {
      return chacha20poly1305(key, nonce, aad).decrypt(ciphertext)
    } catch {
      return undefined
    }
  },
  ed25519PublicKey: (seed) => ed25519.getPublicKey(seed),
  ed25519Sign: (seed, bytes) => ed25519.sign(bytes, seed),
  ed25519Verify(publicKey, bytes, signature) {
    try {
      // RFC 8032 rather than ZIP 215, so that the platform's verifier gives the same answer.
      return ed25519.verify(signature, bytes, publicKey, { zip215: false })
    } catch {
      return false
    }
  },
  xwingPublicKey: (seed) => xwing.keygen(seed).publicKey,
  xwingEncapsulate: encapsulate,
  xwingDecapsulate(seed, encapsulatedKey) {
    try {
      return xwing.decapsulate(encapsulatedKey, seed)
    } catch {
      return undefined
    }
  },
  argon2id: (password, salt, cost) =>
    argon2id(password, salt, {
      m: cost.memoryKiB,
      t: cost.passes,
      p: cost.lanes,
      dkLen: cost.length,
    }),
}

function encapsulate(publicKey: Uint8Array, randomness: Uint8Array): Encapsulation {
  try {
    const { cipherText, sharedSecret } = xwing.encapsulate(publicKey, randomness)
    return { encapsulatedKey: cipherText, sharedSecret }
  } catch (cause) {
    throw new ProtocolError('key-malformed', { cause })
  }
}
