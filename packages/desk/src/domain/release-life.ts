// Which of the releases that somebody drafted counts. Every desk that knows the same events and the same
// day answers alike, so that two that were drafted at once do not wait for each other for ever.
import { CLOCK_TOLERANCE_MILLIS, MAX_ROSTER_LIFE_MILLIS } from '@cronista/protocol'
import {
  findHeld,
  pendingReleases,
  releasesOf,
  type DraftedRelease,
  type NewsroomState,
  type ReleaseDrafted,
  type ReleaseSigned,
} from '@cronista/newsroom'
import { DAY_MILLIS, dayOf } from './day.ts'

/** How long a relay may still know the roster that a release names. */
const COMPLETE_LIFE_MILLIS = 2 * DAY_MILLIS

/** A desk signs on the day of issue and names a roster that it trusts then: so long after that day began
 *  no relay takes the release any more. */
const BINDING_MILLIS = DAY_MILLIS + MAX_ROSTER_LIFE_MILLIS + CLOCK_TOLERANCE_MILLIS

/** The release that is on its way to the site, if one is. One that two people have signed comes before
 *  all others, unless this desk keeps it back: then it comes after them. Of each device's the newest
 *  counts; of several the one with the lowest id. One that nobody else signed on its day or the day after
 *  is dead. */
export function releaseInHand(
  state: NewsroomState,
  nowMillis: number,
  isKeptBack: (complete: DraftedRelease) => boolean = () => false,
): DraftedRelease | undefined {
  // They come in the order of their ids.
  const alive = pendingReleases(state).filter((release) => isAlive(release, nowMillis))
  const complete = alive.filter(isComplete)
  const goesOn = complete.find((release) => !isKeptBack(release))
  const waiting = alive.filter((release) => !isComplete(release))
  return goesOn ?? waiting.find((one) => isNewestOfDevice(one, waiting)) ?? complete[0]
}

/** The signatures of a release that are about what was drafted, by device. */
export function signaturesOf(release: DraftedRelease): readonly ReleaseSigned[] {
  return [...release.signatures.values()].filter(({ head }) => head === release.drafted.head)
}

/** Whether two people have signed it on two devices. */
export function isComplete(release: DraftedRelease): boolean {
  return new Set(signaturesOf(release).map(({ person }) => person)).size > 1
}

/** What a release says of its time: 00:00 UTC of the day, so that the site tells nobody the hour at which
 *  an editor works. */
export function issueMillisOf(nowMillis: number): number {
  return dayOf(nowMillis) * DAY_MILLIS
}

/** When it was drafted, as far as its author can be believed: some time of the day of issue. */
export function draftedAtMillisOf(drafted: ReleaseDrafted): number {
  const { issuedAtMillis: from, draftedAtMillis = from } = drafted
  return Math.min(Math.max(from, draftedAtMillis), from + DAY_MILLIS)
}

/** Held stories that a release may still put on the site which this device (32 hexadecimal digits) has
 *  signed, or two people have: whoever has their signatures can hand it in, so until a release of its
 *  number has been served, or the roster that it names has ended, approvals cannot be taken back. */
export function boundStories(
  state: NewsroomState,
  device: string,
  { servedNumber, nowMillis }: { readonly servedNumber: number; readonly nowMillis: number },
): ReadonlySet<string> {
  const binding = releasesOf(state).filter((release) => {
    const { number, issuedAtMillis } = release.drafted
    const isSigned = isSignedBy(release, device) || isComplete(release)
    return isSigned && number > servedNumber && nowMillis <= issuedAtMillis + BINDING_MILLIS
  })
  const changes = binding.flatMap(({ drafted }) => drafted.changes)
  const held = changes.filter((change) => findHeld(state, change) !== undefined)
  return new Set(held.map(({ story }) => story))
}

/** Whether this device (32 hexadecimal digits) has signed what was drafted. */
export function isSignedBy(release: DraftedRelease, device: string): boolean {
  return signaturesOf(release).some((signed) => signed.device === device)
}

/** Whether the calendar day is today, yesterday or tomorrow. */
export function isAboutToday(on: string, nowMillis: number): boolean {
  return Math.abs(Date.parse(on) / DAY_MILLIS - dayOf(nowMillis)) <= 1
}

function isAlive(release: DraftedRelease, nowMillis: number): boolean {
  const { issuedAtMillis } = release.drafted
  return isComplete(release)
    ? nowMillis < draftedAtMillisOf(release.drafted) + COMPLETE_LIFE_MILLIS
    : Math.abs(dayOf(nowMillis) - dayOf(issuedAtMillis)) <= 1
}

function isNewestOfDevice(release: DraftedRelease, among: readonly DraftedRelease[]): boolean {
  const { device } = release.drafted
  const draftedAtMillis = draftedAtMillisOf(release.drafted)
  return among
    .filter(({ drafted }) => drafted.device === device)
    .every((other) => {
      const otherAtMillis = draftedAtMillisOf(other.drafted)
      return (
        otherAtMillis < draftedAtMillis ||
        (otherAtMillis === draftedAtMillis && other.id >= release.id)
      )
    })
}
