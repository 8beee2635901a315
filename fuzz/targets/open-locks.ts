import { concatBytes, type Primitives } from '../../packages/protocol/src/index.ts'
import { nativePrimitives } from '../../packages/desk/src/adapters/native-primitives.ts'

const TAG_BYTES = 16

/** Primitives with which every signature holds and every seal opens: a seal is the plaintext and sixteen
 *  zeros. Behind real ones no mutated input would ever reach the parser of what is inside. */
export const openLocks: Primitives = {
  ...nativePrimitives,
  chacha20Poly1305Seal: (_key, _nonce, _aad, plaintext) =>
    concatBytes(plaintext, new Uint8Array(TAG_BYTES)),
  chacha20Poly1305Open: (_key, _nonce, _aad, sealed) =>
    sealed.length < TAG_BYTES ? undefined : sealed.slice(0, -TAG_BYTES),
  ed25519Verify: () => true,
  ed25519Sign: () => new Uint8Array(64),
  xwingDecapsulate: () => new Uint8Array(32),
}
