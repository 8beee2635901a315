// Where a story stands: its moves, one after the other, each made if it is possible then. The order is
// the same on every device, whatever the order in which the moves arrived. What releases made of it is
// ordered by their numbers alone; among the moves it has its place where it became possible.
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
import { approvalsOf, siteFacts, twoOf, type PublishedChange, type SiteFact } from './site-facts.ts'
import type { Approval, InReview, Pitch, Standing, StandingDraft } from './standing.ts'
import { MAX_TURN_STEP } from './story-limits.ts'

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
  /** How many moves and publications were impossible and changed nothing. */
  readonly ignoredMoves: number
}

const pitch: Pitch = { state: 'pitch' }

/** The moves, given in the order of their turns, up to the first that runs too far ahead: it waits until
 *  others have come as far. So a single move in a high turn does not use up the turns of a story. */
export function movesInReach(moves: readonly StoryMoved[]): readonly StoryMoved[] {
  const end = moves.findIndex(
    ({ turn }, index) => turn > (moves[index - 1]?.turn ?? 0) + MAX_TURN_STEP,
  )
  return end < 0 ? moves : moves.slice(0, end)
}

/** Makes the moves of the story `id` in the order given, and what releases `published`, in their order. */
export function replayed(
  id: string,
  moves: readonly StoryMoved[],
  published: readonly PublishedChange[],
): Replay {
  const history: HistoryEntry[] = []
  const facts = siteFacts(id, moves, published)
  const inReach = movesInReach(moves)
  const approvals: Approval[] = []
  let standing: Standing = pitch
  let made = 0
  const settleWhile = (isNext: (fact: SiteFact) => boolean) => {
    for (let fact = facts[made]; fact !== undefined && isNext(fact); fact = facts[++made]) {
      standing = fact.standing
      history.push(entryOf(fact.change))
    }
  }
  for (const told of inReach) {
    const outcome = moved(id, standing, told)
    if (!isRefused(outcome)) {
      standing = outcome
      history.push(entryOf(told))
    }
    approvals.push(...approvalsOf(told))
    settleWhile((fact) => isDue(fact, standing, approvals))
  }
  settleWhile(() => true)
  return { standing, history, ignoredMoves: moves.length + published.length - history.length }
}

/** Whether two people have approved it, and it goes no further by moves alone. */
function isDue(
  { change: { digest } }: SiteFact,
  standing: Standing,
  approvals: readonly Approval[],
): boolean {
  const isOnItsWay =
    'proposal' in standing && standing.proposal.digest === digest && standing.state !== 'held'
  return !isOnItsWay && twoOf(approvals, digest) !== undefined
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
