import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { thread } from '../event.fixture.ts'
import type { JournalEvent } from '../events.ts'
import { fold } from '../fold.ts'
import { nextReplyNumber, repliesOf } from './thread-state.ts'

const HIGHEST = 0xffff_ffff
const by = { v: 1, thread, person: 'a1'.repeat(16) } as const

function written(number: number): JournalEvent {
  const letter = { text: `Respuesta ${number}`, language: 'es', requestId: `r${number}` } as const
  return { ...by, type: 'reply-written', number, ...letter, writtenAtMillis: 0 }
}

function listed(number: number): JournalEvent {
  const replies = [{ requestId: `r${number}`, number }]
  return { ...by, type: 'replies-listed', replies, listedAtMillis: 0 }
}

const used = (upTo: number): JournalEvent => ({ ...by, type: 'reply-numbers-used', upTo })

const found = (events: readonly JournalEvent[]) => {
  const state = fold(events).threads.get(thread)!
  return { next: nextReplyNumber(state), numbers: repliesOf(state).map(({ number }) => number) }
}

describe('the numbers of replies', () => {
  test.each([
    ['an answer', written(HIGHEST)],
    ['an edition', listed(HIGHEST)],
    ['what editions used', used(HIGHEST)],
  ])('that one stolen device counts up to the end, in %s, leave the others theirs', (_, event) => {
    expect(found([written(1), event])).toEqual({ next: 2, numbers: [1] })
    expect(found([event, written(1), written(2)])).toEqual({ next: 3, numbers: [1, 2] })
  })

  test('that editions used are not given again', () => {
    expect(found([written(1), used(7)]).next).toBe(8)
    expect(found([written(1), listed(9)]).next).toBe(10)
  })

  test('count as soon as others have come near them, in whatever order', () => {
    const events = [1, 900, 1_800, 2_700, 9_000].map(written)
    expect(found(events)).toEqual({ next: 2_701, numbers: [1, 900, 1_800, 2_700] })
    const whole = { minLength: events.length, maxLength: events.length }
    fc.assert(
      fc.property(fc.shuffledSubarray(events, whole), fc.shuffledSubarray(events), (one, again) => {
        expect(fold([...one, ...again])).toEqual(fold(events))
      }),
    )
  })
})
