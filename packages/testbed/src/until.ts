import { setTimeout as wait } from 'node:timers/promises'

const LOOK_MILLIS = 50

/** Looks again and again until there is something; `undefined` if there was nothing in time. */
export async function until<Found>(
  patienceMillis: number,
  look: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  for (let waited = 0; ; waited += LOOK_MILLIS) {
    const found = await look()
    if (found !== undefined || waited >= patienceMillis) return found
    await wait(LOOK_MILLIS)
  }
}
