import { asMessageId, type Part } from '@cronista/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Reassembly, type PendingPart } from './reassembly.ts'

const bytes = (length: number, value: number) => new Uint8Array(length).fill(value)
const nobody = () => false

function pending(message: number, number: number, count: number, contributor = 1): PendingPart {
  const part: Part = {
    kind: 'part',
    contributor: bytes(32, contributor),
    week: 0,
    replyKey: bytes(32, 0),
    messageId: asMessageId(bytes(16, message)),
    repliesRead: 0,
    rosterHead: bytes(32, 0),
    number,
    count,
    body: Uint8Array.of(message, number),
  }
  return { part, expiresOnDay: 14 }
}

/** Two messages' parts, some of them twice, in any order. */
const arrivals = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([a, b]) => {
    const parts = [
      ...Array.from({ length: a }, (_, number) => pending(1, number, a)),
      ...Array.from({ length: b }, (_, number) => pending(2, number, b)),
    ]
    return fc
      .shuffledSubarray(parts)
      .map((again): PendingPart[] => [...parts, ...again])
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }))
      .map((order) => ({ counts: [a, b], order }))
  })

describe('reassembly', () => {
  test('parts in any order and any number of times give each message whole, and nothing else', () => {
    fc.assert(
      fc.property(arrivals, ({ counts, order }) => {
        const reassembly = new Reassembly()
        const done = new Set<number>()
        for (const one of order) {
          const message = one.part.messageId[0] ?? 0
          // The collector passes over a message the newsroom already has.
          if (done.has(message)) continue
          const { packed } = reassembly.add(one, nobody)
          if (packed === undefined) continue
          done.add(message)
          const count = counts[message - 1] ?? 0
          const whole = Array.from({ length: count }, (_, number) => [message, number]).flat()
          expect([...packed]).toEqual(whole)
        }
        expect(done.size).toBe(2)
        expect(reassembly.size).toBe(0)
      }),
    )
  })

  test('a part that contradicts the count of those before it changes nothing', () => {
    const reassembly = new Reassembly()
    reassembly.add(pending(1, 0, 3), nobody)
    const nothing = { remove: [], dropped: 0 }
    expect(reassembly.add(pending(1, 1, 2), nobody)).toEqual(nothing)
    expect(reassembly.add(pending(1, 0, 3), nobody)).toEqual(nothing)
    expect(reassembly.size).toBe(1)
  })

  test('a contributor’s oldest message makes room for the newest', () => {
    const reassembly = new Reassembly({ perContributor: 3, all: 100, share: 2 })
    for (const number of [0, 1]) reassembly.add(pending(1, number, 9), nobody)
    reassembly.add(pending(2, 0, 9), nobody)
    const added = reassembly.add(pending(2, 1, 9), nobody)
    expect(added.remove.map(({ part }) => part.messageId[0])).toEqual([1, 1])
    expect(added.dropped).toBe(2)
    expect(reassembly.size).toBe(2)
  })

  test('what waits longer than its day is dropped', () => {
    const reassembly = new Reassembly()
    reassembly.add(pending(1, 0, 2), nobody)
    expect(reassembly.expire(14)).toBe(0)
    expect(reassembly.expire(15)).toBe(1)
    expect(reassembly.size).toBe(0)
  })
})

const limits = { perContributor: 64, all: 256, share: 8 }
const HONEST = 250

/** How many contributors fill all the room, how much each sends, in messages of how many parts. */
interface Flood {
  readonly holders: number
  readonly parts: number
  readonly perMessage: number
}

const flood = fc.record({
  holders: fc.integer({ min: 1, max: 200 }),
  parts: fc.integer({ min: 1, max: 64 }),
  perMessage: fc.integer({ min: 1, max: 20 }),
})

/** An endless flood whose messages are never whole. */
function* flooding({ holders, parts, perMessage }: Flood): Generator<PendingPart, undefined> {
  for (let sent = 0; ; sent++) {
    const holder = Math.floor(sent / parts) % holders
    const message =
      Math.floor((sent % parts) / perMessage) + 20 * Math.floor(sent / parts / holders)
    yield pending(message % 256, sent % perMessage, 255, holder)
  }
}

/** Fills all the room, and then sends one honest message with parts of the flood between its own. */
function sendThrough(
  reassembly: Reassembly,
  { between, count, ...attack }: Flood & { between: number; count: number },
  isAnswered: (part: Part) => boolean,
) {
  const attacking = flooding(attack)
  const next = () => reassembly.add(attacking.next().value ?? pending(0, 0, 1), isAnswered)
  for (let sent = 0; sent < 2 * limits.all; sent++) next()
  let whole = false
  for (let number = 0; number < count; number++) {
    for (let sent = 0; sent < between; sent++) next()
    const added = reassembly.add(pending(1, number, count, HONEST), isAnswered)
    expect(added.dropped === 0 || added.remove.every(isOfTheFlood)).toBe(true)
    whole ||= added.packed !== undefined
    expect(reassembly.size).toBeLessThanOrEqual(limits.all)
  }
  return whole
}

function isOfTheFlood({ part }: PendingPart): boolean {
  return part.contributor[0] !== HONEST
}

describe('when all is full', () => {
  const count = fc.integer({ min: 1, max: limits.share })

  test('a stranger’s message comes through, unless as many parts as there is room came after it began', () => {
    fc.assert(
      fc.property(flood, count, fc.nat(200), (attack, parts, flow) => {
        const between = Math.floor(flow / parts)
        const reassembly = new Reassembly(limits)
        expect(sendThrough(reassembly, { ...attack, between, count: parts }, nobody)).toBe(true)
      }),
    )
  })

  test('so does a stranger’s through any flood of so few that some hold more than a share', () => {
    const fewest = Math.ceil(limits.all / limits.perContributor)
    const most = Math.floor(limits.all / limits.share) - 2
    const few = fc.record({
      holders: fc.integer({ min: fewest, max: most }),
      parts: fc.constant(limits.perContributor),
      perMessage: fc.integer({ min: 1, max: 20 }),
    })
    fc.assert(
      fc.property(few, count, fc.nat(400), (attack, parts, between) => {
        const reassembly = new Reassembly(limits)
        expect(sendThrough(reassembly, { ...attack, between, count: parts }, nobody)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test('so does a stranger’s when all who fill the room were answered', () => {
    fc.assert(
      fc.property(flood, count, (attack, parts) => {
        const isAnswered = ({ contributor }: Part) => contributor[0] !== HONEST
        const reassembly = new Reassembly(limits)
        expect(sendThrough(reassembly, { ...attack, between: 5, count: parts }, isAnswered)).toBe(
          true,
        )
      }),
    )
  })

  test('the message of somebody whom an editor has answered comes through any flood of strangers', () => {
    fc.assert(
      fc.property(flood, count, fc.nat(400), (attack, parts, between) => {
        const isAnswered = ({ contributor }: Part) => contributor[0] === HONEST
        const reassembly = new Reassembly(limits)
        expect(sendThrough(reassembly, { ...attack, between, count: parts }, isAnswered)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})
