import { toHex, type Primitives } from '@cronista/protocol'
import type { FileHash } from '../../domain/file-hash.ts'
import type { Hour } from '../../domain/hour.ts'
import type { FileReceipt, ReleaseFiles } from '../../ports/release-files.ts'
import type { SiteFile } from '../../ports/site-files.ts'
import { compressedCopy } from '../node/compressed-copy.ts'

interface KeptFile {
  readonly bytes: Uint8Array
  readonly compressed: Uint8Array | undefined
  readonly hour: Hour
}

/** Files of releases in memory. */
export class MemoryReleaseFiles implements ReleaseFiles {
  readonly #primitives: Primitives
  readonly #kept = new Map<FileHash, KeptFile>()

  constructor(primitives: Primitives) {
    this.#primitives = primitives
  }

  async put(hash: FileHash, given: Uint8Array, hour: Hour): Promise<FileReceipt> {
    const bytes = given.slice()
    if (toHex(this.#primitives.sha256(bytes)) !== hash) return 'mismatched'
    const compressed = await compressedCopy(bytes)
    const receipt = this.#kept.has(hash) ? 'repeated' : 'stored'
    this.#kept.set(hash, { bytes, compressed, hour })
    return receipt
  }

  async sizeOf(hash: FileHash): Promise<number | undefined> {
    return this.#kept.get(hash)?.bytes.length
  }

  async find(hash: FileHash, brotli: 'accepted' | 'refused'): Promise<SiteFile | undefined> {
    const kept = this.#kept.get(hash)
    if (kept === undefined) return undefined
    return brotli === 'accepted' && kept.compressed !== undefined
      ? { bytes: kept.compressed, brotli: true }
      : { bytes: kept.bytes, brotli: false }
  }

  async forgetBefore(hour: Hour, isNeeded: (hash: FileHash) => boolean): Promise<void> {
    for (const [hash, kept] of this.#kept)
      if (kept.hour < hour && !isNeeded(hash)) this.#kept.delete(hash)
  }
}
