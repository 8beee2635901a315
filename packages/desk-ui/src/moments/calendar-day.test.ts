import { expect, it } from 'vitest'
import { calendarDay } from './calendar-day.ts'

it('is the day on this machine’s calendar, with four digits, two and two', () => {
  expect(calendarDay(new Date(2026, 0, 9, 23, 59).getTime())).toBe('2026-01-09')
  expect(calendarDay(new Date(2026, 10, 22).getTime())).toBe('2026-11-22')
})
