import type { Language, Random } from '@cronista/protocol'
import type { Catalogue } from '../texts/catalogue.ts'
import type { Visit } from '../visit.ts'

/** What has been typed and chosen; it outlives a change of language, and nothing else. */
export interface Draft {
  text: string
  /** The new words, until the thread is open. */
  words: number[]
  /** The words chosen by somebody who returns. */
  chosen: (number | undefined)[]
  /** Came with words learnt before. */
  returning: boolean
}

/** Draws one screen. */
export type Screen = (stage: Stage) => readonly Node[]

/** What a screen is given. */
export interface Stage {
  readonly texts: Catalogue
  readonly language: Language
  readonly visit: Visit
  readonly draft: Draft
  readonly random: Random
  readonly show: (screen: Screen) => void
  /** Forgets what was begun and shows the first screen. */
  readonly startOver: () => void
  /** Calls `update` now and after each change of the conversation, until the screen is left. */
  readonly live: (update: () => void) => void
  /** Calls `undo` when the screen is left. */
  readonly whenLeft: (undo: () => void) => void
}

/** An empty draft. */
export function emptyDraft(): Draft {
  return { text: '', words: [], chosen: [], returning: false }
}

/** Overwrites a draft. Texts cannot be overwritten in this language; they are let go of. */
export function wipeDraft(draft: Draft): void {
  draft.words.fill(0)
  draft.chosen.fill(undefined)
  Object.assign(draft, emptyDraft())
}
