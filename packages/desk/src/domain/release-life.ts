// Which of the releases that somebody drafted counts. Every desk that knows the same events and the same
// day answers alike, so that two that were drafted at once do not wait for each other for ever.
import {
  pendingReleases,
  type DraftedRelease,
  type NewsroomState,
  type ReleaseSigned,
} from '@cronista/newsroom'
import { DAY_MILLIS, dayOf } from './day.ts'

/** How long a relay may still know the roster that a release names. */
const COMPLETE_LIFE_MILLIS = 2 * DAY_MILLIS

/** The release that is on its way to the site, if one is. One that two people have signed comes before
 *  all others; of each device's the newest counts; of several the one with the lowest id. One that
 *  nobody else signed on its day or the day after is dead. */
export function releaseInHand(state: NewsroomState, nowMillis: number): DraftedRelease | undefined {
  const alive = pendingReleases(state).filter((release) => isAlive(release, nowMillis))
  const complete = alive.filter(isComplete)
  // They come in the order of their ids.
  return complete[0] ?? alive.find((one) => isNewestOfDevice(one, alive))
}

/** The signatures of a release that are about what was drafted, by device. */
export function signaturesOf(release: DraftedRelease): readonly ReleaseSigned[] {
  return [...release.signatures.values()].filter(({ head }) => head === release.drafted.head)
}

/** Whether two people have signed it on two devices. */
export function isComplete(release: DraftedRelease): boolean {
  return new Set(signaturesOf(release).map(({ person }) => person)).size > 1
}

/** Whether the calendar day is today, yesterday or tomorrow. */
export function isAboutToday(on: string, nowMillis: number): boolean {
  return Math.abs(Date.parse(on) / DAY_MILLIS - dayOf(nowMillis)) <= 1
}

function isAlive(release: DraftedRelease, nowMillis: number): boolean {
  const { issuedAtMillis } = release.drafted
  return isComplete(release)
    ? nowMillis < issuedAtMillis + COMPLETE_LIFE_MILLIS
    : Math.abs(dayOf(nowMillis) - dayOf(issuedAtMillis)) <= 1
}

function isNewestOfDevice(release: DraftedRelease, among: readonly DraftedRelease[]): boolean {
  const { device, issuedAtMillis } = release.drafted
  return among
    .filter(({ drafted }) => drafted.device === device)
    .every(
      (other) =>
        other.drafted.issuedAtMillis < issuedAtMillis ||
        (other.drafted.issuedAtMillis === issuedAtMillis && other.id >= release.id),
    )
}
