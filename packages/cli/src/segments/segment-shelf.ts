// Copies of segments in a folder, a file each. They are what the relay gave: sealed cells, which nothing on
// this machine opens.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  areInHashOrder,
  parseSegment,
  parseSegmentName,
  ProtocolError,
  type Primitives,
  type SegmentName,
} from '@cronista/protocol'
import { CliError } from '../cli-error.ts'
import { openFolder, readIfThere, syncFolder, writeWhole } from '../adapters/durable-file.ts'

const RETENTION_MILLIS = 14 * 86_400_000
const HOUR_CHARACTERS = 'YYYY-MM-DDTHH'.length

/** Copies of segments. Every method throws `CliError` `storage-failed`. */
export class SegmentShelf {
  readonly #p: Primitives
  readonly #folder: string
  readonly #sizes: Map<SegmentName, number>

  private constructor(p: Primitives, folder: string, sizes: Map<SegmentName, number>) {
    this.#p = p
    this.#folder = folder
    this.#sizes = sizes
  }

  /** Goes on with what the folder holds; what a process that was killed had not finished is taken away.
   *  Throws `CliError` `folder-not-writable`. */
  static async open(p: Primitives, folder: string): Promise<SegmentShelf> {
    try {
      await openFolder(folder)
      const sizes = new Map<SegmentName, number>()
      for (const file of await readdir(folder)) {
        const name = parseSegmentName(file)?.name
        if (name !== undefined) sizes.set(name, (await stat(join(folder, file))).size)
      }
      return new SegmentShelf(p, folder, sizes)
    } catch (cause) {
      throw new CliError('folder-not-writable', folder, { cause })
    }
  }

  /** How many bytes the copies take. */
  get bytes(): number {
    return [...this.#sizes.values()].reduce((sum, size) => sum + size, 0)
  }

  has(name: SegmentName): boolean {
    return this.#sizes.has(name)
  }

  /** The names of all copies, oldest first. */
  names(): readonly SegmentName[] {
    return [...this.#sizes.keys()].sort((a, b) => numberOf(a) - numberOf(b))
  }

  /** The names after one, oldest first; that one itself may be gone. */
  async *segments(after?: SegmentName): AsyncGenerator<SegmentName, undefined> {
    const from = after === undefined ? 0 : numberOf(after)
    for (const name of this.names()) if (numberOf(name) > from) yield name
  }

  /** A copy; `undefined` if there is none. One that is no longer what was stored is dropped, to be fetched
   *  again. */
  async findSegment(name: SegmentName): Promise<Uint8Array | undefined> {
    if (!this.#sizes.has(name)) return undefined
    const bytes = await this.#onDisk(() => readIfThere(join(this.#folder, name)))
    if (bytes !== undefined && isSegment(this.#p, bytes)) return bytes
    await this.#remove(name)
    return undefined
  }

  /** Keeps a copy. Durable when it resolves; before, there is nothing under this name. */
  async put(name: SegmentName, bytes: Uint8Array): Promise<void> {
    await this.#onDisk(async () => {
      await writeWhole(this.#folder, name, bytes)
      await syncFolder(this.#folder)
    })
    this.#sizes.set(name, bytes.length)
  }

  /** Removes the copies whose 14 days are over. */
  async forgetExpired(nowMillis: number): Promise<void> {
    for (const name of this.names())
      if (hourMillisOf(name) + RETENTION_MILLIS <= nowMillis) await this.#remove(name)
  }

  async #remove(name: SegmentName): Promise<void> {
    await this.#onDisk(() => rm(join(this.#folder, name), { force: true }))
    this.#sizes.delete(name)
  }

  async #onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (cause) {
      throw new CliError('storage-failed', this.#folder, { cause })
    }
  }
}

/** Whether these bytes are a segment with its cells in the order of their hashes (§7). */
export function isSegment(p: Primitives, bytes: Uint8Array): boolean {
  try {
    return areInHashOrder(p, parseSegment(bytes))
  } catch (error) {
    if (error instanceof ProtocolError) return false
    throw error
  }
}

/** The beginning of the hour in which a segment was closed, as its name says. */
export function hourMillisOf(name: SegmentName): number {
  return Date.parse(`${name.slice(0, HOUR_CHARACTERS)}:00:00Z`)
}

/** The number in a segment's name. */
export function numberOf(name: SegmentName): number {
  return parseSegmentName(name)?.number ?? 0
}
