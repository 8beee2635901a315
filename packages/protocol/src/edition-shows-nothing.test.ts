// What an edition's bytes and the looking into it show to whoever lacks the reply keys: nothing. Every copy
// is drawn from one seed, so that what is counted is the same in each run.
import { describe, expect, test } from 'vitest'
import { equalBytes } from './bytes.ts'
import { asMessageId, deviceIdOf } from './context.ts'
import {
  ACK_CAPACITY,
  buildEdition,
  parseEdition,
  RECORD_CAPACITY,
  type Edition,
  type EditionContent,
} from './edition.ts'
import { findReplies, isAcknowledged } from './lookup.ts'
import { portablePrimitives as p } from './portable.ts'
import {
  adasDeviceSeed,
  newsroomId,
  NOON_MILLIS,
  seededRandom,
  trustedRoster,
} from './protocol.fixture.ts'
import { acknowledgementTag, recordTag } from './record.ts'
import { encodeReplyPart } from './reply.ts'
import { toHex } from './text.ts'

const COPIES = 150

const random = seededRandom('edition shows nothing')
const roster = trustedRoster()
const contributor = p.ed25519PublicKey(random(32))
const replyKey = random(32)
const messageId = asMessageId(random(16))
const reply = { number: 1, confirmed: 0, part: 0, count: 1, body: random(20) }
const plaintext = encodeReplyPart(p, newsroomId, adasDeviceSeed, contributor, reply)
const acknowledgements = [{ replyKey, messageId }]
const records = [{ replyKey, slot: 0, plaintext }]

function edition(content: Partial<EditionContent> = {}): Edition {
  const bytes = buildEdition(p, random, newsroomId, adasDeviceSeed, {
    ...{ number: 7, timeMillis: NOON_MILLIS, rosterHead: roster.head },
    leaseHolder: deviceIdOf(p, newsroomId, p.ed25519PublicKey(adasDeviceSeed)),
    ...{ acknowledgements: [], records: [] },
    ...content,
  })
  return parseEdition(bytes)
}

/** A list that notes how often one of its places is looked at. */
function watched<Item>(list: readonly Item[], looked: { times: number }): readonly Item[] {
  return new Proxy(list, {
    get: (target, name, receiver): unknown => {
      if (typeof name === 'string' && /^\d+$/u.test(name)) looked.times++
      return Reflect.get(target, name, receiver)
    },
  })
}

/** How often looking for a reply and an acknowledgement looks at a place of this edition. */
function looksAt(read: Edition): readonly number[] {
  const [atRecords, atTags] = [{ times: 0 }, { times: 0 }]
  const one = {
    ...read,
    records: watched(read.records, atRecords),
    acknowledgements: watched(read.acknowledgements, atTags),
  }
  findReplies(p, newsroomId, one, roster, contributor, [replyKey])
  isAcknowledged(p, newsroomId, one, replyKey, messageId)
  return [atRecords.times, atTags.times]
}

describe('an edition', () => {
  test('that says nothing is random in every place', () => {
    const [one, other] = [edition(), edition()]
    const places = [one, other].flatMap((read) => [...read.acknowledgements, ...read.records])
    expect(new Set(places.map(toHex)).size).toBe(2 * (ACK_CAPACITY + RECORD_CAPACITY))
    for (const record of [...one.records, ...other.records])
      expect(new Set(record).size).toBeGreaterThan(200)
  })

  test('puts a record and an acknowledgement now here, now there, each place as often as the next', () => {
    const recordsAt = new Map<number, number>()
    const tagsAt = new Map<number, number>()
    for (let copy = 0; copy < COPIES; copy++) {
      const read = edition({ acknowledgements, records })
      const tag = recordTag(p, newsroomId, replyKey, read.salt, 0)
      const record = read.records.findIndex((item) => equalBytes(item.subarray(0, 16), tag))
      const acknowledged = acknowledgementTag(p, newsroomId, replyKey, read.salt, messageId)
      const place = read.acknowledgements.findIndex((item) => equalBytes(item, acknowledged))
      recordsAt.set(record, (recordsAt.get(record) ?? 0) + 1)
      const sixteenth = Math.floor((place * 16) / ACK_CAPACITY)
      tagsAt.set(sixteenth, (tagsAt.get(sixteenth) ?? 0) + 1)
    }
    expect([recordsAt.size, tagsAt.size]).toEqual([RECORD_CAPACITY, 16])
    for (const times of [...recordsAt.values(), ...tagsAt.values()])
      expect(times).toBeLessThan((3 * COPIES) / RECORD_CAPACITY)
  })
})

describe('looking into an edition', () => {
  test('looks at every place as often, whether or not something is found, and wherever it stands', () => {
    const full = Array.from({ length: 8 }, () => edition({ acknowledgements, records }))
    const looks = [edition(), ...full].map(looksAt)
    const [nothing] = looks
    for (const one of looks) expect(one).toEqual(nothing)
    expect(nothing?.[0]).toBeGreaterThanOrEqual(RECORD_CAPACITY * RECORD_CAPACITY)
    expect(nothing?.[1]).toBe(ACK_CAPACITY)
  })
})
