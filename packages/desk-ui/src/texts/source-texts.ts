import type { IdentificationLevel, ProtectionKindName } from '@cronista/desk/story-api'
import type { ConsentNeed } from '../sources/consent-need.ts'

/** Sources and pen names: two kinds of names that are never mixed up. */
export interface NameTexts {
  readonly heading: string
  readonly open: string
  readonly backToStory: string
  readonly sources: string
  readonly sourcesExplained: string
  readonly noSources: string
  readonly newSource: string
  readonly edit: (label: string) => string
  readonly change: string
  readonly level: string
  readonly levels: Readonly<Record<IdentificationLevel, string>>
  readonly levelHints: Readonly<Record<IdentificationLevel, string>>
  readonly label: string
  readonly labelHint: string
  readonly unnamedBecause: string
  readonly unnamedBecauseHint: string
  readonly deskReason: string
  readonly deskReasonHint: string
  readonly hiddenFrom: string
  readonly hiddenFromHint: string
  /** What a form lacks, each with the field's own name. */
  readonly lacks: (field: string) => string
  /** Stands in front of what keeps stories with this source from being published. */
  readonly blockedUntil: string
  readonly exposed: string
  readonly openExposed: (headline: string) => string
  readonly save: string
  readonly saved: string
  readonly cancel: string
  readonly penNames: string
  readonly penNamesExplained: string
  readonly noPenNames: string
}

/** What a source agreed to, and how the desk writes it down. */
export interface ConsentTexts {
  readonly heading: string
  /** Why a consent is needed, given what was agreed before. */
  readonly needs: Readonly<Record<ConsentNeed, (agreedLevel: string, until: string) => string>>
  readonly lowers: string
  readonly covered: string
  readonly another: string
  readonly words: string
  readonly wordsHint: string
  readonly agreedOn: string
  readonly until: string
  readonly untilHint: string
  readonly askedBy: string
  /** `name` is '' as long as the desk has not said it. */
  readonly askedByMe: (name: string) => string
  readonly untilTooEarly: string
  /** "Agreed on …, asked by …, until …". */
  readonly agreed: (level: string, on: string, by: string) => string
  readonly endsOn: (until: string) => string
  readonly ended: (until: string) => string
  readonly none: string
}

/** Texts that must not get out. */
export interface ProtectionTexts {
  readonly heading: string
  readonly of: (label: string) => string
  readonly explained: string
  readonly limits: string
  readonly none: string
  readonly kind: string
  readonly kinds: Readonly<Record<ProtectionKindName, string>>
  readonly text: string
  readonly add: string
  readonly close: string
  readonly added: (text: string) => string
  readonly lift: string
  readonly liftOf: (text: string) => string
  readonly liftExplained: string
  readonly liftNow: string
  readonly lifted: (text: string) => string
  readonly liftedHeading: string
  /** Said of a text that the source permitted for some time. */
  readonly until: (day: string) => string
  readonly liftedEntry: (kind: string, text: string) => string
  readonly count: (protections: number) => string
}
