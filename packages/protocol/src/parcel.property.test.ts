import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, u16, u32, u8 } from './bytes.ts'
import { asNewsroomId, context, deviceIdOf, sign } from './context.ts'
import { ProtocolError } from './errors.ts'
import { alteredCopies, malformedCopies, mangledCopies } from './hostile-bytes.fixture.ts'
import { prepareInfo, seal } from './hpke.ts'
import { encodeItem, encodeParcelItem, parcelIn, parseItem } from './journal-item.ts'
import {
  isParcelSigned,
  openParcel,
  parseParcel,
  sealParcel,
  secretIdOf,
  type NewParcel,
  type ParcelContent,
  type SharedSecret,
} from './parcel.ts'
import { portablePrimitives as p } from './portable.ts'
import { adasDeviceSeed, brunosDeviceSeed, newsroomId, seededRandom } from './protocol.fixture.ts'

const random = seededRandom('parcel')
const prekeySeed = random(32)
const otherPrekeySeed = random(32)
const prekeyPublicKey = p.xwingPublicKey(prekeySeed)
const otherNewsroom = asNewsroomId(random(32))
const adasKey = p.ed25519PublicKey(adasDeviceSeed)
const brunosKey = p.ed25519PublicKey(brunosDeviceSeed)
const ada = deviceIdOf(p, newsroomId, adasKey)
const bruno = deviceIdOf(p, newsroomId, brunosKey)
const some: ParcelContent = {
  held: [{ kind: 'epoch-seed', ids: [random(16), random(16)] }],
  secrets: [{ kind: 'epoch-seed', number: 20_000, seed: random(32) }],
}

function parcel(changed: Partial<NewParcel> = {}): Uint8Array {
  const plain = { recipient: bruno, prekeyPublicKey, content: some, randomness: random(64) }
  return sealParcel(p, newsroomId, adasDeviceSeed, { ...plain, ...changed })
}

/** A parcel that Ada signed properly, whatever is in it. */
function holding(plaintext: Uint8Array): Uint8Array {
  const { header } = parseParcel(parcel())
  const info = prepareInfo(p, context('parcel', newsroomId))
  const sealed = seal(p, prekeyPublicKey, info, header, plaintext, random(64))
  const signed = concatBytes(header, sealed)
  return concatBytes(signed, sign(p, newsroomId, adasDeviceSeed, 'parcel signature', signed))
}

/** What Bruno's desk takes out of it, if it is Ada's. */
function taken(bytes: Uint8Array): ParcelContent | undefined {
  const parsed = parseParcel(bytes)
  const isAdas = isParcelSigned(p, newsroomId, parsed, adasKey)
  return isAdas ? openParcel(p, newsroomId, parsed, prekeySeed) : undefined
}

const key = fc.uint8Array({ minLength: 32, maxLength: 32 })
const id = fc.uint8Array({ minLength: 16, maxLength: 16 })
const number = fc.nat(0xffff_ffff)
const secret: fc.Arbitrary<SharedSecret> = fc.oneof(
  fc.record({ kind: fc.constant('epoch-seed' as const), number, seed: key }),
  fc.record({ kind: fc.constant('group-key' as const), epoch: number, key }),
  fc.record({
    ...{ kind: fc.constant('reply-key' as const), thread: id, week: number },
    ...{ lastAtMillis: fc.nat(2 ** 45), key },
  }),
)
const content: fc.Arbitrary<ParcelContent> = fc.record({
  held: fc
    .subarray(['epoch-seed', 'group-key', 'reply-key'] as const)
    .chain((kinds) =>
      fc.tuple(...kinds.map((kind) => fc.record({ kind: fc.constant(kind), ids: fc.array(id) }))),
    ),
  secrets: fc.array(secret, { maxLength: 40 }),
})

describe('a parcel', () => {
  test('gives its recipient what its sender put in, alone and as an item of a batch', () => {
    fc.assert(
      fc.property(content, (one) => {
        const item = encodeParcelItem(parcel({ content: one }))
        expect(taken(parcelIn(item)!)).toEqual(one)
        expect(() => parseItem(item)).toThrow('item-malformed')
      }),
      { numRuns: 60 },
    )
    const entry = encodeItem({ kind: 'key-destroyed', entry: random(80) })
    expect(parcelIn(entry)).toBeUndefined()
  })

  test('opens with no other prekey, for no other newsroom, and is nobody else’s', () => {
    const bytes = parcel()
    const parsed = parseParcel(bytes)
    expect(openParcel(p, newsroomId, parsed, otherPrekeySeed)).toBeUndefined()
    expect(openParcel(p, otherNewsroom, parsed, prekeySeed)).toBeUndefined()
    expect(isParcelSigned(p, otherNewsroom, parsed, adasKey)).toBe(false)
    expect(isParcelSigned(p, newsroomId, parsed, brunosKey)).toBe(false)
    expect(parsed.sender).toEqual(ada)
  })

  test('that somebody signs anew, or addresses to somebody else, does not open', () => {
    const { sealed, header } = parseParcel(parcel())
    const places = [
      { from: 1, to: 17, put: bruno },
      { from: 17, to: 33, put: ada },
      { from: 33, to: 49, put: random(16) },
    ]
    for (const { from, to, put } of places) {
      const turned = concatBytes(header.slice(0, from), put, header.slice(to))
      const signed = concatBytes(turned, sealed)
      const signature = sign(p, newsroomId, brunosDeviceSeed, 'parcel signature', signed)
      const parsed = parseParcel(concatBytes(signed, signature))
      expect(openParcel(p, newsroomId, parsed, prekeySeed)).toBeUndefined()
    }
    const signature = sign(p, newsroomId, brunosDeviceSeed, 'parcel signature', random(10))
    const claimed = parseParcel(concatBytes(header, sealed, signature))
    expect(isParcelSigned(p, newsroomId, claimed, brunosKey)).toBe(false)
  })

  test('altered in any byte does not come from its sender, and altered in the sealed part does not open', () => {
    const bytes = parcel()
    fc.assert(
      fc.property(alteredCopies(bytes), (altered) => {
        try {
          expect(taken(altered)).toBeUndefined()
        } catch (error) {
          expect((error as ProtocolError).code).toBe('parcel-malformed')
        }
      }),
      { numRuns: 200 },
    )
    const { sealed } = parseParcel(bytes)
    fc.assert(
      fc.property(alteredCopies(sealed), (altered) => {
        const parsed = { ...parseParcel(bytes), sealed: altered }
        expect(openParcel(p, newsroomId, parsed, prekeySeed)).toBeUndefined()
      }),
      { numRuns: 60 },
    )
  })

  test('cut, lengthened or rubbish is malformed or does not open, and nothing else is thrown', () => {
    const bytes = parcel()
    fc.assert(
      fc.property(fc.oneof(malformedCopies(bytes), mangledCopies(bytes)), (one) => {
        try {
          expect(taken(one)).toBeUndefined()
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError)
          expect((error as ProtocolError).code).toBe('parcel-malformed')
        }
      }),
      { numRuns: 200 },
    )
  })

  test('whose content breaks a rule is malformed', () => {
    const nothing = concatBytes(u8(0), u16(0))
    const padded = (content: Uint8Array, length = 1024) =>
      concatBytes(content, new Uint8Array(length - content.length))
    const lists = (...kinds: readonly number[]) =>
      concatBytes(u8(kinds.length), ...kinds.map((kind) => concatBytes(u8(kind), u32(0))), u16(0))
    expect(taken(holding(padded(lists(1, 3))))?.held).toHaveLength(2)
    expect(taken(holding(padded(nothing)))).toEqual({ held: [], secrets: [] })
    for (const plaintext of [
      padded(nothing, 2048),
      concatBytes(nothing, Uint8Array.of(1), new Uint8Array(1020)),
      padded(lists(1, 1)),
      padded(lists(2, 1)),
      padded(lists(4)),
      padded(concatBytes(u8(1), u8(1), u32(0xffff_ffff), u16(0))),
      padded(concatBytes(u8(0), u16(0xffff))),
      padded(concatBytes(u8(0), u16(1), u8(4), random(36))),
      padded(concatBytes(u8(0), u16(1))),
    ])
      expect(() => taken(holding(plaintext))).toThrow('parcel-malformed')
  })

  test('shows by its length only roughly how much is in it', () => {
    const few = parcel({ content: { held: [], secrets: [] } }).length
    expect(parcel().length).toBe(few)
    expect(
      parcel({ content: { held: [], secrets: [...some.secrets, ...some.secrets] } }),
    ).toHaveLength(few)
  })
})

describe('the name of a secret', () => {
  test('is the same whenever it came, and differs for every other secret and newsroom', () => {
    const named = { kind: 'reply-key', thread: random(16), week: 7 } as const
    const reply = { ...named, lastAtMillis: 1, key: random(32) }
    const nameOf = (one: SharedSecret, newsroom = newsroomId) =>
      String(secretIdOf(p, newsroom, one))
    expect(nameOf({ ...reply, lastAtMillis: 2 })).toBe(nameOf(reply))
    const others: SharedSecret[] = [
      { ...reply, week: 8 },
      { ...reply, thread: random(16) },
      { ...reply, key: random(32) },
      { kind: 'epoch-seed', number: 7, seed: reply.key },
      { kind: 'group-key', epoch: 7, key: reply.key },
    ]
    const names = [reply, ...others].map((one) => nameOf(one))
    expect(new Set([...names, nameOf(reply, otherNewsroom)]).size).toBe(names.length + 1)
  })
})
