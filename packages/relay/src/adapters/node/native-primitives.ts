import { createPublicKey, hash, verify } from 'node:crypto'
import { toBase64Url, type Primitives } from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'

const RAW_KEY_BYTES = 32

/** The portable primitives with the two that the relay does all day done by the platform: hashing
 *  cells, and checking the signatures of devices. */
export const nativePrimitives: Primitives = {
  ...portablePrimitives,
  sha256: (bytes) => new Uint8Array(hash('sha256', bytes, 'buffer')),
  ed25519Verify(publicKey, bytes, signature) {
    if (publicKey.length !== RAW_KEY_BYTES) return false
    try {
      const jwk = { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(publicKey) }
      return verify(null, bytes, createPublicKey({ key: jwk, format: 'jwk' }), signature)
    } catch {
      return false
    }
  },
}
