import type { Hour } from '../domain/hour.ts'
import type { LeftFile, StoredRelease } from '../domain/stored-release.ts'

/** What became of a release that was handed in. */
export type ReleaseReceipt = 'older' | 'repeated' | 'stored' | 'unchained'

/** Which release is current, and what the ones before it left behind. */
export interface ReleaseStore {
  /** Makes this the current release and notes what leaves with the one before, in one step: whenever
   *  the machine stops, all of it has happened or nothing. Durable when it resolves to `stored`.
   *  `repeated`: it is the current one already. `older`: its number is not above the current one's.
   *  `unchained`: it does not follow on the current one. Nothing was changed by any of these. */
  put(release: StoredRelease, left: readonly LeftFile[], hour: Hour): Promise<ReleaseReceipt>
  current(): Promise<StoredRelease | undefined>
  /** What has left and is still kept, the last to leave last. */
  left(): Promise<readonly LeftFile[]>
  /** Drops what left before this hour. */
  forgetLeft(before: Hour): Promise<void>
}
