import { localeOf, type Language } from '../texts/language.ts'

/** Dates and times in the words of one language and one time zone. All arguments are milliseconds
 *  since 1970; nothing here reads a clock. */
export interface Moments {
  /** "3 minutes ago". A moment up to a second ahead of `nowMillis` is now: clocks are read twice. */
  ago(nowMillis: number, atMillis: number): string
  /** "in 4 seconds"; a moment that has passed is now. */
  until(nowMillis: number, atMillis: number): string
  /** As short as a list allows: a time today, a weekday this week, a date before that. */
  inList(nowMillis: number, atMillis: number): string
  /** The time of day. */
  time(atMillis: number): string
  /** The whole date, for a heading between two days; equal for all moments of one day. */
  day(atMillis: number): string
  /** A calendar day, given as `YYYY-MM-DD`: the same in every time zone. */
  plainDay(date: string): string
  /** Date and time, for accessible names. */
  full(atMillis: number): string
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

function inUnits(millis: number): [number, Intl.RelativeTimeFormatUnit] {
  const size = Math.abs(millis)
  if (size < MINUTE) return [Math.trunc(millis / SECOND), 'second']
  if (size < HOUR) return [Math.trunc(millis / MINUTE), 'minute']
  if (size < DAY) return [Math.trunc(millis / HOUR), 'hour']
  return [Math.trunc(millis / DAY), 'day']
}

/** The words for moments in `language`. `timeZone` is an IANA name; without it, the machine's own. */
export function momentsIn(language: Language, timeZone?: string): Moments {
  const locale = localeOf[language]
  const zone = timeZone === undefined ? {} : { timeZone }
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...zone,
  })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', ...zone })
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...zone })
  const dateWithYear = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', ...zone })
  const plainDay = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const full = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
    ...zone,
  })
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', ...zone })

  return {
    ago: (nowMillis, atMillis) => relative.format(...inUnits(Math.min(0, atMillis - nowMillis))),
    until: (nowMillis, atMillis) => relative.format(...inUnits(Math.max(0, atMillis - nowMillis))),
    inList: (nowMillis, atMillis) => {
      if (day.format(nowMillis) === day.format(atMillis)) return time.format(atMillis)
      if (nowMillis - atMillis < 6 * DAY && atMillis <= nowMillis) return weekday.format(atMillis)
      const sameYear = year.format(nowMillis) === year.format(atMillis)
      return (sameYear ? date : dateWithYear).format(atMillis)
    },
    time: (atMillis) => time.format(atMillis),
    // Spanish has no comma after the day of the week.
    day: (atMillis) =>
      language === 'es' ? day.format(atMillis).replace(', ', ' ') : day.format(atMillis),
    plainDay: (date) => plainDay.format(Date.parse(`${date}T00:00:00Z`)),
    full: (atMillis) => full.format(atMillis),
  }
}

/** The words for moments in each language, in the machine's own time zone. */
export const momentsOf: Readonly<Record<Language, Moments>> = {
  es: momentsIn('es'),
  en: momentsIn('en'),
}
