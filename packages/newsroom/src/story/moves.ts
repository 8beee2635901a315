// The moves between a story's states. Each takes the states it is possible from, so that an impossible
// one does not compile; what only the values can tell is refused with a code. Moves know nothing of
// people's screens or of the wire.
import { canonicalText } from './canonical.ts'
import { changedLanguages } from './changed-languages.ts'
import { digestOf } from './digest.ts'
import type { Bilingual } from './language.ts'
import type { PlainDate } from './plain-date.ts'
import type { PrintableStory, PrintedCorrection } from './printable-story.ts'
import type {
  Approval,
  Approved,
  Corrected,
  Draft,
  Held,
  InReview,
  OnSite,
  Pitch,
  Proposal,
  Published,
  StandingDraft,
  Withdrawn,
} from './standing.ts'

/** Why a move that the state allows is not made. */
export const moveRefusals = [
  'approved-already',
  'correction-missing',
  'corrections-changed',
  'digest-changed',
  'move-impossible',
  'noted-already',
  'only-one-language-changed',
  'story-other',
] as const

/** Why a move is not made; nothing has changed then. */
export type MoveRefusal = (typeof moveRefusals)[number]

/** A move that was not made. */
export interface Refused {
  readonly refused: MoveRefusal
}

/** Whether a move was not made. */
export function isRefused(outcome: object): outcome is Refused {
  return 'refused' in outcome
}

/** Somebody begins to write. */
export function begin(_story: Pitch): Draft {
  return { state: 'draft', noted: [] }
}

/** Asks for two approvals of what is to be printed. A story that stands on the site already needs a
 *  correction that readers see, and a change in both languages if there is one in any. */
export function submit(draft: Draft, content: PrintableStory): InReview | Refused {
  const kind = draft.onSite === undefined ? 'publication' : 'correction'
  const proposal = { kind, story: content, digest: digestOf({ kind, story: content }) } as const
  const refused = unfit(proposal, draft.onSite)
  return refused === undefined ? inReview(draft, proposal) : { refused }
}

/** Asks for two approvals of a notice in place of the story. */
export function proposeWithdrawal(
  story: Corrected | Published | StandingDraft,
  note: Bilingual,
): InReview {
  const { id, slug } = story.onSite.story
  const content = { kind: 'withdrawal', id, slug, note } as const
  const draft = story.state === 'draft' ? story : reopen(story)
  return inReview(draft, { ...content, digest: digestOf(content) })
}

/** One person approves on one device; the second of both completes it. */
export function approve(story: InReview, approval: Approval): Approved | InReview | Refused {
  if (approval.digest !== story.proposal.digest) return { refused: 'digest-changed' }
  const [first] = story.approvals
  if (first === undefined) return { ...story, approvals: [approval] }
  if (first.person === approval.person || first.device === approval.device)
    return { refused: 'approved-already' }
  return { ...story, state: 'approved', approvals: [first, approval] }
}

/** Lets it wait. */
export function hold(story: Approved, notBeforeMillis: number): Held {
  return { ...story, state: 'held', notBeforeMillis }
}

/** A release has put it on the site. When that may happen is decided before a release is signed. */
export function publish(story: Held, on: PlainDate): Corrected | Published | Withdrawn {
  const { proposal, onSite } = story
  if (proposal.kind === 'publication')
    return { state: 'published', onSite: newOnSite(proposal, on) }
  if (proposal.kind === 'correction')
    return { state: 'corrected', onSite: newOnSite(proposal, onSite?.publishedOn ?? on) }
  const { slug, note, digest } = proposal
  return { state: 'withdrawn', slug, note, digest, withdrawnOn: on }
}

/** Takes it back to be written on; approvals are void. */
export function returnToDraft(story: Approved | Held | InReview): Draft {
  return draftOf(story.noted, story.onSite)
}

/** It is to be written on; the site stays as it is. */
export function reopen(story: Corrected | Published): StandingDraft {
  return { state: 'draft', noted: [], onSite: story.onSite }
}

/** Notes what readers will be told of a change; published with the next correction. */
export function noteCorrection(
  story: StandingDraft,
  correction: PrintedCorrection,
): Refused | StandingDraft {
  const known = story.noted.map(canonicalText)
  if (known.includes(canonicalText(correction))) return { refused: 'noted-already' }
  return { ...story, noted: [...story.noted, correction] }
}

/** Why the proposal cannot follow what stands on the site, or `undefined`. */
export function unfit(proposal: Proposal, onSite: OnSite | undefined): MoveRefusal | undefined {
  if (proposal.kind === 'publication') {
    if (onSite !== undefined) return 'move-impossible'
    return proposal.story.corrections.length > 0 ? 'corrections-changed' : undefined
  }
  if (onSite === undefined) return 'move-impossible'
  if (proposal.kind === 'withdrawal')
    return proposal.id === onSite.story.id ? undefined : 'story-other'
  const { story } = proposal
  if (story.id !== onSite.story.id) return 'story-other'
  const before = onSite.story.corrections.map(canonicalText)
  const after = story.corrections.map(canonicalText)
  if (before.some((correction, index) => correction !== after[index])) return 'corrections-changed'
  if (after.length === before.length) return 'correction-missing'
  return changedLanguages(onSite.story, story).length === 1
    ? 'only-one-language-changed'
    : undefined
}

function inReview(draft: Draft, proposal: Proposal): InReview {
  return { ...draft, state: 'in-review', proposal, approvals: [] }
}

function newOnSite(
  { story, digest }: { readonly story: PrintableStory; readonly digest: string },
  publishedOn: PlainDate,
): OnSite {
  return { story, digest, publishedOn }
}

function draftOf(noted: readonly PrintedCorrection[], onSite: OnSite | undefined): Draft {
  return { state: 'draft', noted, ...(onSite && { onSite }) }
}
