/** A language of the site. */
export type Language = 'en' | 'es'

/** The two languages, in the order in which everything shows them. */
export const languages = ['es', 'en'] as const satisfies readonly Language[]

/** The same thing in both languages: there is no type for one alone. */
export type Bilingual<Text = string> = Readonly<Record<Language, Text>>

/** The language that this one is not. */
export function otherLanguage(language: Language): Language {
  return language === 'es' ? 'en' : 'es'
}
