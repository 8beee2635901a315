import type { Hour } from '../../domain/hour.ts'
import { whyNotNext, type LeftFile, type StoredRelease } from '../../domain/stored-release.ts'
import type { ReleaseReceipt, ReleaseStore } from '../../ports/release-store.ts'

interface Leaving {
  readonly file: LeftFile
  readonly hour: Hour
}

/** The current release in memory. */
export class MemoryReleaseStore implements ReleaseStore {
  #current: StoredRelease | undefined
  readonly #left = new Map<string, Leaving>()

  async put(
    release: StoredRelease,
    left: readonly LeftFile[],
    hour: Hour,
  ): Promise<ReleaseReceipt> {
    const objection = whyNotNext(this.#current, release)
    if (objection !== undefined) return objection
    this.#current = release
    for (const file of left) {
      const key = `${file.hash} ${file.path}`
      this.#left.delete(key)
      this.#left.set(key, { file, hour })
    }
    return 'stored'
  }

  async current(): Promise<StoredRelease | undefined> {
    return this.#current
  }

  async left(): Promise<readonly LeftFile[]> {
    return [...this.#left.values()].map(({ file }) => file)
  }

  async forgetLeft(before: Hour): Promise<void> {
    for (const [key, { hour }] of this.#left) if (hour < before) this.#left.delete(key)
  }
}
