import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keySchedule, open, prepareInfo, seal } from './hpke.ts'
import { portablePrimitives } from './portable.ts'
import type { Primitives } from './primitives.ts'
import { fromHex, toHex, utf8 } from './text.ts'

/** test-vectors/x-wing.json: draft-connolly-cfrg-xwing-kem. */
export interface XWingVector {
  readonly seed: string
  readonly eseed: string
  readonly ss: string
  readonly pk: string
  readonly ct: string
}

/** test-vectors/hpke-x-wing.json: draft-ietf-hpke-pq. */
export interface HpkeVector {
  readonly kdf_id: number
  readonly info: string
  readonly ikmE: string
  readonly skRm: string
  readonly pkRm: string
  readonly enc: string
  readonly shared_secret: string
  readonly key: string
  readonly base_nonce: string
  readonly encryptions: readonly { aad: string; ct: string; pt: string }[]
}

/** Both files, read by whoever runs the contract. */
export interface OfficialVectors {
  readonly xwing: readonly XWingVector[]
  readonly hpke: readonly HpkeVector[]
}

/** Every implementation of `Primitives` gives the official bytes, and those of the portable one. */
export function primitivesContract(
  name: string,
  p: Primitives,
  readVectors: () => Promise<OfficialVectors>,
): void {
  describe(`primitives: ${name}`, () => {
    officialPostQuantum(p, readVectors)
    classicVectors(p)
    sameBytesAsPortable(p)
    outsideBytes(p)
  })
}

function officialPostQuantum(p: Primitives, readVectors: () => Promise<OfficialVectors>): void {
  test('X-Wing: the official vectors', async () => {
    const { xwing } = await readVectors()
    expect(xwing.length).toBeGreaterThan(0)
    for (const vector of xwing) {
      expect(toHex(p.xwingPublicKey(fromHex(vector.seed)))).toBe(vector.pk)
      const sent = p.xwingEncapsulate(fromHex(vector.pk), fromHex(vector.eseed))
      expect(toHex(sent.encapsulatedKey)).toBe(vector.ct)
      expect(toHex(sent.sharedSecret)).toBe(vector.ss)
      const received = p.xwingDecapsulate(fromHex(vector.seed), fromHex(vector.ct))
      expect(toHex(received ?? utf8(''))).toBe(vector.ss)
    }
  })

  test('HPKE with X-Wing, HKDF-SHA256, ChaCha20-Poly1305: the official vectors', async () => {
    const ours = (await readVectors()).hpke.filter((vector) => vector.kdf_id === 1)
    expect(ours).toHaveLength(1)
    for (const vector of ours) {
      const info = prepareInfo(p, fromHex(vector.info))
      const schedule = keySchedule(p, fromHex(vector.shared_secret), info)
      expect(toHex(schedule.key)).toBe(vector.key)
      expect(toHex(schedule.baseNonce)).toBe(vector.base_nonce)
      const first = vector.encryptions[0]
      if (first === undefined) throw new Error('the vector holds no encryption')
      const [aad, plaintext] = [fromHex(first.aad), fromHex(first.pt)]
      const sealed = seal(p, fromHex(vector.pkRm), info, aad, plaintext, fromHex(vector.ikmE))
      expect(toHex(sealed)).toBe(vector.enc + first.ct)
      expect(open(p, fromHex(vector.skRm), info, aad, sealed)).toEqual(plaintext)
    }
  })
}

function classicVectors(p: Primitives): void {
  test('SHA-256: "abc" (FIPS 180-4)', () => {
    expect(toHex(p.sha256(utf8('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })

  test('HMAC-SHA-256: RFC 4231, case 2', () => {
    expect(toHex(p.hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })

  test('HKDF-SHA-256: RFC 5869, case 1', () => {
    const secret = new Uint8Array(22).fill(0x0b)
    const salt = fromHex('000102030405060708090a0b0c')
    const info = fromHex('f0f1f2f3f4f5f6f7f8f9')
    expect(toHex(p.hkdfSha256(secret, salt, info, 42))).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    )
  })

  test('ChaCha20-Poly1305: RFC 8439 §2.8.2', () => {
    const key = Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index)
    const nonce = fromHex('070000004041424344454647')
    const aad = fromHex('50515253c0c1c2c3c4c5c6c7')
    const plaintext = utf8(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
    )
    const sealed = p.chacha20Poly1305Seal(key, nonce, aad, plaintext)
    expect(toHex(sealed.subarray(-16))).toBe('1ae10b594f09e26a7e902ecbd0600691')
    expect(p.chacha20Poly1305Open(key, nonce, aad, sealed)).toEqual(plaintext)
  })

  test('Ed25519: RFC 8032 §7.1, test 2', () => {
    const seed = fromHex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
    const publicKey = p.ed25519PublicKey(seed)
    expect(toHex(publicKey)).toBe(
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    )
    const signature = p.ed25519Sign(seed, fromHex('72'))
    expect(toHex(signature)).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    )
    expect(p.ed25519Verify(publicKey, fromHex('72'), signature)).toBe(true)
    expect(p.ed25519Verify(publicKey, fromHex('73'), signature)).toBe(false)
  })

  test('Argon2id: the reference implementation’s vector of 256 KiB', () => {
    const cost = { memoryKiB: 256, passes: 2, lanes: 1, length: 32 }
    expect(toHex(p.argon2id(utf8('password'), utf8('somesalt'), cost))).toBe(
      '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe',
    )
  })
}

function bytesOf(length: number) {
  return fc.uint8Array({ minLength: length, maxLength: length })
}

function sameBytesAsPortable(p: Primitives): void {
  const q = portablePrimitives
  const anyBytes = fc.uint8Array({ maxLength: 400 })

  test('any input: the same bytes as the portable code', () => {
    fc.assert(
      fc.property(bytesOf(32), bytesOf(12), anyBytes, anyBytes, (key, nonce, a, b) => {
        expect(p.sha256(a)).toEqual(q.sha256(a))
        expect(p.hmacSha256(a, b)).toEqual(q.hmacSha256(a, b))
        expect(p.hkdfSha256(a, key, b, 32)).toEqual(q.hkdfSha256(a, key, b, 32))
        const sealed = p.chacha20Poly1305Seal(key, nonce, a, b)
        expect(sealed).toEqual(q.chacha20Poly1305Seal(key, nonce, a, b))
        expect(q.chacha20Poly1305Open(key, nonce, a, sealed)).toEqual(b)
        expect(p.ed25519PublicKey(key)).toEqual(q.ed25519PublicKey(key))
        expect(p.ed25519Sign(key, a)).toEqual(q.ed25519Sign(key, a))
      }),
      { numRuns: 25 },
    )
  })

  test('X-Wing: what the portable code encapsulates, this decapsulates to the same secret', () => {
    fc.assert(
      fc.property(bytesOf(32), bytesOf(64), (seed, randomness) => {
        const publicKey = q.xwingPublicKey(seed)
        expect(p.xwingPublicKey(seed)).toEqual(publicKey)
        const sent = q.xwingEncapsulate(publicKey, randomness)
        expect(p.xwingEncapsulate(publicKey, randomness)).toEqual(sent)
        expect(p.xwingDecapsulate(seed, sent.encapsulatedKey)).toEqual(sent.sharedSecret)
      }),
      { numRuns: 8 },
    )
  })

  test('Argon2id: the same bytes for the words’ own cost', () => {
    const cost = { memoryKiB: 19_456, passes: 2, lanes: 1, length: 32 }
    const salt = new Uint8Array(32).fill(7)
    expect(p.argon2id(utf8('ocho palabras'), salt, cost)).toEqual(
      q.argon2id(utf8('ocho palabras'), salt, cost),
    )
  })
}

function outsideBytes(p: Primitives): void {
  const rubbish = fc.uint8Array({ maxLength: 1300 })

  test('rubbish never throws anything but this package’s own error', () => {
    fc.assert(
      fc.property(bytesOf(32), rubbish, bytesOf(1120), (key, bytes, encapsulated) => {
        expect(p.chacha20Poly1305Open(key, new Uint8Array(12), bytes, bytes)).toBeUndefined()
        expect(p.ed25519Verify(bytes, bytes, bytes)).toBe(false)
        expect(p.xwingDecapsulate(key, bytes.subarray(0, 1119))).toBeUndefined()
        const secret = p.xwingDecapsulate(key, encapsulated)
        expect(secret).toEqual(portablePrimitives.xwingDecapsulate(key, encapsulated))
      }),
      { numRuns: 10 },
    )
  })

  test('X25519 points of low order give no secret, here as there', () => {
    const encapsulated = new Uint8Array(1120)
    const seed = new Uint8Array(32).fill(9)
    expect(p.xwingDecapsulate(seed, encapsulated)).toBeUndefined()
    expect(portablePrimitives.xwingDecapsulate(seed, encapsulated)).toBeUndefined()
    expect(() => p.xwingEncapsulate(new Uint8Array(1216), new Uint8Array(64))).toThrow(
      'key-malformed',
    )
    expect(() => p.xwingEncapsulate(new Uint8Array(7), new Uint8Array(64))).toThrow('key-malformed')
  })
}
