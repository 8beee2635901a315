import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CliError } from '../cli-error.ts'
import type { MirrorStore } from '../mirror-store.ts'
import { openFolder, readIfThere, syncFolder, writeWhole } from './durable-file.ts'

const CURRENT = 'release'

/** A mirror in a folder: the release in one file, and the files it lists under their hashes. */
export class DiskMirrorStore implements MirrorStore {
  readonly #folder: string
  readonly #files: string

  private constructor(folder: string) {
    this.#folder = folder
    this.#files = join(folder, 'files')
  }

  /** Throws `CliError` `folder-not-writable`. */
  static async open(folder: string): Promise<DiskMirrorStore> {
    const store = new DiskMirrorStore(folder)
    try {
      await openFolder(folder)
      await openFolder(store.#files)
    } catch (cause) {
      throw new CliError('folder-not-writable', folder, { cause })
    }
    return store
  }

  current(): Promise<Uint8Array | undefined> {
    return this.#onDisk(() => readIfThere(join(this.#folder, CURRENT)))
  }

  find(sha256: string): Promise<Uint8Array | undefined> {
    return this.#onDisk(() => readIfThere(join(this.#files, sha256)))
  }

  putFile(sha256: string, bytes: Uint8Array): Promise<void> {
    return this.#onDisk(() => writeWhole(this.#files, sha256, bytes))
  }

  publish(release: Uint8Array): Promise<void> {
    return this.#onDisk(async () => {
      await syncFolder(this.#files)
      await writeWhole(this.#folder, CURRENT, release)
      await syncFolder(this.#folder)
    })
  }

  keepOnly(sha256s: ReadonlySet<string>): Promise<void> {
    return this.#onDisk(async () => {
      for (const name of await readdir(this.#files))
        if (!sha256s.has(name)) await rm(join(this.#files, name), { force: true })
    })
  }

  async #onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (cause) {
      throw new CliError('storage-failed', this.#folder, { cause })
    }
  }
}
