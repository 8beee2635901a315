import { fold, type JournalEvent, type ThreadState } from '@cronista/newsroom'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HeldRoom, type HeldEntry } from './held-room.ts'

const id = (number: number) => number.toString(16).padStart(32, '0')
const limits = { messages: 20, bytes: 4_000, perThread: 6 }

/** Threads below this number belong to people whom an editor has answered. */
const KNOWN = 6
const replies = Array.from({ length: KNOWN }, (_, number): JournalEvent => {
  const reply = { number: 1, text: 'Sí.', language: 'es', person: id(1), requestId: 'r' } as const
  return { v: 1, type: 'reply-written', thread: id(number), ...reply, writtenAtMillis: 0 }
})
const state = fold(replies)
const standing = (thread: string): ThreadState | undefined => state.threads.get(thread)
const isKnownOne = ({ thread }: HeldEntry) => Number.parseInt(thread, 16) < KNOWN

function entry(thread: number, message: number, bytes = 100): HeldEntry {
  const name = { thread: id(thread), messageId: id(message) }
  return { ...name, bytes, receivedAtMillis: message, expiresOnDay: 14 }
}

/** A generator whose draws are spread evenly enough. */
function draws(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const arrival = fc.record({ thread: fc.nat(12), bytes: fc.integer({ min: 50, max: 900 }) })

describe('what is held back', () => {
  test('never exceeds its room, and holds what it says that it holds', () => {
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 120 }), fc.nat(), (arrivals, seed) => {
        const room = new HeldRoom(limits)
        const draw = draws(seed)
        const kept = new Set<HeldEntry>()
        for (const [message, { thread, bytes }] of arrivals.entries()) {
          const came = entry(thread, message, bytes)
          const { isKept, removed } = room.add(came, standing, draw)
          for (const one of removed) expect(kept.delete(one)).toBe(true)
          if (isKept) kept.add(came)
          expect(new Set(room.entries())).toEqual(kept)
          expect(room.size).toBeLessThanOrEqual(limits.messages)
          const bytesHeld = [...kept].reduce((sum, one) => sum + one.bytes, 0)
          expect(bytesHeld).toBeLessThanOrEqual(limits.bytes)
          const counts = Map.groupBy(kept, (one) => one.thread)
          for (const [of, own] of counts) {
            expect(own.length).toBeLessThanOrEqual(limits.perThread)
            expect(new Set(room.of(of))).toEqual(new Set(own))
          }
          expect(new Set(room.threads())).toEqual(new Set(counts.keys()))
        }
        for (const one of kept) room.remove(one)
        expect(room.size).toBe(0)
      }),
    )
  })

  test('no stranger’s message pushes out one of somebody whom an editor has answered', () => {
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 80 }), fc.nat(), (arrivals, seed) => {
        const room = new HeldRoom(limits)
        for (const [message, { thread, bytes }] of arrivals.entries()) {
          const came = entry(thread, message, bytes)
          const { removed } = room.add(came, standing, draws(seed + message))
          if (!isKnownOne(came)) expect(removed.filter(isKnownOne)).toEqual([])
        }
      }),
    )
  })

  test('where all that is held belongs to people whom an editor has answered, a stranger finds no room', () => {
    const room = new HeldRoom(limits)
    for (let message = 0; message < limits.messages; message++)
      room.add(entry(message % KNOWN, message), standing, () => 0)
    expect(room.size).toBe(limits.messages)
    const came = room.add(entry(100, 100), standing, () => 0)
    expect(came).toEqual({ isKept: false, removed: [] })
  })

  test('a message of somebody whom an editor has answered finds room in any flood of strangers', () => {
    const room = new HeldRoom(limits)
    const draw = draws(7)
    for (let message = 0; message < 500; message++)
      room.add(entry(100 + message, message), standing, draw)
    for (let message = 500; message < 506; message++)
      expect(room.add(entry(1, message), standing, draw).isKept).toBe(true)
    for (let message = 506; message < 900; message++)
      room.add(entry(message, message), standing, draw)
    expect(room.of(id(1))).toHaveLength(6)
  })

  test('of strangers’ messages, the first, the middle and the last of a flood stay equally often', () => {
    const [runs, flood] = [2_000, 100]
    const stayed = [0, flood / 2, flood - 1].map((watched) => {
      let count = 0
      for (let run = 0; run < runs; run++) {
        const room = new HeldRoom(limits)
        const draw = draws(run * 7_919 + watched)
        for (let message = 0; message < flood; message++)
          room.add(entry(100 + message, message), standing, draw)
        if (room.has(id(100 + watched), id(watched))) count++
      }
      return count / runs
    })
    for (const share of stayed) expect(Math.abs(share - limits.messages / flood)).toBeLessThan(0.05)
  })
})
