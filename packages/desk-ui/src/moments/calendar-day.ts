/** The day of a moment on this machine's calendar, as `YYYY-MM-DD`. */
export function calendarDay(atMillis: number): string {
  const date = new Date(atMillis)
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return [String(year).padStart(4, '0'), twoDigits(month), twoDigits(day)].join('-')
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
