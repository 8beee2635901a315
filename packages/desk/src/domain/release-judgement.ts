// What a desk asks of a release that another drafted, before it builds it anew and signs. Its own person's
// approval of exactly this digest was the human act; nothing here decides anything a person has not.
import {
  findHeld,
  standingRelease,
  type DraftedRelease,
  type NewsroomState,
  type ReleaseChange,
} from '@cronista/newsroom'
import { isAboutToday } from './release-life.ts'

/** The head before the first release, 64 hexadecimal digits. */
export const FIRST_PREVIOUS_HEAD = '00'.repeat(32)

/** Why a desk does not sign. */
export type SigningObstacle =
  | 'drafted-here'
  | 'hold-not-over'
  | 'not-approved-here'
  | 'not-held'
  | 'not-next'
  | 'other-day'
  | 'story-twice'

/** Who judges, when, and by what it knows. */
export interface SigningView {
  readonly state: NewsroomState
  /** 32 hexadecimal digits. */
  readonly person: string
  readonly nowMillis: number
}

/** The first thing that keeps this desk from signing, or `undefined`. Most pass: events are still to
 *  come, or the hold is not over by this desk's clock. */
export function signingObstacle(
  { drafted }: DraftedRelease,
  view: SigningView,
): SigningObstacle | undefined {
  if (drafted.person === view.person) return 'drafted-here'
  const standing = standingRelease(view.state)?.drafted
  const follows =
    drafted.number === (standing?.number ?? 0) + 1 &&
    drafted.previousHead === (standing?.head ?? FIRST_PREVIOUS_HEAD)
  if (!follows) return 'not-next'
  if (new Set(drafted.changes.map(({ story }) => story)).size < drafted.changes.length)
    return 'story-twice'
  return drafted.changes
    .map((change) => changeObstacle(change, view))
    .find((obstacle) => obstacle !== undefined)
}

function changeObstacle(
  change: ReleaseChange,
  { state, person, nowMillis }: SigningView,
): SigningObstacle | undefined {
  const held = findHeld(state, change)
  if (held === undefined) return 'not-held'
  if (nowMillis < held.notBeforeMillis) return 'hold-not-over'
  if (!held.approvals.some((approval) => approval.person === person)) return 'not-approved-here'
  return isAboutToday(change.on, nowMillis) ? undefined : 'other-day'
}
