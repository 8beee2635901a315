import { productionSchedule } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { intakeTurnMillis } from './intake-turn.ts'

const NOW = Date.UTC(2026, 10, 23, 12)
const MINUTE = 60_000
const { editionIntervalMillis, editionLeadMillis } = productionSchedule

const turnOf = (own: string, heard: Readonly<Record<string, number>>) =>
  intakeTurnMillis(own, new Map(Object.entries(heard)), NOW, productionSchedule) / MINUTE

describe('a desk that has fetched what came', () => {
  test('takes it in at once if it is the first, or works alone', () => {
    expect(turnOf('a', {})).toBe(0)
    expect(turnOf('a', { b: NOW, c: NOW })).toBe(0)
  })

  test('leaves each desk before it time to tell what it took in', () => {
    expect(turnOf('b', { a: NOW, c: NOW })).toBe(7.5)
    expect(turnOf('c', { a: NOW, b: NOW - 10 * MINUTE })).toBe(15)
  })

  test('waits for none that is off, or whose time is not this one’s', () => {
    expect(turnOf('b', { a: NOW - 10 * MINUTE - 1 })).toBe(0)
    expect(turnOf('b', { a: NOW + 10 * MINUTE + 1 })).toBe(0)
  })

  test('waits never so long that the next edition is built without what came', () => {
    const others = Object.fromEntries(Array.from({ length: 40 }, (_, one) => [`a${one}`, NOW]))
    expect(turnOf('b', others) * MINUTE).toBeLessThan(editionIntervalMillis - editionLeadMillis)
  })
})
