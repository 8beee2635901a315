import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BATCH_BYTES,
  batchRoom,
  isBatchSigned,
  openBatch,
  parseBatch,
  sealBatch,
  type BatchContent,
  type NewBatch,
} from './batch.ts'
import { concatBytes, u16, u32, u64, u8 } from './bytes.ts'
import { asDeviceId, context, deviceIdOf, sign } from './context.ts'
import { ProtocolError } from './errors.ts'
import { alteredCopies, malformedCopies, mangledCopies } from './hostile-bytes.fixture.ts'
import { cutItems, PIECE_HEADER_BYTES } from './journal-item.ts'
import { portablePrimitives as p } from './portable.ts'
import { adasDeviceSeed, brunosDeviceSeed, newsroomId, seededRandom } from './protocol.fixture.ts'

const random = seededRandom('batch')
const groupKey = random(32)
const adasKey = p.ed25519PublicKey(adasDeviceSeed)
const heads = [9, 2, 5].map((first) => ({
  deviceId: asDeviceId(new Uint8Array(16).fill(first)),
  sequence: first,
  hash: random(32),
}))

function batchOf(changed: Partial<NewBatch> = {}): Uint8Array {
  return sealBatch(p, newsroomId, adasDeviceSeed, groupKey, {
    groupEpoch: 1,
    number: 7,
    salt: random(32),
    timeMillis: 1_795_000_000_000,
    heads: [],
    pieces: [],
    ...changed,
  })
}

function opened(bytes: Uint8Array, key = groupKey): BatchContent | undefined {
  return openBatch(p, newsroomId, parseBatch(bytes), key)
}

/** A batch whose plaintext is this and zeros, as only a member could make it. */
function batchWith(plaintext: Uint8Array): Uint8Array {
  const deviceId = deviceIdOf(p, newsroomId, adasKey)
  const salt = random(32)
  const aad = concatBytes(u8(1), u32(1), deviceId, u64(7), salt)
  const info = concatBytes(context('batch', newsroomId), u32(1), deviceId, u64(7))
  const padded = new Uint8Array(BATCH_BYTES - 61 - 16 - 64)
  padded.set(plaintext)
  const key = p.hkdfSha256(groupKey, salt, info, 32)
  const signed = concatBytes(aad, p.chacha20Poly1305Seal(key, new Uint8Array(12), aad, padded))
  return concatBytes(signed, sign(p, newsroomId, adasDeviceSeed, 'batch signature', signed))
}

describe('a batch', () => {
  test('has one size, whether empty or full, and gives its content to the group alone', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 9000 })), (items) => {
        const outgoing = items.map((item) => ({ item, offset: 0 }))
        const { pieces } = cutItems(p, outgoing, batchRoom(heads.length))
        const bytes = batchOf({ heads, pieces })
        expect(bytes).toHaveLength(BATCH_BYTES)
        const ordered = [...heads].sort((a, b) => a.sequence - b.sequence)
        const content = { timeMillis: 1_795_000_000_000, heads: ordered, pieces }
        expect(opened(bytes)).toEqual(content)
        expect(opened(bytes, random(32))).toBeUndefined()
      }),
      { numRuns: 25 },
    )
    expect(batchOf()).toHaveLength(BATCH_BYTES)
  })

  test('is full to its last byte when its room is', () => {
    const room = batchRoom(heads.length)
    const { pieces, rest } = cutItems(p, [{ item: random(room), offset: 0 }], room)
    expect(rest).toMatchObject([{ offset: room - PIECE_HEADER_BYTES }])
    expect(opened(batchOf({ heads, pieces }))?.pieces).toEqual(pieces)
    const more = cutItems(p, [{ item: random(room + 1), offset: 0 }], room + 1).pieces
    expect(() => batchOf({ heads, pieces: more })).toThrow(RangeError)
  })

  test('is signed by its device and by nobody else', () => {
    const batch = parseBatch(batchOf())
    expect(isBatchSigned(p, newsroomId, batch, adasKey)).toBe(true)
    const bruno = p.ed25519PublicKey(brunosDeviceSeed)
    expect(isBatchSigned(p, newsroomId, batch, bruno)).toBe(false)
    const inBrunosName = { ...batch, deviceId: deviceIdOf(p, newsroomId, bruno) }
    expect(isBatchSigned(p, newsroomId, inBrunosName, adasKey)).toBe(false)
  })

  test('changed in any byte is malformed or no longer signed, and never opens as it was', () => {
    const bytes = batchOf({ heads })
    fc.assert(
      fc.property(alteredCopies(bytes), (altered) => {
        const parsed = parsedOr(altered)
        if (parsed === undefined) return
        expect(isBatchSigned(p, newsroomId, parsed, adasKey)).toBe(false)
      }),
      { numRuns: 60 },
    )
    const batch = parseBatch(bytes)
    const elsewhere = { ...batch, number: 8, aad: parseBatch(batchOf({ number: 8 })).aad }
    expect(openBatch(p, newsroomId, elsewhere, groupKey)).toBeUndefined()
  })

  test('that is cut, lengthened or rubbish is malformed', () => {
    const bytes = batchOf()
    fc.assert(
      fc.property(malformedCopies(bytes), (malformed) => {
        expect(() => parseBatch(malformed)).toThrow('batch-malformed')
      }),
      { numRuns: 40 },
    )
    expect(() => batchOf({ number: 0 })).toThrow(RangeError)
  })

  test('whose content breaks a rule is malformed, even from a member', () => {
    const [time, none, id] = [u64(0), u8(0), random(16)]
    const piece = (total: number, offset: number, length: number, bytes = random(length)) =>
      concatBytes(time, none, u16(1), id, u32(total), u32(offset), u16(length), bytes)
    expect(opened(batchWith(piece(3, 0, 3)))?.pieces).toHaveLength(1)
    const head = (first: number) => concatBytes(random(16).fill(first), u64(1), random(32))
    for (const broken of [
      piece(3, 1, 3),
      piece(3, 0, 0),
      piece(5_000_000, 0, 3),
      concatBytes(piece(3, 0, 3), u8(1)),
      concatBytes(time, none, u16(65_535)),
      concatBytes(time, u8(2), head(4), head(4)),
      concatBytes(time, u8(2), head(4), head(3)),
      concatBytes(u64(1).fill(255)),
    ])
      expect(() => opened(batchWith(broken))).toThrow('batch-malformed')
  })

  test('of any content whatever opens or is malformed, and nothing else happens', () => {
    const { pieces } = cutItems(p, [{ item: random(90), offset: 0 }], batchRoom(3))
    const plaintext = concatBytes(
      u64(1),
      u8(1),
      concatBytes(random(16), u64(1), random(32)),
      u16(1),
      ...pieces.flatMap((piece) => [piece.itemId, u32(90), u32(0), u16(90), piece.bytes]),
    )
    fc.assert(
      fc.property(mangledCopies(plaintext), (mangled) => {
        try {
          opened(batchWith(mangled))
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError)
        }
      }),
      { numRuns: 60 },
    )
  })
})

function parsedOr(bytes: Uint8Array) {
  try {
    return parseBatch(bytes)
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolError)
    return undefined
  }
}
