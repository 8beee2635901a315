import { describe, expect, test } from 'vitest'
import { asNewsroomId } from './context.ts'
import { portablePrimitives as p } from './portable.ts'
import { newsroomId, seededRandom } from './protocol.fixture.ts'
import { isZero } from './bytes.ts'
import { forgetThread, openThread, replyKeyOf, weekOf } from './thread.ts'
import { drawWords } from './words.ts'

const words = drawWords(seededRandom('thread'))

describe('a thread', () => {
  test('is the same from the same words, and another in another newsroom', () => {
    const thread = openThread(p, newsroomId, words)
    expect(openThread(p, newsroomId, words)).toEqual(thread)
    const elsewhere = openThread(p, asNewsroomId(new Uint8Array(32)), words)
    expect(elsewhere.contributorPublicKey).not.toEqual(thread.contributorPublicKey)
  })

  test('has another reply key each week, none of them its own secret', () => {
    const thread = openThread(p, newsroomId, words)
    const keys = [2900, 2901].map((week) => replyKeyOf(p, newsroomId, thread, week))
    expect(keys[0]).not.toEqual(keys[1])
    expect(keys).not.toContainEqual(thread.contributorSeed)
  })

  test('does not open from words without parity', () => {
    const wrong = words.with(0, ((words[0] ?? 0) + 1) % 2048)
    expect(() => openThread(p, newsroomId, wrong)).toThrow('words-malformed')
  })

  test('is overwritten when it is forgotten', () => {
    const thread = openThread(p, newsroomId, words)
    forgetThread(thread)
    expect(isZero(thread.secret) && isZero(thread.contributorSeed)).toBe(true)
  })

  test('weeks change at the same moment for everyone', () => {
    expect(weekOf(0)).toBe(0)
    expect(weekOf(604_799_999)).toBe(0)
    expect(weekOf(604_800_000)).toBe(1)
  })
})
