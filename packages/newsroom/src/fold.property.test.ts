import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JournalEvent } from './events.ts'
import { fold } from './fold.ts'
import { emptyNewsroom, findThread, messagesOf, repliesOf, unreadOf } from './state.ts'

const thread = '11'.repeat(16)
const id = fc.integer({ min: 0, max: 5 }).map((n) => `0${n}`.repeat(16))
const moment = fc.integer({ min: 0, max: 1000 })
const letter = { text: fc.string({ minLength: 1 }), language: fc.constantFrom('es', 'en') }
const base = { v: fc.constant(1), thread: fc.constantFrom(thread, '33'.repeat(16)) }

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
        expect(after.reduce((state, event) => fold([event], state), first)).toEqual(
          fold([...before, ...after]),
        )
        expect(fold(after, first)).toEqual(fold([...before, ...after]))
        expect(first).toEqual(fold(before))
      }),
    )
  })

  test('one event at a time, forty thousand strangers and one who writes as often stay cheap', () => {
    const count = 40_000
    let state = emptyNewsroom
    for (let number = 0; number < count; number++) {
      const text = number.toString(16).padStart(32, '0')
      state = fold([openedBy(text), written(text, thread)], state)
      state = fold([written(thread, text)], state)
    }
    expect(state.threads.size).toBe(count + 1)
    expect(state.threads.get(thread)?.messages.size).toBe(count)
    expect(state.handles.size).toBe(count)
  })
})

function openedBy(id: string): JournalEvent {
  const opening = { contributor: id.repeat(2), handle: `Ceiba ${id}`, openedAtMillis: 0 }
  return { v: 1, type: 'thread-opened', thread: id, ...opening }
}

function written(id: string, messageId: string): JournalEvent {
  const letter = { text: 'Hola.', language: 'es', week: 0, repliesRead: 0 } as const
  const message = { messageId, receivedAtMillis: 0, ...letter }
  return { v: 1, type: 'message-received', thread: id, ...message }
}

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
