import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coveredBy, identificationLevels, lowestOf } from './identification.ts'

const level = fc.constantFrom(...identificationLevels)

describe('identification levels', () => {
  test.each([
    ['full', ['full', 'first-name', 'description', 'nothing']],
    ['first-name', ['first-name', 'description', 'nothing']],
    ['description', ['description', 'nothing']],
    ['alias', ['alias', 'nothing']],
    ['nothing', ['nothing']],
  ] as const)('who agreed to %s agreed to %j', (agreed, printed) => {
    expect(identificationLevels.filter((one) => coveredBy(agreed, one))).toEqual(printed)
  })

  test('the lowest of several is the most that all of them cover, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(level, { minLength: 1 }), fc.array(level), (some, others) => {
        const lowest = lowestOf([...some, ...others])
        expect([...some, ...others].every((one) => coveredBy(one, lowest))).toBe(true)
        const covered = identificationLevels.filter((one) =>
          [...some, ...others].every((bound) => coveredBy(bound, one)),
        )
        expect(covered.every((one) => coveredBy(lowest, one))).toBe(true)
        expect(lowestOf([...others.toReversed(), lowestOf(some)])).toBe(lowest)
      }),
    )
  })

  test('nothing bounds what there is nothing to bound', () => {
    expect(lowestOf([])).toBe('full')
  })
})
