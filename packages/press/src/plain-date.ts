/** Days of the calendar, written out without the platform's locale tables, so that every machine prints the same bytes. */
import { isPlainDate, type Bilingual, type Language, type PlainDate } from '@cronista/newsroom'
import { PressError } from './press-error.ts'

const months: Bilingual<readonly string[]> = {
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
    ' ',
  ),
  en: 'January February March April May June July August September October November December'.split(
    ' ',
  ),
}

const weekdays: Bilingual<readonly string[]> = {
  es: 'Domingo Lunes Martes Miércoles Jueves Viernes Sábado'.split(' '),
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
}

/** «12 de mayo de 2026», “May 12, 2026”. Throws `date-malformed`. */
export function longDate(date: PlainDate, language: Language): string {
  if (!isPlainDate(date)) throw new PressError('date-malformed')
  const [year, dayNumber] = [date.slice(0, 4), String(Number(date.slice(8)))]
  const month = months[language][Number(date.slice(5, 7)) - 1] ?? ''
  return language === 'es'
    ? `${dayNumber} de ${month} de ${year}`
    : `${month} ${dayNumber}, ${year}`
}

/** «Martes 12 de mayo de 2026», “Tuesday, May 12, 2026”. Throws `date-malformed`. */
export function weekdayDate(date: PlainDate, language: Language): string {
  const written = longDate(date, language)
  const weekday = weekdays[language][new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''
  return `${weekday}${language === 'es' ? ' ' : ', '}${written}`
}
