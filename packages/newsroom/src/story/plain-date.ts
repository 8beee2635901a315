/** A calendar day, `YYYY-MM-DD`; never an hour, which could be a trace of somebody's session. */
export type PlainDate = `${number}-${number}-${number}`

/** Whether it is a day that the calendar has. */
export function isPlainDate(text: unknown): text is PlainDate {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8)].map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  return year > 0 && day > 0 && day <= daysOf(year, month)
}

/** 0 for what is no month. */
function daysOf(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  if (month < 1 || month > 12) return 0
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
