import { join } from 'node:path'
import { CliError } from '../cli-error.ts'
import type { SightedKind, Sighting, SightingStore } from '../monitor/sightings.ts'
import { openFolder, readIfThere, syncFolder, writeWhole } from './durable-file.ts'

const NAME = 'sightings'
const LINE =
  /^(?<kind>edition|release|roster) (?<number>\d{1,16}) (?<name>[0-9a-f]{64}) (?<seen>\d{1,16})$/u

/** What a monitor has seen, in one file of a folder, a line each: kind, number, name, and when it was seen
 *  first in milliseconds since 1970. */
export class DiskSightings implements SightingStore {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** Throws `CliError` `folder-not-writable`. */
  static async open(folder: string): Promise<DiskSightings> {
    try {
      await openFolder(folder)
    } catch (cause) {
      throw new CliError('folder-not-writable', folder, { cause })
    }
    return new DiskSightings(folder)
  }

  /** Throws `CliError` `storage-failed`, also for a file that is not one of these. */
  async all(): Promise<readonly Sighting[]> {
    const bytes = await this.#onDisk(() => readIfThere(join(this.#folder, NAME)))
    const lines = new TextDecoder().decode(bytes).split('\n')
    return lines.filter((line) => line !== '').map((line) => this.#parsed(line))
  }

  keep(sightings: readonly Sighting[]): Promise<void> {
    const lines = sightings.map(
      ({ kind, number, name, firstSeenMillis }) => `${kind} ${number} ${name} ${firstSeenMillis}\n`,
    )
    const bytes = new TextEncoder().encode(lines.join(''))
    return this.#onDisk(async () => {
      await writeWhole(this.#folder, NAME, bytes)
      await syncFolder(this.#folder)
    })
  }

  #parsed(line: string): Sighting {
    const { kind, number, name, seen } = LINE.exec(line)?.groups ?? {}
    if (kind === undefined || name === undefined) throw new CliError('storage-failed', this.#folder)
    const [known, firstSeenMillis] = [kind as SightedKind, Math.floor(Number(seen))]
    return { kind: known, number: Number(number), name, firstSeenMillis }
  }

  async #onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (cause) {
      throw new CliError('storage-failed', this.#folder, { cause })
    }
  }
}
