// The text of a story, version 1: segments in their order, each in both languages. Nothing in it can
// carry markup, so that press, guard and gate account for every byte that they print.
import type { Bilingual } from './language.ts'
import type { PlainDate } from './plain-date.ts'

/** A run of text, at most emphasised. Plain text (see `isPlainText`), never empty. */
export interface Span {
  readonly text: string
  readonly emphasis?: true
}

/** Spans in their order; neighbours differ in emphasis. */
export type Spans = readonly Span[]

/** Names a segment for as long as the story lives: 1 to 32 of `[0-9a-z]`. */
export type SegmentId = string

/** What is said in the story's own voice. */
export interface Paragraph {
  readonly kind: 'paragraph'
  readonly id: SegmentId
  readonly text: Bilingual<Spans>
}

/** Stands above the segments that follow it. */
export interface Heading {
  readonly kind: 'heading'
  readonly id: SegmentId
  readonly text: Bilingual<Spans>
}

/** A picture that the newsroom has seen and does not print: its text says what it shows. */
export interface Picture {
  readonly kind: 'picture'
  readonly id: SegmentId
  readonly text: Bilingual<Spans>
}

/** What the numbers in somebody's words can be: the speaker's own estimate, printed as such, or something
 *  of the speaker's own life. */
export const figureKinds = ['own-estimate', 'own-life'] as const

/** What the numbers in somebody's words are. */
export type FigureKind = (typeof figureKinds)[number]

/** Somebody's words, with who, when and where. `Speaker` is how the speaker is known: by source in a
 *  draft, by the agreed label in what is printed. */
export interface Quotation<Speaker> {
  readonly kind: 'quotation'
  readonly id: SegmentId
  /** In the language they were said in: the exact words. In another: their translation. */
  readonly text: Bilingual<Spans>
  readonly speaker: Speaker
  readonly saidOn: PlainDate
  /** Outlet, programme, speech or occasion. */
  readonly where: Bilingual
  /** What was spoken: a BCP 47 primary language, `es`, `en`, or another of 2 or 3 letters. */
  readonly spokenIn: string
  /** The exact words, if and only if they were spoken in neither language of the site. */
  readonly exactWords?: string
  /** Absent if there are none, or if nobody has said what they are. */
  readonly figures?: FigureKind
}

/** One segment of a story, aligned in both languages. */
export type Block<Speaker> = Heading | Paragraph | Picture | Quotation<Speaker>

/** The text without its emphasis. */
export function textOfSpans(spans: Spans): string {
  return spans.map(({ text }) => text).join('')
}
