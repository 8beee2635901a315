import type { Language } from '../story/language.ts'
import type { StoryField } from './story-draft.ts'

/** Everything that keeps a story from being printed. */
export const storyFaultCodes = [
  'correction-missing',
  'date-malformed',
  'field-empty',
  'only-one-language-changed',
  'pen-name-missing',
  'quotation-incomplete',
  'segment-untranslated',
  'series-incomplete',
  'slug-malformed',
  'slug-taken',
  'source-unknown',
  'source-unnamed-without-reason',
  'source-withheld',
  'story-empty',
  'text-too-long',
] as const

/** Why a story cannot be printed yet. */
export type StoryFaultCode = (typeof storyFaultCodes)[number]

/** What a quotation lacks. */
export type QuotationField = 'exactWords' | 'saidOn' | 'speaker' | 'spokenIn' | 'where'

/** One thing that is missing or wrong, and where. */
export interface StoryFault {
  readonly code: StoryFaultCode
  readonly field?: QuotationField | StoryField
  /** The segment's id. */
  readonly segment?: string
  /** Where it is missing or wrong, if not in both. */
  readonly language?: Language
}
