import type { PlainDate } from '@cronista/newsroom'

/** One day, in milliseconds. */
export const DAY_MILLIS = 86_400_000

/** Days (UTC) since 1970. */
export function dayOf(millis: number): number {
  return Math.floor(millis / DAY_MILLIS)
}

/** The day (UTC) as readers see it; never an hour. */
export function plainDateOf(millis: number): PlainDate {
  return new Date(millis).toISOString().slice(0, 10) as PlainDate
}
