import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JournalEvent } from './events.ts'
import { fold } from './fold.ts'
import { findThread, messagesOf, repliesOf, unreadOf } from './state.ts'

const thread = '11'.repeat(16)
const id = fc.integer({ min: 0, max: 5 }).map((n) => `0${n}`.repeat(16))
const moment = fc.integer({ min: 0, max: 1000 })
const letter = { text: fc.string({ minLength: 1 }), language: fc.constantFrom('es', 'en') }
const base = { v: fc.constant(1), thread: fc.constant(thread) }

const event = fc.oneof(
  fc.record({
    ...base,
    type: fc.constant('thread-opened'),
    contributor: fc.constant('22'.repeat(32)),
    handle: fc.constantFrom('Cenzontle 4', 'Ahuehuete 12'),
    openedAtMillis: moment,
  }),
  fc.record({
    ...base,
    ...letter,
    type: fc.constant('message-received'),
    messageId: id,
    week: fc.nat(10),
    repliesRead: fc.nat(3),
    receivedAtMillis: moment,
  }),
  fc.record({
    ...base,
    type: fc.constant('replies-confirmed'),
    repliesRead: fc.integer({ min: 1, max: 4 }),
    confirmedAtMillis: moment,
  }),
  fc.record({
    ...base,
    ...letter,
    type: fc.constant('reply-written'),
    number: fc.integer({ min: 1, max: 4 }),
    person: id,
    requestId: fc.constantFrom('request-a', 'request-b', 'request-c'),
    writtenAtMillis: moment,
  }),
  fc.record({
    ...base,
    type: fc.constant('messages-read'),
    messageIds: fc.array(id, { minLength: 1, maxLength: 3 }),
    person: id,
    readAtMillis: moment,
  }),
) as fc.Arbitrary<JournalEvent>

const eventsInTwoOrders = fc
  .array(event, { maxLength: 20 })
  .chain((events) =>
    fc.tuple(
      fc.constant(events),
      fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
    ),
  )

describe('fold', () => {
  test('within a thread the order of events does not matter', () => {
    fc.assert(
      fc.property(eventsInTwoOrders, ([events, shuffled]) => {
        expect(view(shuffled)).toEqual(view(events))
      }),
    )
  })

  test('an event that comes again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        expect(fold([...events, ...events])).toEqual(fold(events))
      }),
    )
  })

  test('folding in pieces gives what folding at once gives, and leaves the first state as it was', () => {
    fc.assert(
      fc.property(fc.array(event), fc.array(event), (before, after) => {
        const first = fold(before)
        expect(fold(after, first)).toEqual(fold([...before, ...after]))
        expect(first).toEqual(fold(before))
      }),
    )
  })
})

function view(events: readonly JournalEvent[]) {
  const found = findThread(fold(events), thread)
  return (
    found && {
      opened: found.opened,
      messages: messagesOf(found),
      replies: repliesOf(found),
      unread: unreadOf(found),
      confirmed: found.confirmed,
    }
  )
}
