/** One day, in milliseconds. */
export const DAY_MILLIS = 86_400_000

/** Days (UTC) since 1970. */
export function dayOf(millis: number): number {
  return Math.floor(millis / DAY_MILLIS)
}
