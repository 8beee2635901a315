import type { FileHash } from '../domain/file-hash.ts'
import type { Hour } from '../domain/hour.ts'
import type { SiteFile } from './site-files.ts'

/** What became of a file that was handed in. */
export type FileReceipt = 'mismatched' | 'repeated' | 'stored'

/** Files of releases, each under the hash of its content, whatever path or release they belong to. */
export interface ReleaseFiles {
  /** Durable and whole when it resolves to `stored`. `repeated`: it is there already, and from now on
   *  counts as put in this hour. `mismatched`: the bytes have another hash; nothing was kept. */
  put(hash: FileHash, bytes: Uint8Array, hour: Hour): Promise<FileReceipt>
  /** Its length in bytes, or `undefined` if it is not there. */
  sizeOf(hash: FileHash): Promise<number | undefined>
  /** Its bytes; compressed if `brotli` is accepted and saves something. */
  find(hash: FileHash, brotli: 'accepted' | 'refused'): Promise<SiteFile | undefined>
  /** Removes those that were put before this hour and are not needed. */
  forgetBefore(hour: Hour, isNeeded: (hash: FileHash) => boolean): Promise<void>
}
