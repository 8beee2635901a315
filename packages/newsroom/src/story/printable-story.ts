// What two people approve and the press prints: everything resolved to the words that readers will
// see. Its canonical JSON is what a digest names.
import type { Block } from './block.ts'
import type { Bilingual, Language } from './language.ts'
import type { PenName, SourceLabel } from './names.ts'
import type { PlainDate } from './plain-date.ts'

/** Who is quoted, as agreed: a full name and role, a first name, a description, an alias. */
export interface PrintedSpeaker {
  readonly label: Bilingual<SourceLabel>
  /** Why readers are not told the full name, if they are not. */
  readonly unnamedBecause?: Bilingual
  /** The source's id, 32 hexadecimal digits; for the desk, and never printed. Absent for who spoke in
   *  public, and in what earlier versions stored. */
  readonly source?: string
}

/** The name over a story; always a pseudonym, and told as one. */
export interface PrintedPenName {
  readonly name: PenName
  /** Last part of the address of the pen name's page. */
  readonly slug: string
}

/** The series a story belongs to. */
export interface PrintedSeries {
  readonly title: Bilingual
  readonly slug: Bilingual
  /** From 1. */
  readonly part: number
}

/** A correction that readers see, with its day; corrections are only ever added. */
export interface PrintedCorrection {
  readonly madeOn: PlainDate
  readonly text: Bilingual
}

/** A block as it is printed. */
export type PrintedBlock = Block<PrintedSpeaker>

/** A whole story in both languages, complete; version 1. Line breaks exist nowhere in it. */
export interface PrintableStory {
  readonly version: 1
  /** 32 hexadecimal digits. */
  readonly id: string
  readonly original: Language
  readonly penName: PrintedPenName
  readonly series?: PrintedSeries
  /** Last part of the address: `[0-9a-z]` and single hyphens, at most 80. */
  readonly slug: Bilingual
  readonly kicker: Bilingual
  readonly headline: Bilingual
  readonly summary: Bilingual
  /** Where it was written from, as widely as is wise. */
  readonly place: Bilingual
  readonly blocks: readonly PrintedBlock[]
  /** Told to the reader: why sources are not named, how the quotations are known. */
  readonly sourcing: Bilingual
  readonly editorsNote?: Bilingual
  /** Oldest first. */
  readonly corrections: readonly PrintedCorrection[]
  /** Ids, ascending, of the sources that stand behind it without being quoted; for the desk, and never
   *  printed. Absent if there are none. */
  readonly alsoFrom?: readonly string[]
}

/** A story that stands on the site. */
export interface StandingStory {
  readonly kind: 'story'
  readonly story: PrintableStory
  readonly publishedOn: PlainDate
}

/** Where a story stood. The reader is told that it was withdrawn, and why in the newsroom's words; of
 *  the story itself nothing is left. */
export interface WithdrawnStory {
  readonly kind: 'withdrawn'
  readonly id: string
  readonly slug: Bilingual
  readonly withdrawnOn: PlainDate
  readonly note: Bilingual
}

/** One address pair of the site. */
export type SiteStory = StandingStory | WithdrawnStory
