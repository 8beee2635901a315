import type { BatchRelay } from '../ports/batch-relay.ts'

/** Pages of a listing that are asked for at most: all batches of thirty days of several desks. */
const MAX_PAGES = 400

/** A batch of this device, as the relay listed it. */
export interface OwnBatch {
  readonly number: number
  readonly place: number
}

/** Where the relay stands. */
export interface FoundOwnBatch extends OwnBatch {
  /** Whether the relay has what it listed before at the place where it listed it. If not, `number` and
   *  `place` are those of the newest it still has, both 0 if none: what came after is to be fetched. */
  readonly isWhole: boolean
  /** The newest of this device's batches that it has; 0 if none. */
  readonly newestNumber: number
}

/** Goes through the relay's whole listing for this device's batches; `seen` is the newest that was ever
 *  listed. Throws as the relay does. */
export async function findOwnBatch(
  relay: BatchRelay,
  deviceId: string,
  seen: OwnBatch,
): Promise<FoundOwnBatch> {
  let newestNumber = 0
  let before: OwnBatch = { number: 0, place: 0 }
  let isWhole = seen.number === 0
  let after = 0
  for (let page = 0; page < MAX_PAGES; page++) {
    const listing = await relay.batches(after)
    for (const { place, deviceId: sender, number } of listing) {
      if (sender !== deviceId) continue
      newestNumber = Math.max(newestNumber, number)
      if (number === seen.number && place === seen.place) isWhole = true
      if (number <= seen.number && number >= before.number) before = { number, place }
    }
    const last = listing.at(-1)?.place ?? after
    if (last <= after) break
    after = last
  }
  return isWhole ? { isWhole, ...seen, newestNumber } : { isWhole, ...before, newestNumber }
}
