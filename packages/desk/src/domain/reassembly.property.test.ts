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
    expect(reassembly.add(pending(1, 1, 2), nobody)).toEqual({ remove: [], dropped: 0 })
    expect(reassembly.size).toBe(1)
  })

  test('a contributor’s oldest message makes room for the newest', () => {
    const reassembly = new Reassembly({ perContributor: 3, all: 100 })
    for (const number of [0, 1]) reassembly.add(pending(1, number, 9), nobody)
    reassembly.add(pending(2, 0, 9), nobody)
    const added = reassembly.add(pending(2, 1, 9), nobody)
    expect(added.remove.map(({ part }) => part.messageId[0])).toEqual([1, 1])
    expect(added.dropped).toBe(2)
    expect(reassembly.size).toBe(2)
  })

  test('when all is full, strangers make room before those the newsroom knows', () => {
    const reassembly = new Reassembly({ perContributor: 100, all: 2 })
    const isKnown = (contributor: string) => contributor.startsWith('07')
    reassembly.add(pending(1, 0, 9, 7), isKnown)
    reassembly.add(pending(2, 0, 9, 8), isKnown)
    const added = reassembly.add(pending(3, 0, 9, 9), isKnown)
    expect(added.remove.map(({ part }) => part.contributor[0])).toEqual([8])
  })

  test('what waits longer than its day is dropped', () => {
    const reassembly = new Reassembly()
    reassembly.add(pending(1, 0, 2), nobody)
    expect(reassembly.expire(14)).toBe(0)
    expect(reassembly.expire(15)).toBe(1)
    expect(reassembly.size).toBe(0)
  })
})
