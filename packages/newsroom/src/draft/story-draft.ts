// What stands in a story's document at this moment: as typed, complete or not.
import type { FigureKind, SegmentId, Spans } from '../story/block.ts'
import type { Bilingual } from '../story/language.ts'

/** The texts of a story besides its body, in the order in which the desk shows them. */
export const storyFields = [
  'headline',
  'kicker',
  'summary',
  'place',
  'slug',
  'sourcing',
  'editorsNote',
] as const

/** One of the texts besides the body. */
export type StoryField = (typeof storyFields)[number]

/** The kinds of segments. */
export const segmentKinds = ['paragraph', 'heading', 'quotation', 'picture'] as const

/** The kind of a segment. */
export type SegmentKind = (typeof segmentKinds)[number]

/** Who, when and where, as typed; '' where nothing is. Kept while the segment is no quotation. */
export interface DraftQuotation {
  /** A source of the newsroom, or somebody who spoke in public under their own name. */
  readonly speakerKind: 'public' | 'source'
  /** A source's id. */
  readonly speakerSource: string
  /** How somebody who spoke in public is called. */
  readonly speaker: Bilingual
  readonly saidOn: string
  readonly where: Bilingual
  readonly spokenIn: string
  readonly exactWords: string
  readonly figures: FigureKind | ''
}

/** One segment in both languages; either may be empty. */
export interface DraftSegment {
  /** Unique in the story. */
  readonly id: SegmentId
  readonly kind: SegmentKind
  readonly text: Bilingual<Spans>
  readonly quotation: DraftQuotation
}

/** What was chosen from the newsroom's lists. */
export interface DraftChoices {
  /** Ids, and the part as typed; '' where nothing is chosen. */
  readonly penName: string
  readonly series: string
  readonly part: string
}

/** A story as it is being written. Every text in it is plain text. */
export interface StoryDraft {
  readonly fields: Readonly<Record<StoryField, Bilingual>>
  readonly choices: DraftChoices
  readonly segments: readonly DraftSegment[]
  /** Ids, ascending, of sources that stand behind it, quoted or not. */
  readonly alsoFrom: readonly string[]
}
