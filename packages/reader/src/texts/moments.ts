/** A moment as a reader of the language writes it, by this phone's time zone. */
export function inWords(locale: 'en' | 'es-MX', millis: number): string {
  return new Date(millis).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' })
}
