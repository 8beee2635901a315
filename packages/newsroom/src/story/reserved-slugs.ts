import type { Bilingual } from './language.ts'

/** Addresses beside those of stories that the site's own pages have: no story can stand there. */
export const reservedSlugs: Bilingual<readonly string[]> = {
  es: ['archivo', 'escribir', 'firmas', 'series'],
  en: ['archive', 'pen-names', 'series', 'write'],
}
