import {
  nextTurnOf,
  replayOf,
  type Held,
  type Proposal,
  type StoryMoved,
  type StoryState,
} from '@cronista/newsroom'
import type { Random, Spread } from '@cronista/protocol'

/** Whether nothing may keep the proposal once two people have approved it: a withdrawal takes away what
 *  may bring somebody into danger, and tells nothing of when anybody wrote. */
export function isUrgent({ kind }: Pick<Proposal, 'kind'>): boolean {
  return kind === 'withdrawal'
}

/** When a story may be published whose second approval comes now: drawn anew for each, so that the day
 *  of publication tells nothing of the day of writing. */
export function drawHoldEnd(random: Random, nowMillis: number, [from, to]: Spread): number {
  const bytes = random(6)
  const drawn = bytes.reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48
  return nowMillis + Math.floor(from + drawn * (to - from))
}

/** By whose approval a hold is judged. */
export interface HoldView {
  /** 32 hexadecimal digits. */
  readonly person: string
  /** No hold is shorter. */
  readonly shortestHoldMillis: number
}

/** When this person's desk lets the held story be published, in milliseconds since 1970. One stolen
 *  device cannot make it earlier: of all holds that were set on this proposal the latest counts,
 *  whichever comes first in its turn, and from the person's own approval the shortest hold passes,
 *  whatever others set. A withdrawal may go at once, 0: what earlier versions or anybody else recorded as
 *  its hold counts for nothing, at every desk. */
export function holdEndOf(
  story: StoryState,
  { notBeforeMillis, proposal }: Held,
  { person, shortestHoldMillis }: HoldView,
): number {
  if (isUrgent(proposal)) return 0
  const ends = movesSinceProposal(story).flatMap(({ move, movedAtMillis, person: by }) => {
    if (move.kind === 'hold') return [move.notBeforeMillis]
    const isOwnApproval =
      move.kind === 'approve' && move.digest === proposal.digest && by === person
    return isOwnApproval ? [movedAtMillis + shortestHoldMillis] : []
  })
  return Math.max(notBeforeMillis, ...ends)
}

/** The moves since the last one that proposed something, those that changed nothing among them. What the
 *  history tells is looked for from the front: of moves that look alike the first is taken, so that
 *  one that is repeated later does not leave holds out. */
function movesSinceProposal(story: StoryState): readonly StoryMoved[] {
  // What runs too far ahead would outlast every proposal.
  const moves = [...story.moves.values()].filter(({ turn }) => turn < nextTurnOf(story))
  let from = 0
  let next = 0
  for (const { move, person, atMillis } of replayOf(story).history) {
    if (move === 'publish') continue
    const isTold = (one: StoryMoved, index: number) =>
      index >= next &&
      one.move.kind === move &&
      one.person === person &&
      one.movedAtMillis === atMillis
    const at = moves.findIndex(isTold)
    if (move === 'submit' || move === 'propose-withdrawal') from = at
    next = at + 1
  }
  return moves.slice(from)
}
