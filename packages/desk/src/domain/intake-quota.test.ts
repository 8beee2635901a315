import { fold, type JournalEvent, type NewsroomState } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { DAY_MILLIS } from './day.ts'
import { DayQuota, isKnown } from './intake-quota.ts'

const NOON = 20_000 * DAY_MILLIS + DAY_MILLIS / 2
const quotas = {
  known: { messages: 5, bytes: 100 },
  stranger: { messages: 3, bytes: 60 },
  strangers: { messages: 4, bytes: 80 },
}
const id = (number: number) => number.toString(16).padStart(32, '0')
let given = 0

function received(thread: string, text: string, receivedAtMillis = NOON): JournalEvent {
  const letter = { messageId: id(++given), text, language: 'es', week: 0, repliesRead: 0 } as const
  return { v: 1, type: 'message-received', thread, ...letter, receivedAtMillis }
}

function answered(thread: string): JournalEvent {
  const reply = { number: 1, text: 'Sí.', language: 'es', person: id(1), requestId: 'r' } as const
  return { v: 1, type: 'reply-written', thread, ...reply, writtenAtMillis: NOON }
}

function muted(thread: string): JournalEvent {
  const by = { person: id(1), mutedAtMillis: NOON }
  return { v: 1, type: 'thread-muted', thread, muted: true, revision: 1, ...by }
}

/** How many texts of a thread have room today, one after the other. */
function taken(state: NewsroomState, threads: readonly string[], text = 'uno'): number {
  const quota = new DayQuota(state, NOON, quotas)
  return threads.filter((thread) => quota.take(thread, text)).length
}

const several = (thread: string, count: number) => Array.from({ length: count }, () => thread)

describe('the quotas of a day', () => {
  test('whom an editor has answered has more room than whom nobody has', () => {
    expect(taken(fold([answered(id(1))]), several(id(1), 9))).toBe(5)
    expect(taken(fold([]), several(id(1), 9))).toBe(3)
  })

  test('strangers share a room, and take nothing from those who are known', () => {
    const state = fold([answered(id(1))])
    const strangers = Array.from({ length: 50 }, (_, number) => id(100 + number))
    expect(taken(state, strangers)).toBe(4)
    expect(taken(state, [...strangers, ...several(id(1), 9)])).toBe(4 + 5)
  })

  test('what the journal has of this day counts, whichever desk wrote it; what is older does not', () => {
    const today = [received(id(1), 'uno'), received(id(1), 'dos')]
    expect(taken(fold(today), several(id(1), 9))).toBe(1)
    expect(taken(fold(today), [id(2), id(3), id(4)])).toBe(2)
    const before = today.map(() => received(id(1), 'tres', NOON - DAY_MILLIS))
    expect(taken(fold(before), several(id(1), 9))).toBe(3)
    const toCome = today.map(() => received(id(1), 'tres', NOON + DAY_MILLIS))
    expect(taken(fold(toCome), several(id(1), 9))).toBe(3)
  })

  test('bytes count too, in UTF-8', () => {
    expect(taken(fold([]), several(id(1), 9), 'ñ'.repeat(20))).toBe(1)
    expect(taken(fold([]), several(id(1), 9), 'ñ'.repeat(31))).toBe(0)
    expect(taken(fold([]), [id(1), id(2), id(3)], 'ñ'.repeat(20))).toBe(2)
  })

  test('a conversation that was filed away is a stranger’s', () => {
    expect(isKnown(fold([answered(id(1))]).threads.get(id(1)))).toBe(true)
    expect(isKnown(fold([answered(id(1)), muted(id(1))]).threads.get(id(1)))).toBe(false)
    expect(isKnown(undefined)).toBe(false)
  })
})
