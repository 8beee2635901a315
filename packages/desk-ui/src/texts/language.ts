/** A language of the interface and of letters. Both are complete, or the page does not compile. */
export type Language = 'es' | 'en'

/** Every language, in the order in which the page offers them. */
export const languages: readonly Language[] = ['es', 'en']

/** The BCP 47 tag that `Intl` is asked for: Mexican usage in Spanish. */
export const localeOf: Readonly<Record<Language, string>> = { es: 'es-MX', en: 'en-US' }

/** The interface's first language: Spanish or English, whichever the browser names first; else Spanish. */
export function preferredLanguage(browserLanguages: readonly string[]): Language {
  for (const tag of browserLanguages) {
    const primary = tag.toLowerCase().split('-')[0]
    if (primary === 'es' || primary === 'en') return primary
  }
  return 'es'
}
