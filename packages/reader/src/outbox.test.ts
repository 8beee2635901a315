import { asMessageId } from '@cronista/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Outbox, type OutgoingMessage } from './outbox.ts'

const SENDS_PER_PART = 2

function message(reference: number, parts: number): OutgoingMessage {
  return {
    kind: 'letter',
    reference,
    messageId: asMessageId(new Uint8Array(16).fill(reference)),
    week: 1,
    replyKey: new Uint8Array(32).fill(1),
    bodies: Array.from({ length: parts }, () => Uint8Array.of(1, 2, 3)),
  }
}

/** Lets parts leave until none waits; what left, in order. */
function empty(outbox: Outbox): string[] {
  const left: string[] = []
  for (let part = outbox.next(); part !== undefined; part = outbox.next()) {
    left.push(`${part.message.reference}.${part.number}`)
    outbox.sent(part)
  }
  return left
}

describe('the outbox', () => {
  test('sends the whole queue once, then the whole queue again', () => {
    const outbox = new Outbox(SENDS_PER_PART)
    outbox.queue(message(1, 2))
    outbox.queue(message(2, 1))
    expect(empty(outbox)).toEqual(['1.0', '1.1', '2.0', '1.0', '1.1', '2.0'])
  })

  test('lets a new message leave once before an old one leaves again', () => {
    const outbox = new Outbox(SENDS_PER_PART)
    outbox.queue(message(1, 1))
    outbox.sent(outbox.next()!)
    outbox.queue(message(2, 1))
    expect(empty(outbox)).toEqual(['2.0', '1.0', '2.0'])
  })

  test('an acknowledgement is told, and changes nothing that leaves', () => {
    const outbox = new Outbox(SENDS_PER_PART)
    outbox.queue(message(1, 2))
    outbox.confirm(outbox.unconfirmed()[0]!)
    expect(outbox.progress()[0]?.received).toBe(true)
    expect(empty(outbox)).toHaveLength(4)
  })

  test('forgetting overwrites what waited', () => {
    const outbox = new Outbox(SENDS_PER_PART)
    const waiting = message(1, 1)
    outbox.queue(waiting)
    outbox.forget()
    expect(outbox.next()).toBeUndefined()
    expect([...waiting.replyKey, ...waiting.bodies[0]!].every((byte) => byte === 0)).toBe(true)
  })

  test('every part leaves in exactly two ticks, and the ticks announced are the ticks it takes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
        (sizes) => {
          const outbox = new Outbox(SENDS_PER_PART)
          for (const [index, size] of sizes.entries()) outbox.queue(message(index + 1, size))
          const announced = outbox.progress().map(({ ticksLeft }) => ticksLeft)
          const left = empty(outbox)
          const expected = sizes.flatMap((size, index) =>
            Array.from({ length: size }, (_, number) => `${index + 1}.${number}`),
          )
          expect([...left].sort()).toEqual([...expected, ...expected].sort())
          const taken = sizes.map((size, index) => left.lastIndexOf(`${index + 1}.${size - 1}`) + 1)
          expect(announced).toEqual(taken)
          expect(outbox.progress().every(({ ticksLeft }) => ticksLeft === 0)).toBe(true)
        },
      ),
    )
  })
})
