/** How hard Argon2id works. */
export interface Argon2Cost {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
  /** Bytes of output. */
  readonly length: number
}

/** What X-Wing makes for a recipient: 1,120 bytes to send, 32 bytes to keep. */
export interface Encapsulation {
  readonly encapsulatedKey: Uint8Array
  readonly sharedSecret: Uint8Array
}

/** The cryptography this package stands on. It writes none itself: `protocol/portable` assembles
 *  these from audited libraries, the desk from its platform, and both give the same bytes.
 *  All lengths are in bytes; no method changes its arguments. */
export interface Primitives {
  sha256(bytes: Uint8Array): Uint8Array
  hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array
  /** RFC 5869, extract and expand. */
  hkdfSha256(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array
  /** RFC 8439: key of 32, nonce of 12; the tag of 16 stands at the end. */
  chacha20Poly1305Seal(
    key: Uint8Array,
    nonce: Uint8Array,
    aad: Uint8Array,
    plaintext: Uint8Array,
  ): Uint8Array
  /** `undefined` if anything was altered; never throws for outside bytes. */
  chacha20Poly1305Open(
    key: Uint8Array,
    nonce: Uint8Array,
    aad: Uint8Array,
    ciphertext: Uint8Array,
  ): Uint8Array | undefined
  /** RFC 8032: seed and public key of 32, signature of 64. */
  ed25519PublicKey(seed: Uint8Array): Uint8Array
  ed25519Sign(seed: Uint8Array, bytes: Uint8Array): Uint8Array
  /** False for whatever is no valid signature; never throws. */
  ed25519Verify(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean
  /** X-Wing public key (1,216) of a seed of 32. */
  xwingPublicKey(seed: Uint8Array): Uint8Array
  /** Throws `ProtocolError` `key-malformed` for bytes that are no public key. */
  xwingEncapsulate(publicKey: Uint8Array, randomness: Uint8Array): Encapsulation
  /** The shared secret of 32; for an altered key it is another secret, not an error. `undefined`
   *  where X25519 has none (a point of low order). Never throws for outside bytes. */
  xwingDecapsulate(seed: Uint8Array, encapsulatedKey: Uint8Array): Uint8Array | undefined
  /** RFC 9106, version 1.3. */
  argon2id(password: Uint8Array, salt: Uint8Array, cost: Argon2Cost): Uint8Array
}

/** Fresh random bytes from the platform's generator. */
export type Random = (length: number) => Uint8Array
