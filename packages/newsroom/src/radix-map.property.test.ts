import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RadixMap } from './radix-map.ts'

/** Keys that are often alike, begin with one another, or are empty. */
const key = fc.oneof(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 5 }), fc.string())
const entries = fc.array(fc.tuple(key, fc.nat()))

const mapOf = (all: readonly (readonly [string, number])[]) =>
  all.reduce((map, [one, value]) => map.with(one, value), RadixMap.empty<number>())

describe('a map that is never changed', () => {
  test('holds what a Map holds, in the order of its keys', () => {
    fc.assert(
      fc.property(entries, key, (all, other) => {
        const [map, expected] = [mapOf(all), new Map(all)]
        const sorted = [...expected].sort(([a], [b]) => (a < b ? -1 : 1))
        expect([...map]).toEqual(sorted)
        expect([...map.keys()]).toEqual(sorted.map(([one]) => one))
        expect([...map.values()]).toEqual(sorted.map(([, value]) => value))
        expect(map.size).toBe(expected.size)
        for (const one of [other, ...expected.keys()]) {
          expect(map.get(one)).toBe(expected.get(one))
          expect(map.has(one)).toBe(expected.has(one))
        }
      }),
    )
  })

  test('an entry more leaves the map before as it was', () => {
    fc.assert(
      fc.property(entries, key, fc.nat(), (all, one, value) => {
        const map = mapOf(all)
        const before = [...map]
        map.with(one, value)
        expect([...map]).toEqual(before)
      }),
    )
  })

  test('knows what it has that another has not, or has otherwise', () => {
    fc.assert(
      fc.property(entries, entries, entries, (all, more, others) => {
        const before = mapOf(all)
        const after = more.reduce((map, [one, value]) => map.with(one, value), before)
        for (const [newer, older] of [
          [after, before],
          [before, after],
          [after, mapOf(others)],
          [after, RadixMap.empty<number>()],
        ] as const)
          expect([...newer.since(older)]).toEqual(
            [...newer].filter(([one, value]) => !older.has(one) || older.get(one) !== value),
          )
      }),
    )
  })
})
