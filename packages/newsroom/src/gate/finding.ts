import type { Reading } from '@cronista/guard'
import type { StoryField } from '../draft/story-draft.ts'
import type { SegmentId } from '../story/block.ts'
import type { Language } from '../story/language.ts'

/** The codes of each rule of the gate, by the numbers of the editorial rules. */
export const gateCodes = {
  1: ['protected-in-text', 'nothing-protected'],
  2: ['protected-on-site'],
  4: ['consent-missing', 'consent-expired', 'label-not-agreed'],
  5: ['reader-reason-missing', 'desk-reason-missing', 'hidden-from-missing'],
  13: ['figure-undeclared', 'figure-unattributed'],
  18: ['approvals-missing', 'one-language-changed'],
} as const

/** The number of a rule, as the editorial rules have it. */
export type GateRuleNumber = keyof typeof gateCodes

/** Why a story does not pass. */
export type GateCode = (typeof gateCodes)[GateRuleNumber][number]

/** The part of a segment. */
export type SegmentPart = 'exactWords' | 'speaker' | 'text' | 'where'

/** Where something stands that keeps a story from passing. `story` and `source` are ids. */
export type GatePlace =
  | {
      readonly kind: 'field'
      readonly story: string
      readonly field: StoryField
      readonly language: Language
    }
  | {
      readonly kind: 'segment'
      readonly story: string
      readonly segment: SegmentId
      readonly part: SegmentPart
      /** Absent for exact words, which are in neither, and where both are meant. */
      readonly language?: Language
    }
  | { readonly kind: 'pen-name'; readonly story: string }
  | { readonly kind: 'series'; readonly story: string; readonly language: Language }
  | {
      readonly kind: 'correction'
      readonly story: string
      /** From 0, the oldest first. */
      readonly index: number
      readonly language: Language
    }
  /** What readers are told of a withdrawal. */
  | { readonly kind: 'note'; readonly story: string; readonly language: Language }
  /** Why readers are not told the source's name. */
  | {
      readonly kind: 'reason'
      readonly story: string
      readonly source: string
      readonly language: Language
    }
  /** A built file. */
  | { readonly kind: 'site'; readonly path: string; readonly part: Reading['part'] }
  | { readonly kind: 'source'; readonly source: string }
  | { readonly kind: 'story'; readonly story: string }

/** One thing that keeps a story from passing, and where. */
export interface GateFinding {
  readonly rule: GateRuleNumber
  readonly code: GateCode
  readonly place: GatePlace
  /** The id of the source that it is about. */
  readonly source?: string
  /** The id of the protection that it would break. */
  readonly protection?: string
  /** What stands there, at most 80 characters: for the desk alone. */
  readonly excerpt?: string
}
