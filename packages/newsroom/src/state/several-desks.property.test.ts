import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JournalEvent } from '../events.ts'
import { fold } from '../fold.ts'
import { drawHandle } from '../handles.ts'
import type { NewsroomState } from './newsroom-state.ts'
import {
  findThread,
  handleOf,
  isAnswered,
  isMuted,
  messagesOf,
  openedThreads,
  unreadOf,
} from './thread-state.ts'

/** What a cell can bring: somebody's message, or that somebody has read so far. */
type Brought =
  | { readonly kind: 'letter'; readonly by: number; readonly message: number }
  | { readonly kind: 'receipt'; readonly by: number; readonly read: number }

const id = (of: number, bytes: number) => (of + 1).toString(16).padStart(2, '0').repeat(bytes)

const brought: fc.Arbitrary<Brought> = fc.oneof(
  fc.record({ kind: fc.constant('letter' as const), by: fc.nat(2), message: fc.nat(4) }),
  fc.record({
    kind: fc.constant('receipt' as const),
    by: fc.nat(2),
    read: fc.integer({ min: 1, max: 3 }),
  }),
)

/** What one desk makes of cells, by its own clock and its own draws, knowing of no other desk. */
function told(cells: readonly Brought[], startMillis: number, draws: number): JournalEvent[] {
  let state: NewsroomState = fold([])
  let drawn = draws
  const random = (length: number) => Uint8Array.from({ length }, () => (drawn++ * 37) % 256)
  return cells.flatMap((cell, place) => {
    const atMillis = startMillis + place
    const thread = id(cell.by, 16)
    const events: JournalEvent[] = []
    if (cell.kind === 'receipt') {
      const confirmed = { repliesRead: cell.read, confirmedAtMillis: atMillis }
      events.push({ v: 1, type: 'replies-confirmed', thread, ...confirmed })
    } else {
      if (findThread(state, thread) === undefined)
        events.push({
          ...{ v: 1, type: 'thread-opened', thread, contributor: id(cell.by, 32) },
          handle: drawHandle(random, state.handles),
          openedAtMillis: atMillis,
        })
      const letter = { text: `Mensaje ${cell.message}`, language: 'es', week: 2969 } as const
      const message = { messageId: id(cell.message, 16), ...letter, repliesRead: 0 }
      const receivedAtMillis = atMillis
      events.push({ v: 1, type: 'message-received', thread, ...message, receivedAtMillis })
    }
    state = fold(events, state)
    return events
  })
}

/** Two or three desks that take in the same cells, each in its own order, and how their events mingle. */
const severalDesks = fc
  .array(brought, { minLength: 1, maxLength: 12 })
  .chain((cells) => {
    const whole = { minLength: cells.length, maxLength: cells.length }
    const desk = fc.tuple(fc.shuffledSubarray(cells, whole), fc.nat(9_000), fc.nat(200))
    return fc.array(desk, { minLength: 2, maxLength: 3 }).map((desks) => ({ cells, desks }))
  })
  .map(({ cells, desks }) => ({ cells, journals: desks.map((desk) => told(...desk)) }))
  .chain(({ cells, journals }) => {
    const all = journals.flat()
    const whole = { minLength: all.length, maxLength: all.length }
    return fc.record({
      cells: fc.constant(cells),
      all: fc.constant(all),
      mingled: fc.shuffledSubarray(all, whole),
      again: fc.shuffledSubarray(all),
    })
  })

describe('several desks that collect the same cells', () => {
  test('fold to one state, whatever comes first and however often', () => {
    fc.assert(
      fc.property(severalDesks, ({ all, mingled, again }) => {
        expect(fold([...mingled, ...again])).toEqual(fold(all))
      }),
    )
  })

  test('show each contributor once, each message once, and no two contributors under one name', () => {
    fc.assert(
      fc.property(severalDesks, ({ cells, mingled }) => {
        const state = fold(mingled)
        const letters = cells.flatMap((cell) => (cell.kind === 'letter' ? [cell] : []))
        const threads = openedThreads(state)
        const writers = new Set(letters.map(({ by }) => id(by, 16)))
        expect(new Set(threads.map((thread) => thread.id))).toEqual(writers)
        expect(threads).toHaveLength(writers.size)
        const names = threads.map((thread) => handleOf(state, thread))
        expect(new Set(names).size).toBe(names.length)
        for (const thread of threads) {
          const sent = letters.filter(({ by }) => id(by, 16) === thread.id)
          const expected = new Set(sent.map(({ message }) => id(message, 16)))
          expect(messagesOf(thread).map(({ messageId }) => messageId)).toHaveLength(expected.size)
          expect(unreadOf(thread)).toHaveLength(expected.size)
        }
      }),
    )
  })

  test('confirm as far as any of them has seen', () => {
    fc.assert(
      fc.property(severalDesks, ({ cells, mingled }) => {
        const state = fold(mingled)
        for (const thread of state.threads.values()) {
          const read = cells.flatMap((cell) =>
            cell.kind === 'receipt' && id(cell.by, 16) === thread.id ? [cell.read] : [],
          )
          expect(thread.confirmed).toBe(Math.max(0, ...read))
        }
      }),
    )
  })
})

describe('a muted conversation', () => {
  const thread = id(0, 16)
  const mutedAs = (muted: boolean, revision: number): JournalEvent => {
    const by = { person: 'a1'.repeat(16), mutedAtMillis: revision }
    return { v: 1, type: 'thread-muted', thread, muted, revision, ...by }
  }

  test('is filed away on every desk, until somebody who knew of it takes it back', () => {
    const opened = told([{ kind: 'letter', by: 0, message: 0 }], 0, 0)
    const standing = (...events: readonly JournalEvent[]) => {
      const found = findThread(fold([...opened, ...events]), thread)
      return found && { muted: isMuted(found), answered: isAnswered(found) }
    }
    expect(standing()).toEqual({ muted: false, answered: false })
    expect(standing(mutedAs(true, 1))?.muted).toBe(true)
    expect(standing(mutedAs(false, 2), mutedAs(true, 1))?.muted).toBe(false)
    expect(standing(mutedAs(true, 3), mutedAs(false, 2), mutedAs(true, 1))?.muted).toBe(true)
  })
})
