// Where a story stands: its moves, one after the other, each made if it is possible then. The order is
// the same on every device, whatever the order in which the moves arrived.
import type { Move, StoryMoved } from '../events/story-events.ts'
import type { Digest } from './digest.ts'
import {
  approve,
  begin,
  hold,
  isRefused,
  noteCorrection,
  proposeWithdrawal,
  reopen,
  returnToDraft,
  submit,
  type MoveRefusal,
  type Refused,
} from './moves.ts'
import { SiteFacts, type PublishedChange } from './site-facts.ts'
import type { InReview, Pitch, Standing, StandingDraft } from './standing.ts'

/** A step of a story's life that changed where it stands. */
export interface HistoryEntry {
  readonly move: Move['kind'] | 'publish'
  readonly person: string
  readonly atMillis: number
  /** What was to be improved, if it was returned. */
  readonly reason?: string
}

/** Where a story stands and how it came there. */
export interface Replay {
  readonly standing: Standing
  /** Oldest first. */
  readonly history: readonly HistoryEntry[]
  /** How many moves were impossible in their turn and changed nothing. */
  readonly ignoredMoves: number
}

const pitch: Pitch = { state: 'pitch' }

/** Makes the moves of the story `id` in the order given. */
export function replayed(id: string, moves: readonly (PublishedChange | StoryMoved)[]): Replay {
  const history: HistoryEntry[] = []
  const facts = new SiteFacts(id, moves)
  let standing: Standing = pitch
  let ignoredMoves = 0
  for (const move of moves) {
    const outcome: Refused | Standing =
      move.type === 'published' ? facts.published(move) : moved(id, standing, move)
    if (isRefused(outcome)) {
      ignoredMoves++
    } else {
      standing = outcome
      history.push(entryOf(move))
    }
  }
  return { standing, history, ignoredMoves }
}

/** What the move makes of a story that stands so, or why it makes nothing. */
export function moved(
  id: string,
  standing: Standing,
  { move, person }: Pick<StoryMoved, 'move' | 'person'>,
): Refused | Standing {
  switch (move.kind) {
    case 'begin':
      return standing.state === 'pitch' ? begin(standing) : impossible
    case 'submit': {
      if (standing.state !== 'draft') return impossible
      if (move.content.id !== id) return { refused: 'story-other' }
      return named(submit(standing, move.content), move.digest)
    }
    case 'propose-withdrawal':
      return isStanding(standing)
        ? named(proposeWithdrawal(standing, move.note), move.digest)
        : impossible
    case 'approve': {
      if (standing.state !== 'in-review') return impossible
      return approve(standing, { person, device: move.device, digest: move.digest })
    }
    case 'hold':
      return standing.state === 'approved' ? hold(standing, move.notBeforeMillis) : impossible
    case 'return':
      return isProposed(standing) ? returnToDraft(standing) : impossible
    case 'reopen':
      return isStanding(standing) && standing.state !== 'draft' ? reopen(standing) : impossible
    case 'note-correction': {
      if (!isStanding(standing) || standing.state !== 'draft') return impossible
      return noteCorrection(standing, { madeOn: move.madeOn, text: move.text })
    }
  }
}

const impossible: Refused = { refused: 'move-impossible' }

/** The author and this device must mean the same digest. */
function named(outcome: InReview | Refused, digest: Digest): InReview | Refused {
  if (isRefused(outcome) || outcome.proposal.digest === digest) return outcome
  return { refused: 'digest-changed' satisfies MoveRefusal }
}

function isStanding(
  standing: Standing,
): standing is Extract<Standing, { state: 'corrected' | 'published' }> | StandingDraft {
  const { state } = standing
  if (state === 'draft') return standing.onSite !== undefined
  return state === 'published' || state === 'corrected'
}

function isProposed(
  standing: Standing,
): standing is Extract<Standing, { state: 'approved' | 'held' | 'in-review' }> {
  return ['in-review', 'approved', 'held'].includes(standing.state)
}

function entryOf(move: PublishedChange | StoryMoved): HistoryEntry {
  const by = { person: move.person, atMillis: move.movedAtMillis }
  if (move.type === 'published') return { move: 'publish', ...by }
  const reason = move.move.kind === 'return' ? move.move.reason : undefined
  return { move: move.move.kind, ...by, ...(reason !== undefined && { reason }) }
}
