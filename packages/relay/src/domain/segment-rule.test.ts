import { segmentName } from '@cronista/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hasExpired, nextClosingMillis, RETENTION_MILLIS } from './segment-rule.ts'

it('closes at the next multiple of the greatest age, never now and never later than that age', () => {
  expect(nextClosingMillis(0, 5_000)).toBe(5_000)
  expect(nextClosingMillis(4_999, 5_000)).toBe(5_000)
  expect(nextClosingMillis(5_000, 5_000)).toBe(10_000)
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.integer({ min: 1, max: 86_400_000 }), (now, maxAge) => {
      const closing = nextClosingMillis(now, maxAge)
      expect(closing % maxAge).toBe(0)
      expect(closing > now && closing - now <= maxAge).toBe(true)
    }),
  )
})

it('lets no segment be kept for longer than 14 days', () => {
  const closedAtMillis = Date.UTC(2026, 4, 1, 12, 59)
  const hour = Date.UTC(2026, 4, 1, 12)
  const name = segmentName(1, closedAtMillis)
  expect(hasExpired(name, hour + RETENTION_MILLIS - 1)).toBe(false)
  expect(hasExpired(name, hour + RETENTION_MILLIS)).toBe(true)
})
