/* The embedded cell log: cells in SQLite until their segment is closed, then a file. What happens
 * when a segment is closed, and what a crash in between leaves:
 *
 *   1. it is sealed (a commit): its cells are fixed, so its bytes are too
 *   2. its file is written and synced — a crash here leaves a file that no list names; the segment is
 *      still sealed, is written again after the restart, and a file of another name is swept
 *   3. one commit lists it, remembers its hashes and deletes its cells
 *
 * So a cell is in the table or in a listed segment, at each moment in exactly one of them. */
import { parseSegmentName, segmentName, type SegmentName } from '@cronista/protocol'
import type { Cell } from '../../domain/cell.ts'
import { RelayError } from '../../domain/relay-error.ts'
import { hasExpired } from '../../domain/segment-rule.ts'
import type { CellLog } from '../../ports/cell-log.ts'
import type { Clock } from '../../ports/clock.ts'
import type { SegmentStore } from '../../ports/segment-store.ts'
import { CellWriter, MAX_BATCH_CELLS } from './cell-writer.ts'

const TOO_MANY = {
  es: 'Demasiadas celdas esperan al disco.',
  en: 'Too many cells wait for the disk.',
}

/** Cells that may wait for a commit (24 MiB); what comes beyond is refused and may come again. */
const MAX_WAITING_CELLS = 8192
const NAMES_AT_ONCE = 1000
/** A segment's version and count stand before its cells (§7). */
const SEGMENT_HEADER_BYTES = 3

interface WaitingCell {
  readonly cell: Cell
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** What a {@link SqliteCellLog} is made of. */
export interface SqliteCellLogParts {
  /** The database file; made if it is not there. */
  readonly path: string
  readonly store: SegmentStore
  readonly clock: Clock
  /** From 1 to 4,096. */
  readonly segmentMaxCells: number
  /** Told of a failure to close a full segment, which nobody waits for; it is tried again. */
  readonly onFailure: (error: unknown) => void
}

/** Cells in SQLite on a thread of its own, with group commit: all that arrive while one commit is on
 *  its way to the disk share the next. */
export class SqliteCellLog implements CellLog {
  readonly #writer: CellWriter
  readonly #parts: SqliteCellLogParts
  #waiting: WaitingCell[] = []
  #committing: Promise<void> | undefined
  #closing: Promise<void> = Promise.resolve()

  private constructor(writer: CellWriter, parts: SqliteCellLogParts) {
    this.#writer = writer
    this.#parts = parts
  }

  /** Opens the log, and sweeps segment files that a crash left unlisted. Throws as `openDatabase`. */
  static async open(parts: SqliteCellLogParts): Promise<SqliteCellLog> {
    const log = new SqliteCellLog(await CellWriter.open(parts.path, parts.segmentMaxCells), parts)
    try {
      for await (const name of parts.store.names())
        if (!(await log.#writer.call('isListed', name))) await parts.store.remove(name)
      return log
    } catch (error) {
      await log.shut()
      throw error
    }
  }

  append(cell: Cell): Promise<void> {
    if (this.#waiting.length >= MAX_WAITING_CELLS)
      return Promise.reject(new RelayError('storage-failed', TOO_MANY))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ cell, resolve, reject })
      this.#committing ??= this.#commitWaiting()
    })
  }

  close(which: 'all' | 'full'): Promise<void> {
    const closed = this.#closing.then(() => this.#closeSegments(which))
    this.#closing = closed.catch(() => undefined)
    return closed
  }

  async *segments(after?: SegmentName): AsyncIterable<SegmentName> {
    let from = numberOf(after)
    for (;;) {
      const names = await this.#writer.call('names', from, NAMES_AT_ONCE)
      yield* names
      if (names.length < NAMES_AT_ONCE) return
      from = numberOf(names.at(-1))
    }
  }

  async findSegment(name: SegmentName): Promise<Uint8Array | undefined> {
    const isListed = await this.#writer.call('isListed', name)
    return isListed ? await this.#parts.store.find(name) : undefined
  }

  async expire(): Promise<void> {
    const { store, clock } = this.#parts
    for await (const name of this.segments()) {
      if (!hasExpired(name, clock())) return
      // The file is the only list of its cells. Without it their hashes stay, which costs only room.
      const bytes = (await store.find(name)) ?? new Uint8Array()
      await this.#writer.call('forget', name, bytes.subarray(SEGMENT_HEADER_BYTES))
      await store.remove(name)
    }
  }

  /** Waits for what has been appended and is being closed, and lets go of the database. */
  async shut(): Promise<void> {
    while (this.#committing !== undefined) await this.#committing
    await this.#closing
    await this.#writer.close()
  }

  /** Commits until nothing waits. Never rejects: each cell's own promise tells its fate. */
  async #commitWaiting(): Promise<void> {
    // First let everything in that this turn of the event loop has already received.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MAX_BATCH_CELLS)
      try {
        const filled = await this.#writer.append(batch.map(({ cell }) => cell))
        for (const { resolve } of batch) resolve()
        if (filled > 0) this.close('full').catch(this.#parts.onFailure)
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    this.#committing = undefined
  }

  async #closeSegments(which: 'all' | 'full'): Promise<void> {
    if (which === 'all') await this.#writer.call('seal')
    for (const number of await this.#writer.call('sealed')) {
      const bytes = await this.#writer.call('encodeSealed', number)
      const name = segmentName(number, this.#parts.clock())
      await this.#parts.store.put(name, bytes)
      await this.#writer.call('list', number, name)
    }
  }
}

function numberOf(name: SegmentName | undefined): number {
  return name === undefined ? 0 : (parseSegmentName(name)?.number ?? 0)
}
