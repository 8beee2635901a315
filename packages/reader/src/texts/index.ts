import type { Language } from '@cronista/protocol'
import type { Catalogue } from './catalogue.ts'
import { en } from './en.ts'
import { es } from './es.ts'

export type { Catalogue } from './catalogue.ts'

/** What the composer says, in both languages; a text missing in one does not compile. */
export const texts: Readonly<Record<Language, Catalogue>> = { en, es }
