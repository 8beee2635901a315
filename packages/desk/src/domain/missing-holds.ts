// Two people may approve at once, each on a desk that knows only of one approval: then nobody set the hold
// that the second approval brings with it.
import { standingOf, storiesOf, type NewsroomState, type OpenedStory } from '@cronista/newsroom'
import { isUrgent } from './hold.ts'

/** A story that two people approved and that has no hold. */
export interface MissingHold {
  readonly story: OpenedStory
  /** What they approved. */
  readonly digest: string
  /** Whether this person's desk sets it now: one of the two does, and the other's if that desk is away;
   *  with a withdrawal neither waits for the other. */
  readonly isDue: boolean
}

/** Stories that lack a hold and that this person (32 hexadecimal digits) has approved. */
export function missingHolds(state: NewsroomState, person: string): readonly MissingHold[] {
  return storiesOf(state).flatMap((story) => {
    const standing = standingOf(story)
    if (standing.state !== 'approved') return []
    const approvers = standing.approvals.map((approval) => approval.person).sort()
    if (!approvers.includes(person)) return []
    const { proposal } = standing
    const isDue = approvers[0] === person || isUrgent(proposal)
    return [{ story, digest: proposal.digest, isDue }]
  })
}
