import type { SegmentName } from '@cronista/protocol'
import type { StoredRoster } from './stored-roster.ts'

/** How long a segment and the hashes of its cells are kept: 14 days. */
export const RETENTION_MILLIS = 14 * 86_400_000

const HOUR_CHARACTERS = 'YYYY-MM-DDTHH'.length

/** When the open segment is closed at the latest: the next multiple of its greatest age since 1970.
 *  A clock that all relays share needs no note of when a segment's first cell arrived, so none is
 *  kept, and no cell waits longer than that age. */
export function nextClosingMillis(nowMillis: number, maxAgeMillis: number): number {
  return (Math.floor(nowMillis / maxAgeMillis) + 1) * maxAgeMillis
}

/** Whether this segment's 14 days are over. Counted from the beginning of the hour in its name,
 *  which is all that is known of when it was closed. */
export function hasExpired(name: SegmentName, nowMillis: number): boolean {
  const hour = Date.parse(`${name.slice(0, HOUR_CHARACTERS)}:00:00Z`)
  return hour + RETENTION_MILLIS <= nowMillis
}

/** Whether anything may be forgotten by the relay's clock: only while its newest roster runs. Two people
 *  signed that it is over within 72 hours of their signing, so a clock that is past it has leapt ahead, or
 *  nobody has renewed the roster for days; nothing is lost by waiting for the next one. A relay that has no
 *  roster keeps nothing of a newsroom. */
export function mayForget(nowMillis: number, newest: StoredRoster | undefined): boolean {
  return newest === undefined || nowMillis < newest.expiresAtMillis
}
