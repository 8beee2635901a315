// The states of a story: pitch, draft, in review, approved, held, published, corrected, withdrawn.
// What only some states have is a field of those states alone.
import type { Digest } from './digest.ts'
import type { Bilingual } from './language.ts'
import type { PlainDate } from './plain-date.ts'
import type { PrintableStory, PrintedCorrection } from './printable-story.ts'

/** One person's approval of exactly this digest, made on this device. */
export interface Approval {
  /** 32 hexadecimal digits each. */
  readonly person: string
  readonly device: string
  readonly digest: Digest
}

/** Approvals of two people on two devices. */
export type TwoApprovals = readonly [first: Approval, second: Approval]

/** A story that is to stand on the site. */
export interface Publication {
  readonly kind: 'publication'
  readonly story: PrintableStory
  readonly digest: Digest
}
/** A story that is to stand in place of itself, with a correction more. */
export interface Correction {
  readonly kind: 'correction'
  readonly story: PrintableStory
  readonly digest: Digest
}
/** A notice that is to stand in place of the story. */
export interface Withdrawal {
  readonly kind: 'withdrawal'
  /** The story's. */
  readonly id: string
  /** Where it stands. */
  readonly slug: Bilingual
  readonly note: Bilingual
  readonly digest: Digest
}

/** What is to be done to the site. */
export type Proposal = Correction | Publication | Withdrawal

/** What readers find at the story's addresses. */
export interface OnSite {
  readonly story: PrintableStory
  readonly digest: Digest
  readonly publishedOn: PlainDate
}

/** What a story that is being worked on has, whatever its state. */
interface InWork {
  /** Stays on the site as it is meanwhile. */
  readonly onSite?: OnSite
  /** Corrections for readers that wait to be published. */
  readonly noted: readonly PrintedCorrection[]
}

/** Somebody has an idea. */
export interface Pitch {
  readonly state: 'pitch'
}
/** It is being written. */
export interface Draft extends InWork {
  readonly state: 'draft'
}
/** It is being written, and an earlier version stands on the site. */
export interface StandingDraft extends Draft {
  readonly onSite: OnSite
}
/** A proposal waits for two approvals; it has none or one. */
export interface InReview extends InWork {
  readonly state: 'in-review'
  readonly proposal: Proposal
  readonly approvals: readonly [] | readonly [Approval]
}
/** Two people on two devices have approved. */
export interface Approved extends InWork {
  readonly state: 'approved'
  readonly proposal: Proposal
  readonly approvals: TwoApprovals
}
/** It waits until publication no longer tells when the contributor wrote. A withdrawal waits for nothing,
 *  whatever moment was recorded with it: desks leave it out of account. */
export interface Held extends InWork {
  readonly state: 'held'
  readonly proposal: Proposal
  readonly approvals: TwoApprovals
  readonly notBeforeMillis: number
}
/** It stands on the site. */
export interface Published {
  readonly state: 'published'
  readonly onSite: OnSite
}
/** It stands on the site, with at least one correction. */
export interface Corrected {
  readonly state: 'corrected'
  readonly onSite: OnSite
}
/** It was taken from the site; a notice stands in its place. */
export interface Withdrawn {
  readonly state: 'withdrawn'
  readonly slug: Bilingual
  readonly note: Bilingual
  readonly digest: Digest
  readonly withdrawnOn: PlainDate
}

/** Where a story stands. */
export type Standing =
  Approved | Corrected | Draft | Held | InReview | Pitch | Published | Withdrawn

/** The names of the states. */
export type StoryPhase = Standing['state']
