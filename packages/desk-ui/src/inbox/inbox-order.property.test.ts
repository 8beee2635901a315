import type { ThreadSummary } from '@cronista/desk/api'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inInboxOrder, newlyArrived } from './inbox-order.ts'

function thread(
  id: string,
  lastAtMillis: number,
  messages = 1,
  { known = false, muted = false } = {},
): ThreadSummary {
  const told = { handle: id, language: 'es' as const, preview: '', unread: 0, repliesWaiting: 0 }
  return { id, lastAtMillis, messages, known, muted, held: 0, ...told }
}

const threads = fc.uniqueArray(
  fc.record({ id: fc.string({ minLength: 1 }), at: fc.nat(5), messages: fc.nat(3) }),
  { selector: ({ id }) => id },
)

describe('the inbox', () => {
  it('has one order, whatever order the desk told it in', () => {
    fc.assert(
      fc.property(threads, fc.infiniteStream(fc.nat()), (drawn, shuffle) => {
        const told = drawn.map(({ id, at, messages }) => thread(id, at, messages))
        const retold = told
          .map((summary) => ({ summary, place: shuffle.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ summary }) => summary)
        expect(inInboxOrder(retold)).toEqual(inInboxOrder(told))
      }),
    )
  })

  it('shows the conversation last written in first', () => {
    const shown = inInboxOrder([thread('a', 1), thread('c', 3), thread('b', 3)])
    expect(shown.map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  })

  it('shows people whom an editor has answered before all others', () => {
    const shown = inInboxOrder([
      thread('a', 9),
      thread('b', 1, 1, { known: true }),
      thread('c', 2, 1, { known: true }),
    ])
    expect(shown.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  })

  it('announces nothing of what is filed away', () => {
    const muted = { muted: true }
    expect(newlyArrived([thread('a', 1, 1, muted)], [thread('a', 2, 2, muted)])).toEqual([])
    expect(newlyArrived([], [thread('a', 1, 1, muted)])).toEqual([])
  })

  it('notices new words, and nothing else', () => {
    const before = [thread('a', 1, 1), thread('b', 2, 4)]
    expect(newlyArrived(before, before)).toEqual([])
    expect(newlyArrived(before, [thread('a', 9, 1), thread('b', 2, 5)])).toEqual([
      thread('b', 2, 5),
    ])
    expect(newlyArrived(before, [...before, thread('c', 3)])).toEqual([thread('c', 3)])
  })
})
