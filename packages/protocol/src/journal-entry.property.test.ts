import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asDeviceId, deviceIdOf } from './context.ts'
import { ProtocolError } from './errors.ts'
import {
  entryHash,
  isEntrySigned,
  openEntry,
  parseEntry,
  sealEntry,
  type NewEntry,
} from './journal-entry.ts'
import { portablePrimitives as p } from './portable.ts'
import { adasDeviceSeed, brunosDeviceSeed, newsroomId, seededRandom } from './protocol.fixture.ts'

const random = seededRandom('journal')
const publicKey = p.ed25519PublicKey(adasDeviceSeed)
const bodyKey = random(32)

function entryOf(event: Uint8Array, changed: Partial<NewEntry> = {}): Uint8Array {
  return sealEntry(p, newsroomId, adasDeviceSeed, {
    sequence: 1,
    previousHash: new Uint8Array(32),
    heads: [],
    bodyKeyId: new Uint8Array(16).fill(4),
    bodyKey,
    salt: random(32),
    event,
    ...changed,
  })
}

describe('a journal entry', () => {
  test('gives its event to who has the body key, and shows only a padded length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), (event) => {
        const entry = parseEntry(entryOf(event))
        expect(openEntry(p, newsroomId, entry, bodyKey)).toEqual(event)
        expect(openEntry(p, newsroomId, entry, random(32))).toBeUndefined()
        expect(entry.ciphertext.length % 256).toBe(16)
      }),
      { numRuns: 30 },
    )
  })

  test('names other devices’ heads in order, none twice', () => {
    const heads = [3, 1].map((first) => ({
      deviceId: asDeviceId(new Uint8Array(16).fill(first)),
      sequence: first,
      hash: random(32),
    }))
    const entry = parseEntry(entryOf(random(5), { heads }))
    expect(entry.heads.map((head) => head.sequence)).toEqual([1, 3])
    const twice = entryOf(random(5), { heads: [...heads, ...heads] })
    expect(() => parseEntry(twice)).toThrow('entry-malformed')
  })

  test('is signed by its author and by nobody else', () => {
    const entry = parseEntry(entryOf(random(40)))
    expect(entry.deviceId).toEqual(deviceIdOf(p, newsroomId, publicKey))
    expect(isEntrySigned(p, newsroomId, entry, publicKey)).toBe(true)
    const bruno = p.ed25519PublicKey(brunosDeviceSeed)
    expect(isEntrySigned(p, newsroomId, entry, bruno)).toBe(false)
  })

  test('changed in any byte is malformed or no longer signed, and has another hash', () => {
    const bytes = entryOf(random(40))
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const altered = bytes.slice()
        altered[place] = (altered[place] ?? 0) ^ flip
        expect(entryHash(p, newsroomId, altered)).not.toEqual(entryHash(p, newsroomId, bytes))
        expect(isTrusted(altered)).toBe(false)
      }),
      { numRuns: 80 },
    )
  })

  test('a body moved into another entry does not open', () => {
    const first = parseEntry(entryOf(random(40)))
    const second = parseEntry(entryOf(random(40), { sequence: 2 }))
    const moved = { ...second, ciphertext: first.ciphertext, salt: first.salt }
    expect(openEntry(p, newsroomId, moved, bodyKey)).toBeUndefined()
  })

  test('rubbish is malformed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (rubbish) => {
        expect(() => parseEntry(rubbish)).toThrow(ProtocolError)
      }),
    )
  })
})

function isTrusted(bytes: Uint8Array): boolean {
  try {
    return isEntrySigned(p, newsroomId, parseEntry(bytes), publicKey)
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolError)
    return false
  }
}
