/**
 * What the press prints: a story in both languages, as typed blocks. Nothing here knows HTML, and no
 * field can carry markup, so every byte of a page is either the press's own or escaped text.
 */
import type { Language } from '@cronista/protocol'

/** A calendar day, `YYYY-MM-DD`. Pages never show an hour: times of publication carry no trace of a session. */
export type PlainDate = `${number}-${number}-${number}`

/** A run of text, at most emphasised. Well-formed Unicode without control characters. */
export interface Span {
  readonly text: string
  readonly emphasis?: true
}

/** Exact words of somebody, with who, when and where, as agreed with the person quoted. */
export interface Quotation {
  readonly kind: 'quotation'
  readonly words: readonly Span[]
  /** The label agreed with the source: a full name and role, a first name, or only a description. */
  readonly speaker: string
  readonly saidOn: PlainDate
  readonly where: string
  /** The language they were spoken in, when it is not the language of this text. */
  readonly translatedFrom?: Language
}

/** One block of a story's body; version 1 of the union. */
export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'heading'; readonly text: string }
  | Quotation

/** A story in one language. */
export interface StoryText {
  /** The last part of the address: lower-case ASCII letters, digits and single hyphens, at most 80. */
  readonly slug: string
  readonly kicker: string
  readonly headline: string
  readonly standfirst: string
  readonly place: string
  readonly body: readonly Block[]
  /** Told to the reader: why sources are not named and how the quotations are known. */
  readonly sourcing: readonly Span[]
}

/** A story that may be printed. Both languages or neither: the type has no room for one alone. */
export interface Story {
  readonly version: 1
  readonly publishedOn: PlainDate
  /** Marked as a pseudonym in both languages wherever it is printed. */
  readonly penName: string
  readonly original: Language
  readonly text: Readonly<Record<Language, StoryText>>
}

/** The two languages, in the order in which the site shows them. */
export const languages: readonly Language[] = ['es', 'en']
