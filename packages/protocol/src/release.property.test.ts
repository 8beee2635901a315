import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { u32 } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import { alteredCopies, malformedCopies, mangledCopies } from './hostile-bytes.fixture.ts'
import { portablePrimitives as p } from './portable.ts'
import {
  adasDevice,
  adasDeviceSeed,
  brunosDevice,
  brunosDeviceSeed,
  certifiedDevice,
  newsroomId,
  NOON_MILLIS,
  seededRandom,
} from './protocol.fixture.ts'
import { fileOf, releaseBody, signedRelease } from './release.fixture.ts'
import {
  encodeRelease,
  encodeReleaseBody,
  isReleasePath,
  parseRelease,
  releaseHead,
  signRelease,
  type ReleaseBody,
} from './release.ts'
import { verifyRelease } from './release-trust.ts'
import { asPersonId } from './context.ts'

const random = seededRandom('release test')
const adas = [adasDeviceSeed, adasDevice] as const
const brunos = [brunosDeviceSeed, brunosDevice] as const

function judge(bytes: Uint8Array) {
  return verifyRelease(p, bytes, { newsroomId })
}

function changed(change: Partial<ReleaseBody>): Uint8Array {
  return signedRelease({ ...releaseBody, ...change })
}

describe('a release', () => {
  test('signed by two people is trusted and read back, in one order whatever it came in', () => {
    const release = judge(signedRelease(releaseBody))
    expect(release).toMatchObject(releaseBody)
    expect(release.head).toEqual(releaseHead(p, newsroomId, encodeReleaseBody(releaseBody)))
    expect(release.signers).toHaveLength(2)
    const turned = {
      files: [...releaseBody.files].reverse(),
      pairs: [...releaseBody.pairs].reverse(),
    }
    expect(changed(turned)).toEqual(signedRelease(releaseBody))
  })

  test('needs no clock: it is checked years later with the fingerprint alone', () => {
    const longAgo = changed({ issuedAtMillis: NOON_MILLIS - 300 * 86_400_000 })
    expect(judge(longAgo).number).toBe(releaseBody.number)
  })

  test('without signatures, with one person’s, or with a stranger’s is refused', () => {
    const otherOfAda = random(32)
    const stranger = random(32)
    const judged = (...signers: (readonly [Uint8Array, typeof adasDevice])[]) =>
      judge(signedRelease(releaseBody, signers))
    expect(() => judged()).toThrow('release-unsigned')
    expect(() => judged(adas)).toThrow('release-half-signed')
    expect(() => judged(adas, adas)).toThrow('release-half-signed')
    const second = certifiedDevice(otherOfAda, adasDevice.personId)
    expect(() => judged(adas, [otherOfAda, second])).toThrow('release-half-signed')
    const twoNames = certifiedDevice(adasDeviceSeed, asPersonId(random(16)))
    expect(() => judged(adas, [adasDeviceSeed, twoNames])).toThrow('release-half-signed')
    const uncertified = { ...brunosDevice, publicKey: p.ed25519PublicKey(stranger) }
    expect(() => judged(adas, [stranger, uncertified])).toThrow('release-uncertified')
    expect(() => judged(adas, [stranger, brunosDevice])).toThrow('release-half-signed')
    expect(judged(adas, brunos, [otherOfAda, second]).signers).toHaveLength(3)
  })

  test('signed by a device whose certificate had ended is refused', () => {
    const ended = certifiedDevice(
      brunosDeviceSeed,
      brunosDevice.personId,
      releaseBody.issuedAtMillis - 1,
    )
    const bytes = signedRelease(releaseBody, [adas, [brunosDeviceSeed, ended]])
    expect(() => judge(bytes)).toThrow('release-uncertified')
  })

  test('with the signatures of another release, or of another newsroom, is refused', () => {
    const other = parseRelease(changed({ number: 8 }))
    const bytes = encodeRelease(encodeReleaseBody(releaseBody), other.signatures)
    expect(() => judge(bytes)).toThrow('release-unsigned')
    const foreign = { rootPublicKey: p.ed25519PublicKey(random(32)) }
    expect(() => judge(changed(foreign))).toThrow('release-foreign')
  })

  test('with a page in one language alone is refused', () => {
    const { files, pairs } = releaseBody
    const alone = fileOf('/es/sola/', 'sola')
    const alsoAlone = fileOf('/en/alone/', 'alone')
    expect(() => judge(changed({ files: [...files, alone] }))).toThrow('release-one-language')
    expect(() => judge(changed({ files: [...files, alsoAlone] }))).toThrow('release-one-language')
    expect(() => judge(changed({ pairs: pairs.slice(1) }))).toThrow('release-one-language')
    for (const pair of [
      { es: '/en/alone/', en: '/es/sola/' },
      { es: '/es/sola/', en: '/en/' },
      { es: '/404.html', en: '/' },
    ])
      expect(() =>
        judge(changed({ files: [...files, alone, alsoAlone], pairs: [...pairs, pair] })),
      ).toThrow('release-one-language')
    const both = [...pairs, { es: '/es/sola/', en: '/en/alone/' }]
    expect(judge(changed({ files: [...files, alone, alsoAlone], pairs: both })).pairs).toHaveLength(
      both.length,
    )
  })

  test('with a page in one language alone is refused wherever it stands and whatever it is called', () => {
    const { files, pairs } = releaseBody
    for (const path of ['/nota/', '/nota.html', '/es/nota.html', '/en/a-story/more.html']) {
      const alone = { files: [...files, fileOf(path, 'sola')] }
      expect(() => judge(changed(alone))).toThrow('release-one-language')
    }
    const both = { es: '/es/nota.html', en: '/en/a-note/' }
    const more = [fileOf(both.es, 'nota'), fileOf(both.en, 'note')]
    expect(
      judge(changed({ files: [...files, ...more], pairs: [...pairs, both] })).pairs,
    ).toContainEqual(both)
    const noPages = ['/es/feed.atom', '/assets/reader.js', '/unknown'].map((path) =>
      fileOf(path, 'x'),
    )
    const others = files.filter(({ path }) => path !== '/es/feed.atom')
    expect(judge(changed({ files: [...others, ...noPages] })).number).toBe(releaseBody.number)
  })

  test('names files where a site can have them, each once', () => {
    for (const path of ['/', '/404.html', '/es/', '/es/una-nota/', '/assets/a_1.min.js', '/es.xml'])
      expect(isReleasePath(path)).toBe(true)
    for (const path of [
      '',
      'es/',
      '//',
      '/../x',
      '/es/../en/',
      '/.env',
      '/es//x',
      '/a?b',
      '/a%2e',
      '/a b',
      '/ñ',
      '/a\\b',
      '/c',
      '/desk/journal',
      '/release',
      '/edition/',
      '/roster',
      `/${'a'.repeat(512)}`,
    ]) {
      expect(isReleasePath(path)).toBe(false)
      const files = [...releaseBody.files, fileOf(path, 'x')]
      expect(() => changed({ files })).toThrow(RangeError)
    }
    const [file] = releaseBody.files
    if (file === undefined) throw new Error('a file')
    expect(() => changed({ files: [...releaseBody.files, file] })).toThrow(RangeError)
    const missing = [{ es: '/es/no/', en: '/en/no/' }]
    expect(() => changed({ pairs: missing })).toThrow(RangeError)
  })

  test('changed in any byte is refused with one of its own codes', () => {
    const bytes = signedRelease(releaseBody)
    fc.assert(
      fc.property(alteredCopies(bytes), (altered) => {
        expect(() => judge(altered)).toThrow(/^release-/u)
      }),
      { numRuns: 150 },
    )
  })

  test('cut, lengthened or rubbish is malformed, and a count beyond its bytes costs nothing', () => {
    const bytes = signedRelease(releaseBody)
    fc.assert(
      fc.property(malformedCopies(bytes), mangledCopies(bytes), (malformed, mangled) => {
        expect(() => parseRelease(malformed)).toThrow('release-malformed')
        try {
          parseRelease(mangled)
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError)
        }
      }),
    )
    const many = bytes.slice()
    many.set(u32(0xffff_ffff), 1 + 32 + 4 + 32 + 8 + 32)
    expect(() => parseRelease(many)).toThrow('release-malformed')
  })

  test('out of order is malformed: one list has one encoding', () => {
    const bytes = encodeReleaseBody({ ...releaseBody, files: pair('/a', '/b'), pairs: [] })
    // Behind the count of files, a length and a slash; then size, hash, length and slash again.
    const [a, b] = [116, 156]
    expect([bytes[a], bytes[b]]).toEqual([97, 98])
    bytes.set([98], a)
    bytes.set([97], b)
    expect(() => parseRelease(encodeRelease(bytes, []))).toThrow('release-malformed')
    bytes.set([97], a)
    expect(() => parseRelease(encodeRelease(bytes, []))).toThrow('release-malformed')
  })

  test('bears no signature but of its own head', () => {
    const body = encodeReleaseBody(releaseBody)
    const one = signRelease(p, newsroomId, adasDeviceSeed, adasDevice, body)
    const [first] = parseRelease(signedRelease(releaseBody)).signatures
    expect(one).toEqual(first)
  })
})

function pair(one: string, other: string) {
  return [fileOf(one, 'x'), fileOf(other, 'x')]
}
