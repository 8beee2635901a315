import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asMessageId, deviceIdOf } from './context.ts'
import {
  ACK_CAPACITY,
  buildEdition,
  EDITION_BYTES,
  readEdition,
  RECORD_CAPACITY,
  type Acknowledgement,
  type EditionContent,
  type EditionRecord,
} from './edition.ts'
import { findReplies, isAcknowledged } from './lookup.ts'
import { portablePrimitives as p } from './portable.ts'
import {
  adasDeviceSeed,
  brunosDeviceSeed,
  newsroomId,
  NOON_MILLIS,
  seededRandom,
  trustedRoster,
} from './protocol.fixture.ts'
import type { Primitives } from './primitives.ts'
import { encodeReplyPart, REPLY_BODY_BYTES, type ReplyPart } from './reply.ts'

const random = seededRandom('edition')
const roster = trustedRoster()
const adasDevice = deviceIdOf(p, newsroomId, p.ed25519PublicKey(adasDeviceSeed))
const contributor = p.ed25519PublicKey(random(32))
const replyKey = random(32)

function edition(
  acknowledgements: readonly Acknowledgement[] = [],
  records: readonly EditionRecord[] = [],
  changed: Partial<EditionContent> = {},
  deviceSeed = adasDeviceSeed,
): Uint8Array {
  return buildEdition(p, random, newsroomId, deviceSeed, {
    number: 7,
    timeMillis: NOON_MILLIS,
    rosterHead: roster.head,
    leaseHolder: adasDevice,
    acknowledgements,
    records,
    ...changed,
  })
}

function read(bytes: Uint8Array) {
  return readEdition(p, newsroomId, bytes, roster)
}

function recordFor(reply: ReplyPart, slot: number, seed = adasDeviceSeed): EditionRecord {
  return { replyKey, slot, plaintext: encodeReplyPart(p, newsroomId, seed, contributor, reply) }
}

describe('an edition', () => {
  test('has one size, whether empty or full, and no second copy is alike', () => {
    const full = edition(
      Array.from({ length: ACK_CAPACITY }, () => ({
        replyKey: random(32),
        messageId: asMessageId(random(16)),
      })),
    )
    const [empty, again] = [edition(), edition()]
    expect([full.length, empty.length, again.length]).toEqual([
      EDITION_BYTES,
      EDITION_BYTES,
      EDITION_BYTES,
    ])
    expect(read(empty).salt).not.toEqual(read(again).salt)
  })

  test('acknowledges exactly the messages that were put in', () => {
    const messages = Array.from({ length: 5 }, () => asMessageId(random(16)))
    const listed = messages.slice(0, 4).map((messageId) => ({ replyKey, messageId }))
    const parsed = read(edition(listed))
    const found = messages.map((id) => isAcknowledged(p, newsroomId, parsed, replyKey, id))
    expect(found).toEqual([true, true, true, true, false])
    const [mine] = messages
    if (mine === undefined) throw new Error('a message')
    expect(isAcknowledged(p, newsroomId, parsed, random(32), mine)).toBe(false)
  })

  test('gives a contributor its replies, wherever they stand, and nobody else', () => {
    const body = fc.uint8Array({ maxLength: REPLY_BODY_BYTES })
    fc.assert(
      fc.property(fc.array(body, { maxLength: RECORD_CAPACITY }), (bodies) => {
        const replies = bodies.map((bytes, part) => ({
          number: 3,
          confirmed: 2,
          part,
          count: bodies.length,
          body: bytes,
        }))
        const parsed = read(
          edition(
            [],
            replies.map((reply, slot) => recordFor(reply, slot)),
          ),
        )
        const keys = [random(32), replyKey, random(32)]
        const found = findReplies(p, newsroomId, parsed, roster, contributor, keys)
        expect(found).toEqual(replies.map((reply) => ({ ...reply, deviceId: adasDevice })))
        expect(findReplies(p, newsroomId, parsed, roster, contributor, [random(32)])).toEqual([])
        expect(findReplies(p, newsroomId, parsed, roster, random(32), keys)).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  test('costs a lookup the same work whether or not there is a reply', () => {
    const reply = { number: 1, confirmed: 0, part: 0, count: 1, body: random(20) }
    const full = Array.from({ length: RECORD_CAPACITY }, (_, slot) => recordFor(reply, slot))
    const work = [[], full.slice(0, 1), full].map((records) => {
      const counted = countingWork()
      const parsed = read(edition([], records))
      const found = findReplies(counted.primitives, newsroomId, parsed, roster, contributor, [
        replyKey,
      ])
      expect(found).toHaveLength(records.length)
      return counted.calls()
    })
    expect(work[0]).toMatchObject({ hmac: RECORD_CAPACITY, verify: RECORD_CAPACITY })
    expect(work[1]).toEqual(work[0])
    expect(work[2]).toEqual(work[0])
  })

  test('a record that no device of the roster signed is not shown', () => {
    const reply = { number: 1, confirmed: 0, part: 0, count: 1, body: random(20) }
    const parsed = read(edition([], [recordFor(reply, 0, random(32))]))
    expect(findReplies(p, newsroomId, parsed, roster, contributor, [replyKey])).toEqual([])
  })

  test('signed by a stranger, cut, lengthened or changed anywhere is refused', () => {
    const bytes = edition()
    expect(() => read(edition([], [], {}, random(32)))).toThrow('edition-unsigned')
    expect(() => read(edition([], [], {}, brunosDeviceSeed))).not.toThrow()
    expect(() => read(bytes.slice(0, -1))).toThrow('edition-malformed')
    expect(() => read(Uint8Array.of(...bytes, 0))).toThrow('edition-malformed')
    fc.assert(
      fc.property(fc.nat(EDITION_BYTES - 1), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const altered = bytes.slice()
        altered[place] = (altered[place] ?? 0) ^ flip
        expect(() => read(altered)).toThrow(/^(edition-|roster-not-in-edition)/u)
      }),
      { numRuns: 40 },
    )
  })

  test('that names another roster, or is older than one seen, is refused', () => {
    expect(() => read(edition([], [], { rosterHead: random(32) }))).toThrow('roster-not-in-edition')
    const old = edition([], [], { number: 6 })
    expect(() => readEdition(p, newsroomId, old, roster, { number: 7 })).toThrow('edition-older')
  })

  test('holds no more than it holds', () => {
    const acknowledgement = { replyKey, messageId: asMessageId(random(16)) }
    const many = Array.from({ length: ACK_CAPACITY + 1 }, () => acknowledgement)
    expect(() => edition(many)).toThrow(RangeError)
  })
})

function countingWork() {
  const count = { hmac: 0, hkdf: 0, open: 0, sha: 0, verify: 0 }
  const primitives: Primitives = {
    ...p,
    hmacSha256(key, bytes) {
      count.hmac++
      return p.hmacSha256(key, bytes)
    },
    hkdfSha256(secret, salt, info, length) {
      count.hkdf++
      return p.hkdfSha256(secret, salt, info, length)
    },
    sha256(bytes) {
      count.sha++
      return p.sha256(bytes)
    },
    ed25519Verify(publicKey, bytes, signature) {
      count.verify++
      return p.ed25519Verify(publicKey, bytes, signature)
    },
    chacha20Poly1305Open(key, nonce, aad, ciphertext) {
      count.open++
      return p.chacha20Poly1305Open(key, nonce, aad, ciphertext)
    },
  }
  return { primitives, calls: () => ({ ...count }) }
}
