import { setTimeout as wait } from 'node:timers/promises'

const LOOK_MILLIS = 100

/** Looks again and again until there is something; throws RangeError if `what` was not there in time. */
export async function awaited<Found>(
  patienceMillis: number,
  what: string,
  look: () => Promise<Found | undefined>,
): Promise<Found> {
  for (let waited = 0; waited <= patienceMillis; waited += LOOK_MILLIS) {
    const found = await look()
    if (found !== undefined) return found
    await wait(LOOK_MILLIS)
  }
  throw new RangeError(`${what}: not within ${patienceMillis / 1000} s`)
}
