import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSegmentName, type SegmentName } from '@cronista/protocol'
import type { SegmentStore } from '../../ports/segment-store.ts'
import { openFolder, syncFolder, writeDurably } from './durable-file.ts'
import { onDisk, unlessMissing } from './failure.ts'

/** Segments as files of one folder, each under its own name. */
export class DiskSegmentStore implements SegmentStore {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** Opens the folder, makes it if needed, and takes away what was left unfinished in it. */
  static async open(folder: string): Promise<DiskSegmentStore> {
    await openFolder(folder)
    return new DiskSegmentStore(folder)
  }

  async put(name: SegmentName, bytes: Uint8Array): Promise<void> {
    await onDisk(() => writeDurably(this.#folder, name, bytes))
  }

  async find(name: SegmentName): Promise<Uint8Array | undefined> {
    return unlessMissing(async () => new Uint8Array(await readFile(join(this.#folder, name))))
  }

  async remove(name: SegmentName): Promise<void> {
    await onDisk(async () => {
      await rm(join(this.#folder, name), { force: true })
      await syncFolder(this.#folder)
    })
  }

  async *names(): AsyncIterable<SegmentName> {
    for (const entry of await onDisk(() => readdir(this.#folder))) {
      const parsed = parseSegmentName(entry)
      if (parsed !== undefined) yield parsed.name
    }
  }
}
