import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyEvent, thread } from './event.fixture.ts'
import type { JournalEvent } from './events.ts'
import { fold } from './fold.ts'
import { emptyNewsroom, type NewsroomState } from './state/newsroom-state.ts'
import { releasesOf } from './state/release-state.ts'
import { siteStories } from './state/site-stories.ts'
import { sourceStandingsOf } from './state/source-standing.ts'
import { replayOf } from './state/story-replay.ts'
import { findThread, messagesOf, repliesOf, unreadOf } from './state/thread-state.ts'

const eventsInTwoOrders = fc
  .array(anyEvent, { maxLength: 60 })
  .chain((events) =>
    fc.tuple(
      fc.constant(events),
      fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
    ),
  )

describe('fold', () => {
  test('the order of events does not matter, nor what somebody has asked in between', () => {
    fc.assert(
      fc.property(eventsInTwoOrders, fc.nat(60), ([events, shuffled], asked) => {
        const early = fold(shuffled.slice(0, asked))
        view(early)
        const late = fold(shuffled.slice(asked), early)
        expect(late).toEqual(fold(events))
        expect(view(late)).toEqual(view(fold(events)))
      }),
      { numRuns: 300 },
    )
  })

  test('an event that comes again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        expect(fold([...events, ...events])).toEqual(fold(events))
      }),
    )
  })

  test('folding in pieces gives what folding at once gives, and leaves the first state as it was', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), fc.array(anyEvent), (before, after) => {
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

/** What is worked out of a state. */
function view(state: NewsroomState) {
  const found = findThread(state, thread)
  return {
    thread: found && {
      opened: found.opened,
      messages: messagesOf(found),
      replies: repliesOf(found),
      unread: unreadOf(found),
      confirmed: found.confirmed,
    },
    stories: [...state.stories.values()].map(replayOf),
    site: siteStories(state),
    sources: sourceStandingsOf(state),
    releases: releasesOf(state).map(({ id }) => id),
  }
}
