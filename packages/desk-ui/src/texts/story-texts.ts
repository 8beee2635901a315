import type {
  FigureKind,
  QuotationField,
  SegmentKind,
  StoryFaultCode,
  StoryField,
} from '@cronista/newsroom'
import type { StoryStateName } from '@cronista/desk/story-api'
import type { Language } from './language.ts'

/** What the list of stories says. */
export interface StoryListTexts {
  readonly heading: string
  readonly count: (stories: number, waiting: number) => string
  readonly loading: string
  readonly emptyHeading: string
  readonly emptyText: string
  readonly newStory: string
  readonly newStoryExplained: string
  readonly original: string
  readonly begin: string
  readonly cancel: string
  readonly fromConversation: string
  readonly withoutHeadline: Readonly<Record<Language, string>>
  readonly waitsForMe: string
  readonly waitsForMeHeading: string
  readonly othersHeading: string
  readonly approvals: (approvals: number) => string
  readonly onSite: string
  readonly noPenName: string
  readonly states: Readonly<Record<StoryStateName, string>>
  /** Where a withdrawal stands that is not made yet. It waits for nobody but two people. */
  readonly withdrawal: Readonly<Record<'approved' | 'held' | 'in-review', string>>
  /** The gate keeps what is proposed from being approved and published. */
  readonly blocked: string
  readonly back: string
}

/** What the editor of a story says. What belongs into an empty cell is said in the cell's language, so
 *  each catalogue has the invitations of its own. */
export interface EditorTexts {
  readonly loading: string
  readonly saved: string
  readonly notSaved: string
  readonly notSavedBecause: string
  readonly frame: string
  readonly body: string
  readonly bodyKeys: string
  readonly toolbar: string
  readonly kind: string
  readonly kinds: Readonly<Record<SegmentKind, string>>
  readonly emphasis: string
  readonly otherLanguage: string
  readonly undo: string
  readonly redo: string
  readonly inLanguage: Readonly<Record<Language, string>>
  readonly originalMark: string
  readonly translationMark: string
  readonly fields: Readonly<Record<StoryField, string>>
  /** What an empty field says, in the language it is to be written in. */
  readonly fieldInvitations: Readonly<Record<StoryField, string>>
  readonly fieldHints: Readonly<Partial<Record<StoryField, string>>>
  readonly fieldIn: (field: string, language: string) => string
  readonly tooLong: (over: string) => string
  readonly proposeSlug: (slug: string) => string
  readonly penName: string
  readonly noPenName: string
  readonly penNameExplained: string
  readonly newPenName: string
  readonly series: string
  readonly noSeries: string
  readonly newSeries: string
  readonly seriesTitle: string
  readonly part: string
  readonly makePenName: string
  readonly makeSeries: string
  readonly invitations: Readonly<
    Record<SegmentKind, Readonly<Record<'original' | 'translation' | 'exact-words', string>>>
  >
  readonly quotation: {
    readonly heading: string
    readonly speaker: string
    readonly bySource: string
    readonly inPublic: string
    readonly source: string
    readonly chooseSource: string
    readonly sourceGone: string
    readonly publicName: string
    readonly saidOn: string
    readonly where: string
    readonly whereHint: string
    readonly spokenIn: string
    readonly spokenInOther: string
    readonly languageCode: string
    readonly exactWords: string
    readonly exactWordsHint: string
    readonly figures: string
    readonly figuresOf: Readonly<Record<'' | FigureKind, string>>
    readonly figuresHints: Readonly<Record<'' | FigureKind, string>>
  }
  /** Stands under the caption of a picture. */
  readonly pictureExplained: string
  /** Who is behind the story: quoted, and not quoted. */
  readonly behind: {
    readonly heading: string
    readonly explained: string
    readonly none: string
    readonly quoted: string
    readonly unquoted: string
    readonly choose: string
    readonly label: string
    readonly add: string
    readonly remove: string
    readonly removeLabel: (label: string) => string
    readonly open: (label: string) => string
  }
}

/** What keeps a story from being submitted. */
export interface FaultTexts {
  readonly heading: string
  readonly none: string
  readonly codes: Readonly<Record<StoryFaultCode, string>>
  readonly quotationFields: Readonly<Record<QuotationField, string>>
  /** Names where a fault is: a field, a segment by its kind, a language. */
  readonly kinds: Readonly<Record<SegmentKind, string>>
  readonly only: Readonly<Record<Language, string>>
}
