/** Days of the calendar, written out without the platform's locale tables, so that every machine prints the same bytes. */
import type { Language } from '@cronista/protocol'
import { PressError } from './press-error.ts'
import type { PlainDate } from './story.ts'

const months: Readonly<Record<Language, readonly string[]>> = {
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
    ' ',
  ),
  en: 'January February March April May June July August September October November December'.split(
    ' ',
  ),
}

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  es: 'Domingo Lunes Martes Miércoles Jueves Viernes Sábado'.split(' '),
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
}

function dayOf(date: PlainDate): Date {
  const day = new Date(`${date}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(day.valueOf()))
    throw new PressError('date-malformed')
  // `2026-02-30` parses in some engines and rolls over into March.
  if (day.toISOString().slice(0, 10) !== date) throw new PressError('date-malformed')
  return day
}

/** «12 de mayo de 2026», “May 12, 2026”. Throws `date-malformed`. */
export function longDate(date: PlainDate, language: Language): string {
  const day = dayOf(date)
  const month = months[language][day.getUTCMonth()] ?? ''
  const [dayNumber, year] = [String(day.getUTCDate()), String(day.getUTCFullYear())]
  return language === 'es'
    ? `${dayNumber} de ${month} de ${year}`
    : `${month} ${dayNumber}, ${year}`
}

/** «Martes 12 de mayo de 2026», “Tuesday, May 12, 2026”. Throws `date-malformed`. */
export function weekdayDate(date: PlainDate, language: Language): string {
  const weekday = weekdays[language][dayOf(date).getUTCDay()] ?? ''
  return `${weekday}${language === 'es' ? ' ' : ', '}${longDate(date, language)}`
}
