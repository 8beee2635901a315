// What a desk asks of a release that another drafted, before it builds it anew and signs. Its own person's
// approval of exactly this digest was the human act; nothing here decides anything a person has not.
import {
  canonicalText,
  findHeld,
  nextTurnOf,
  siteAfter,
  siteStories,
  standingRelease,
  type DraftedRelease,
  type NewsroomState,
  type ReleaseChange,
  type ReleaseDrafted,
  type SiteStory,
} from '@cronista/newsroom'
import { holdEndOf, type HoldView } from './hold.ts'
import { isAboutToday, issueMillisOf } from './release-life.ts'

/** The head before the first release, 64 hexadecimal digits. */
export const FIRST_PREVIOUS_HEAD = '00'.repeat(32)

/** Why a desk does not sign. */
export type SigningObstacle =
  | 'drafted-here'
  | 'gate-blocked'
  | 'hold-not-over'
  | 'not-approved-here'
  | 'not-held'
  | 'not-next'
  | 'other-day'
  | 'other-roster'
  | 'other-site'
  | 'other-turn'
  | 'story-twice'

/** Who judges, when, and by what it knows. */
export interface SigningView extends HoldView {
  readonly state: NewsroomState
  readonly nowMillis: number
  /** Head of the roster that this desk trusts, 64 hexadecimal digits. */
  readonly rosterHead: string
  /** Whether this desk's own gate finds nothing in what the release makes of the site, as built here. Asked
   *  last, of what could be signed otherwise. */
  passesGate(): boolean
}

/** The first thing that keeps this desk from signing, or `undefined`. Most pass: events are still to
 *  come, or the hold is not over by this desk's clock. What it signs is of today and names the roster
 *  it trusts, so that the signature is of no use when that has ended; it leads, once it is told as
 *  published, to the site that was built and to no other; and nothing built of it says more than was
 *  agreed, whatever the gate of the desk that drafted it found. */
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
  if (drafted.issuedAtMillis !== issueMillisOf(view.nowMillis)) return 'other-day'
  if (drafted.rosterHead !== view.rosterHead) return 'other-roster'
  if (new Set(drafted.changes.map(({ story }) => story)).size < drafted.changes.length)
    return 'story-twice'
  const obstacle = drafted.changes
    .map((change) => changeObstacle(change, view))
    .find((found) => found !== undefined)
  if (obstacle !== undefined) return obstacle
  if (!leadsToWhatIsBuilt(drafted, view.state)) return 'other-site'
  return view.passesGate() ? undefined : 'gate-blocked'
}

function changeObstacle(change: ReleaseChange, view: SigningView): SigningObstacle | undefined {
  const { state, person, nowMillis } = view
  const story = state.stories.get(change.story)
  const held = findHeld(state, change)
  if (story === undefined || held === undefined) return 'not-held'
  if (change.turn !== nextTurnOf(story)) return 'other-turn'
  if (nowMillis < holdEndOf(story, held, view)) return 'hold-not-over'
  if (!held.approvals.some((approval) => approval.person === person)) return 'not-approved-here'
  return isAboutToday(change.on, nowMillis) ? undefined : 'other-day'
}

/** The press prints `siteStories`; what the published release makes of them the journal decides. */
function leadsToWhatIsBuilt(drafted: ReleaseDrafted, state: NewsroomState): boolean {
  const changed = new Set(drafted.changes.map(({ story }) => story))
  const textOf = (stories: readonly SiteStory[]) =>
    canonicalText(
      stories.filter((one) => changed.has(one.kind === 'story' ? one.story.id : one.id)),
    )
  return textOf(siteStories(state, drafted.changes)) === textOf(siteAfter(state, drafted))
}
