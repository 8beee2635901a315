import { expect, test } from 'vitest'
import { longDate, weekdayDate } from './plain-date.ts'
import type { PlainDate } from '@cronista/newsroom'

test('a day is written as each language writes it', () => {
  expect(weekdayDate('2026-05-12', 'es')).toBe('Martes 12 de mayo de 2026')
  expect(weekdayDate('2026-05-12', 'en')).toBe('Tuesday, May 12, 2026')
})

test('months and weekdays agree with the platform’s own tables', () => {
  for (let month = 1; month <= 12; month++) {
    const date = `2027-${String(month).padStart(2, '0')}-0${String((month % 7) + 1)}` as PlainDate
    for (const [language, locale] of [
      ['es', 'es-MX'],
      ['en', 'en-US'],
    ] as const) {
      const platform = new Intl.DateTimeFormat(locale, {
        dateStyle: 'full',
        timeZone: 'UTC',
      }).format(new Date(date))
      expect(weekdayDate(date, language).toLowerCase().replace(',', '')).toBe(
        platform.toLowerCase().replace(',', ''),
      )
    }
  }
})

test.each(['2026-02-30', '2026-13-01', '2026-1-1', '20260101', ''])('«%s» is no day', (date) => {
  expect(() => longDate(date as PlainDate, 'es')).toThrow(
    expect.objectContaining({ code: 'date-malformed' }),
  )
})
