import { en } from './en.ts'
import { es } from './es.ts'
import type { Language } from './language.ts'
import type { Texts } from './texts.ts'

export type { Texts } from './texts.ts'
export { languages, localeOf, preferredLanguage, type Language } from './language.ts'

/** Everything the desk page says, in both languages. Tests find controls by these names. */
export const texts: Readonly<Record<Language, Texts>> = { es, en }
