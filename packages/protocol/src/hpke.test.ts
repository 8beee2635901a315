import { AEAD_ChaCha20Poly1305, CipherSuite, KDF_HKDF_SHA256, KEM_MLKEM768_X25519 } from 'hpke'
import { describe, expect, test } from 'vitest'
import { ENCAPSULATED_KEY_BYTES, open, prepareInfo, seal } from './hpke.ts'
import { portablePrimitives as p } from './portable.ts'
import { seededRandom } from './protocol.fixture.ts'
import { utf8 } from './text.ts'

const theirs = new CipherSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_ChaCha20Poly1305)
const random = seededRandom('hpke')
const seed = random(32)
const [info, aad, plaintext] = [utf8('an info'), utf8('an aad'), utf8('what is said')]
const prepared = prepareInfo(p, info)

describe('HPKE, against an implementation of other hands', () => {
  test('what this seals, the other opens', async () => {
    const sealed = seal(p, p.xwingPublicKey(seed), prepared, aad, plaintext, random(64))
    const privateKey = await theirs.DeserializePrivateKey(seed)
    const opened = await theirs.Open(
      privateKey,
      sealed.slice(0, ENCAPSULATED_KEY_BYTES),
      sealed.slice(ENCAPSULATED_KEY_BYTES),
      { info, aad },
    )
    expect(opened).toEqual(plaintext)
  })

  test('what the other seals, this opens', async () => {
    const publicKey = await theirs.DeserializePublicKey(p.xwingPublicKey(seed))
    const sealed = await theirs.Seal(publicKey, plaintext, { info, aad })
    const bytes = Uint8Array.of(...sealed.encapsulatedSecret, ...sealed.ciphertext)
    expect(open(p, seed, prepared, aad, bytes)).toEqual(plaintext)
    expect(open(p, seed, prepared, utf8('another'), bytes)).toBeUndefined()
  })
})
