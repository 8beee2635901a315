import type { EditionLeaseTaken } from '../events/edition-events.ts'
import type { RadixMap } from '../radix-map.ts'
import { chosen } from './chosen.ts'
import { numberKey } from './number-key.ts'

/** The leases with one more. All are kept: which of them counts depends on the moment, as one may be for
 *  a time that has not come. */
export function foldLease(
  leases: RadixMap<EditionLeaseTaken>,
  event: EditionLeaseTaken,
): RadixMap<EditionLeaseTaken> {
  const key = `${numberKey(event.fromMillis)} ${event.device}`
  return leases.with(key, chosen(leases.get(key), event))
}
