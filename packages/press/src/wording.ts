/** The press's own words, complete in both languages: a missing one does not compile. */
import type { Bilingual, Language } from '@cronista/newsroom'
import { en } from './wording-en.ts'
import { es } from './wording-es.ts'

/** Everything that pages and feeds say by themselves. Sentences that name or count something are
 *  functions of it; days come written out. */
export interface Wording {
  readonly languageName: string
  readonly skip: string
  readonly navigation: string
  readonly wholeFront: string
  readonly write: string
  readonly howToWrite: string
  readonly withoutScript: string
  /** On a story's page, in the *other* language: the way to it, as a translation or as the original. */
  readonly readTranslation: string
  readonly readOriginal: string
  readonly penName: string
  readonly by: string
  readonly translatedFrom: (language: string) => string
  readonly anotherLanguage: (code: string) => string
  readonly exactWords: string
  readonly unnamedBecause: string
  /** Under a quotation whose numbers are the speaker's own. */
  readonly ownEstimate: string
  /** Over the description of a picture. */
  readonly pictureSeen: string
  readonly sourcing: string
  readonly editorsNote: string
  readonly corrected: (day: string) => string
  readonly whatChanged: string
  readonly corrections: string
  readonly series: string
  readonly part: (part: number) => string
  readonly previousPart: string
  readonly nextPart: string
  readonly storyCount: (count: number) => string
  readonly penNameNote: (name: string) => string
  readonly moreStories: string
  readonly readOn: string
  readonly nothingYet: string
  readonly archive: string
  readonly archiveNote: string
  readonly archiveOf: (year: string) => string
  readonly feed: string
  readonly knowMore: string
  readonly withdrawnTitle: string
  readonly withdrawnNote: string
  readonly withdrawnOn: (day: string) => string
  readonly demoTitle: string
  readonly demo: string
  readonly coverFooter: (seconds: string, bytes: string) => string
  /** The switch that stops the envelopes of a page, which the script shows, and what throwing it costs. */
  readonly stop: string
  readonly stopCost: string
  readonly colophon: string
  readonly notFoundTitle: string
  readonly notFound: string
  readonly notFoundLink: string
}

const catalogue: Bilingual<Wording> = { es, en }

/** The press's words in `language`. */
export function wordingOf(language: Language): Wording {
  return catalogue[language]
}
