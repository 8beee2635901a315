import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asPersonId } from './context.ts'
import { ProtocolError } from './errors.ts'
import { portablePrimitives as p } from './portable.ts'
import {
  adasDeviceSeed,
  brunosDeviceSeed,
  newsroomId,
  NOON_MILLIS,
  rootSeed,
  rosterBody,
  seededRandom,
  signedRoster,
  trustedRoster,
} from './protocol.fixture.ts'
import { certifyDevice, currentEpoch, parseRoster, type RosterBody } from './roster.ts'
import { verifyRoster, type RosterJudgement } from './roster-trust.ts'

const HOUR = 3_600_000
const random = seededRandom('roster')

function judge(bytes: Uint8Array, changed: Partial<RosterJudgement> = {}) {
  return verifyRoster(p, bytes, { newsroomId, nowMillis: NOON_MILLIS, ...changed })
}

function changed(change: Partial<RosterBody>): Uint8Array {
  return signedRoster({ ...rosterBody, ...change })
}

describe('a roster', () => {
  test('signed by two people is trusted and read back as it was written', () => {
    const roster = judge(signedRoster(rosterBody))
    expect(roster).toMatchObject(rosterBody)
    expect(roster.head).toHaveLength(32)
  })

  test('without signatures, or with one person’s only, is refused', () => {
    expect(() => judge(signedRoster(rosterBody, []))).toThrow('roster-unsigned')
    expect(() => judge(signedRoster(rosterBody, [adasDeviceSeed]))).toThrow('roster-half-signed')
  })

  test('the same signature twice, or a stranger’s, is not a second person', () => {
    const twice = signedRoster(rosterBody, [adasDeviceSeed, adasDeviceSeed])
    const many = signedRoster(rosterBody, Array<Uint8Array>(3).fill(adasDeviceSeed))
    expect(() => judge(many)).toThrow('roster-malformed')
    expect(() => judge(twice)).toThrow('roster-half-signed')
    const stranger = signedRoster(rosterBody, [brunosDeviceSeed, random(32)])
    expect(() => judge(stranger)).toThrow('roster-half-signed')
  })

  test('two devices of one person are one person', () => {
    const personId = asPersonId(random(16))
    const devices = [adasDeviceSeed, brunosDeviceSeed].map((seed) =>
      certifyDevice(p, newsroomId, rootSeed, {
        personId,
        publicKey: p.ed25519PublicKey(seed),
        certifiedUntilMillis: NOON_MILLIS + HOUR,
      }),
    )
    expect(() => judge(changed({ devices }))).toThrow('roster-half-signed')
  })

  test('of another newsroom, with an uncertified device or a key named twice, is refused', () => {
    const foreign = { rootPublicKey: p.ed25519PublicKey(random(32)) }
    expect(() => judge(changed(foreign))).toThrow('roster-foreign')
    const [first, second] = rosterBody.devices
    if (first === undefined || second === undefined) throw new Error('two devices')
    const uncertified = { ...first, personId: asPersonId(random(16)) }
    expect(() => judge(changed({ devices: [uncertified, second] }))).toThrow('roster-uncertified')
    expect(() => judge(changed({ devices: [first, first] }))).toThrow('roster-duplicate-key')
    const [today, tomorrow] = rosterBody.epochs
    if (today === undefined || tomorrow === undefined) throw new Error('two epochs')
    const epochs = [today, { ...tomorrow, publicKey: today.publicKey }]
    expect(() => judge(changed({ epochs }))).toThrow('roster-duplicate-key')
  })

  test('with an epoch that is no day, lasts longer, or leaves a gap is malformed', () => {
    const [first, second] = rosterBody.epochs
    if (first === undefined || second === undefined) throw new Error('two epochs')
    const years = { ...second, endsAtMillis: second.endsAtMillis + 3650 * 24 * HOUR }
    const sameByte = { ...second, number: second.number + 256 }
    const tomorrow = { ...second, number: second.number + 1 }
    for (const strange of [years, sameByte, tomorrow])
      expect(() => judge(changed({ epochs: [first, strange] }))).toThrow('roster-malformed')
  })

  test('with a device whose certificate has ended is refused', () => {
    const devices = [adasDeviceSeed, brunosDeviceSeed].map((seed) =>
      certifyDevice(p, newsroomId, rootSeed, {
        personId: asPersonId(random(16)),
        publicKey: p.ed25519PublicKey(seed),
        certifiedUntilMillis: rosterBody.issuedAtMillis - 1,
      }),
    )
    expect(() => judge(changed({ devices }))).toThrow('roster-uncertified')
  })

  test('that lasts too long, has expired or is not issued yet is refused', () => {
    const long = { expiresAtMillis: rosterBody.issuedAtMillis + 73 * HOUR }
    expect(() => judge(changed(long))).toThrow('roster-too-long')
    const bytes = signedRoster(rosterBody)
    const late = { nowMillis: rosterBody.expiresAtMillis + HOUR }
    expect(() => judge(bytes, late)).toThrow('roster-expired')
    const early = { nowMillis: rosterBody.issuedAtMillis - HOUR }
    expect(() => judge(bytes, early)).toThrow('roster-expired')
    expect(() => judge(bytes, { nowMillis: rosterBody.expiresAtMillis + 1 })).not.toThrow()
  })

  test('older than one seen, a twin of it, or one that does not chain to it is refused', () => {
    const first = trustedRoster()
    const second = { ...rosterBody, number: 2, previousHead: first.head }
    const seen = judge(signedRoster(second), { seen: first })
    expect(() => judge(signedRoster(rosterBody), { seen })).toThrow('roster-older')
    const twin = { ...second, expiresAtMillis: second.expiresAtMillis - 1 }
    expect(() => judge(signedRoster(twin), { seen })).toThrow('roster-older')
    expect(judge(signedRoster(second), { seen }).head).toEqual(seen.head)
    const unchained = { ...rosterBody, number: 3, previousHead: first.head }
    expect(() => judge(signedRoster(unchained), { seen })).toThrow('roster-older')
  })

  test('changed in any byte is refused, with one of its own codes', () => {
    const bytes = signedRoster(rosterBody)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const altered = bytes.slice()
        altered[place] = (altered[place] ?? 0) ^ flip
        expect(() => judge(altered)).toThrow(/^roster-/u)
      }),
      { numRuns: 150 },
    )
  })

  test('rubbish and every cut of a real one are malformed', () => {
    const bytes = signedRoster(rosterBody)
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.nat(bytes.length - 1),
        (rubbish, length) => {
          for (const input of [rubbish, bytes.slice(0, length), Uint8Array.of(...bytes, 0)])
            expect(() => parseRoster(input)).toThrow(ProtocolError)
        },
      ),
    )
  })
})

describe('the epoch to seal to', () => {
  test('is the running one that lasts longest, and none outside all of them', () => {
    const [today, tomorrow] = rosterBody.epochs
    expect(currentEpoch(rosterBody, NOON_MILLIS)).toBe(today)
    const overlap = (today?.endsAtMillis ?? 0) - HOUR / 2
    expect(currentEpoch(rosterBody, overlap)).toBe(tomorrow)
    expect(currentEpoch(rosterBody, NOON_MILLIS + 30 * 24 * HOUR)).toBeUndefined()
  })
})
