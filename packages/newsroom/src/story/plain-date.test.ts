import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPlainDate } from './plain-date.ts'

test('the days of the calendar are days', () => {
  const range = { min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }
  fc.assert(
    fc.property(fc.date(range), (date) => {
      expect(isPlainDate(date.toISOString().slice(0, 10))).toBe(true)
    }),
  )
})

test.each([
  ...['2026-02-29', '2100-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00'],
  ...['0000-01-01', '2026-1-1', '2026-01-01T00:00', ' 2026-01-01', '２０２６-01-01', ''],
])('%s is none', (text) => {
  expect(isPlainDate(text)).toBe(false)
})

test('every fourth year has a leap day, but for three centuries of four', () => {
  expect(['2024-02-29', '2000-02-29', '1900-02-29'].map(isPlainDate)).toEqual([true, true, false])
})
