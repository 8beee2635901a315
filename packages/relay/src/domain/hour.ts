declare const brand: unique symbol
/** Whole hours since 1970: the finest time that is kept of what devices hand in. */
export type Hour = number & { readonly [brand]: 'Hour' }

const HOUR_MILLIS = 3_600_000
const THIRTY_DAYS_HOURS = 30 * 24

/** The hour that this moment belongs to. */
export function hourOf(millis: number): Hour {
  return Math.floor(millis / HOUR_MILLIS) as Hour
}

/** When this hour began. */
export function beginningOf(hour: Hour): number {
  return hour * HOUR_MILLIS
}

/** Thirty days earlier: how long batches, and files that a release has left, are kept. */
export function thirtyDaysBefore(hour: Hour): Hour {
  return (hour - THIRTY_DAYS_HOURS) as Hour
}
