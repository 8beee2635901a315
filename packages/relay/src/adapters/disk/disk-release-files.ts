/* Files of releases in one folder, each named by its hash. A compressed copy lies beside it and is
 * written first, so that a file that is there has all that belongs to it. A file's date is the hour in
 * which it was put, and nothing finer. */
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { toHex } from '@cronista/protocol'
import { parseFileHash, type FileHash } from '../../domain/file-hash.ts'
import { beginningOf, hourOf, type Hour } from '../../domain/hour.ts'
import { InTurn } from '../../domain/in-turn.ts'
import type { FileReceipt, ReleaseFiles } from '../../ports/release-files.ts'
import type { SiteFile } from '../../ports/site-files.ts'
import { compressedCopy } from '../node/compressed-copy.ts'
import { nativePrimitives } from '../node/native-primitives.ts'
import { openFolder, syncFolder, writeDurably } from './durable-file.ts'
import { onDisk, unlessMissing } from './failure.ts'

const COMPRESSED = '.br'

/** Files of releases on a disk. They are written one after the other, so that a newsroom that hands in
 *  thousands does not keep pages and cells waiting. */
export class DiskReleaseFiles implements ReleaseFiles {
  readonly #folder: string
  readonly #writing = new InTurn()

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** Opens the folder, makes it if needed, and takes away what was left unfinished in it. */
  static async open(folder: string): Promise<DiskReleaseFiles> {
    await openFolder(folder)
    return new DiskReleaseFiles(folder)
  }

  async put(hash: FileHash, bytes: Uint8Array, hour: Hour): Promise<FileReceipt> {
    if (toHex(nativePrimitives.sha256(bytes)) !== hash) return 'mismatched'
    return this.#writing.run(() => onDisk(() => this.#write(hash, bytes, beginningOf(hour))))
  }

  async sizeOf(hash: FileHash): Promise<number | undefined> {
    return unlessMissing(async () => (await stat(this.#pathOf(hash))).size)
  }

  async find(hash: FileHash, brotli: 'accepted' | 'refused'): Promise<SiteFile | undefined> {
    const compressed = brotli === 'accepted' ? await this.#read(hash + COMPRESSED) : undefined
    if (compressed !== undefined) return { bytes: compressed, brotli: true }
    const bytes = await this.#read(hash)
    return bytes === undefined ? undefined : { bytes, brotli: false }
  }

  async forgetBefore(hour: Hour, isNeeded: (hash: FileHash) => boolean): Promise<void> {
    await this.#writing.run(() => onDisk(() => this.#forget(hour, isNeeded)))
  }

  async #write(hash: FileHash, bytes: Uint8Array, putMillis: number): Promise<FileReceipt> {
    if ((await this.sizeOf(hash)) !== undefined) {
      await utimes(this.#pathOf(hash), putMillis / 1000, putMillis / 1000)
      return 'repeated'
    }
    const compressed = await compressedCopy(bytes)
    if (compressed !== undefined)
      await writeDurably(this.#folder, hash + COMPRESSED, compressed, putMillis)
    await writeDurably(this.#folder, hash, bytes, putMillis)
    return 'stored'
  }

  /** A compressed copy goes with its file, or by its own date if a killed process left it alone. */
  async #forget(hour: Hour, isNeeded: (hash: FileHash) => boolean): Promise<void> {
    const names = await readdir(this.#folder)
    const all = new Set(names)
    for (const name of names) {
      const hash = parseFileHash(name.replace(COMPRESSED, ''))
      if (hash === undefined || isNeeded(hash) || (name !== hash && all.has(hash))) continue
      const { mtimeMs } = await stat(join(this.#folder, name))
      if (hourOf(mtimeMs) >= hour) continue
      await rm(join(this.#folder, name))
      await rm(join(this.#folder, hash + COMPRESSED), { force: true })
    }
    await syncFolder(this.#folder)
  }

  async #read(name: string): Promise<Uint8Array | undefined> {
    return unlessMissing(async () => new Uint8Array(await readFile(join(this.#folder, name))))
  }

  #pathOf(hash: FileHash): string {
    return join(this.#folder, hash)
  }
}
