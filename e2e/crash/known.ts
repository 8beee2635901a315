/** All that has been promised to somebody or was seen on a disk: what the next disks have to hold. */
import type { DeskDisk, RelayDisk } from './disks.ts'
import type { Passing } from './line.ts'

/** What a newsroom must not lose. */
export class Known {
  readonly #batches = new Set<string>()
  readonly #entries = new Map<string, string>()
  #edition = 0
  #roster = 0

  /** Takes note of what the relay has answered. */
  hear({ stage, method, path, status, bodySha256 }: Passing): void {
    if (stage !== 'answered' || method !== 'PUT' || status !== 204) return
    const [, , kind, number] = path.split('/')
    if (kind === 'journal') this.#batches.add(bodySha256)
    if (kind === 'editions') this.#edition = Math.max(this.#edition, Number(number))
  }

  get batches(): number {
    return this.#batches.size
  }

  get edition(): number {
    return this.#edition
  }

  get roster(): number {
    return this.#roster
  }

  get entries(): number {
    return this.#entries.size
  }

  /** What is wrong with a relay's disk; `cells` are those that left, and whether they were answered 204. */
  judgeRelay(disk: RelayDisk, cells: ReadonlyMap<string, boolean>): readonly string[] {
    const faults = [...disk.faults]
    const lost = [...cells].filter(([hash, isAnswered]) => isAnswered && !disk.cells.has(hash))
    const doubled = [...disk.cells.values()].filter((count) => count > 1)
    const lostBatches = [...this.#batches].filter((batch) => !disk.batches.has(batch))
    if (lost.length > 0) faults.push(`${lost.length} cells answered 204 are lost`)
    if (doubled.length > 0) faults.push(`${doubled.length} cells are there twice`)
    if (lostBatches.length > 0) faults.push(`${lostBatches.length} batches are lost`)
    if (disk.edition < this.#edition) faults.push(`edition ${this.#edition} is lost`)
    if (disk.roster < this.#roster) faults.push(`roster ${this.#roster} is lost`)
    this.#roster = Math.max(this.#roster, disk.roster)
    return faults
  }

  /** What is wrong with a desk's disk: a number of a chain that bears two entries is a fork. */
  judgeDesk(disk: DeskDisk): readonly string[] {
    const faults = [...disk.faults]
    for (const [place, hash] of disk.entries) {
      const before = this.#entries.get(place)
      if (before === undefined) this.#entries.set(place, hash)
      else if (before !== hash) faults.push(`entry ${place} forks`)
    }
    return faults
  }
}
