import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyDescription } from '../event.fixture.ts'
import type { SourceDescribed } from '../events/source-events.ts'
import { fold } from '../fold.ts'
import { coveredBy } from '../story/identification.ts'
import { sourceStandingOf } from './source-standing.ts'

const SOURCE = '01'.repeat(16)

/** What desks tell of one source, in some order. */
const told = fc
  .array(
    anyDescription.map((one) => ({ ...one, source: SOURCE }) as unknown as SourceDescribed),
    { minLength: 1, maxLength: 8 },
  )
  .chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    ),
  )

function standingOf(all: readonly SourceDescribed[]) {
  return sourceStandingOf(fold(all), SOURCE)
}

test('what was agreed does not depend on the order in which it is told', () => {
  fc.assert(
    fc.property(told, ([all, shuffled]) => {
      expect(standingOf(shuffled)).toEqual(standingOf(all))
    }),
    { numRuns: 500 },
  )
})

test('nothing is agreed that no consent of the same or a later revision than a lowering covers', () => {
  fc.assert(
    fc.property(told, ([all]) => {
      const agreed = standingOf(all)?.agreed
      if (agreed === undefined) return
      const consents = all.filter(({ consent }) => consent !== undefined)
      expect(consents.some(({ level }) => coveredBy(level, agreed.level))).toBe(true)
      const last = Math.max(...consents.map(({ revision }) => revision))
      const lowerings = all.filter((one) => one.consent === undefined && one.revision >= last)
      for (const { level } of lowerings) expect(coveredBy(level, agreed.level)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('a lowering more never raises what is agreed, wherever it comes', () => {
  fc.assert(
    fc.property(told, anyDescription, ([all], more) => {
      const { consent, ...lowering } = { ...more, source: SOURCE } as unknown as SourceDescribed
      expect(consent === undefined || consent.words.length > 0).toBe(true)
      const [before, after] = [standingOf(all)?.agreed, standingOf([...all, lowering])?.agreed]
      if (before === undefined) expect(after).toBeUndefined()
      else expect(coveredBy(before.level, after?.level ?? 'nothing')).toBe(true)
    }),
    { numRuns: 500 },
  )
})
