import {
  encodeSegment,
  parseSegment,
  parseSegmentName,
  segmentName,
  toHex,
  type Primitives,
  type SegmentName,
} from '@cronista/protocol'
import type { Cell } from '../../domain/cell.ts'
import { hasExpired } from '../../domain/segment-rule.ts'
import type { CellLog } from '../../ports/cell-log.ts'
import type { Clock } from '../../ports/clock.ts'
import type { SegmentStore } from '../../ports/segment-store.ts'

/** A cell log without a disk: for tests of what faces it. */
export class MemoryCellLog implements CellLog {
  readonly #primitives: Primitives
  readonly #store: SegmentStore
  readonly #clock: Clock
  readonly #segmentMaxCells: number
  readonly #kept = new Set<string>()
  readonly #listed: SegmentName[] = []
  #open: Cell[] = []
  #nextNumber = 1

  constructor(parts: {
    primitives: Primitives
    store: SegmentStore
    clock: Clock
    segmentMaxCells: number
  }) {
    this.#primitives = parts.primitives
    this.#store = parts.store
    this.#clock = parts.clock
    this.#segmentMaxCells = parts.segmentMaxCells
  }

  async append(cell: Cell): Promise<void> {
    const hash = toHex(this.#primitives.sha256(cell))
    if (this.#kept.has(hash)) return
    this.#kept.add(hash)
    this.#open.push(cell)
    if (this.#open.length >= this.#segmentMaxCells) await this.#closeOpen()
  }

  async close(which: 'all' | 'full'): Promise<void> {
    if (which === 'all' && this.#open.length > 0) await this.#closeOpen()
  }

  async *segments(after?: SegmentName): AsyncIterable<SegmentName> {
    const from = after === undefined ? 0 : numberOf(after)
    yield* this.#listed.filter((name) => numberOf(name) > from)
  }

  async findSegment(name: SegmentName): Promise<Uint8Array | undefined> {
    return this.#listed.includes(name) ? await this.#store.find(name) : undefined
  }

  async expire(): Promise<void> {
    for (const name of this.#listed.filter((listed) => hasExpired(listed, this.#clock()))) {
      for (const cell of parseSegment((await this.#store.find(name)) ?? new Uint8Array()))
        this.#kept.delete(toHex(this.#primitives.sha256(cell)))
      this.#listed.splice(this.#listed.indexOf(name), 1)
      await this.#store.remove(name)
    }
  }

  async #closeOpen(): Promise<void> {
    const cells = this.#open
    this.#open = []
    const name = segmentName(this.#nextNumber++, this.#clock())
    await this.#store.put(name, encodeSegment(this.#primitives, cells))
    this.#listed.push(name)
  }
}

function numberOf(name: SegmentName): number {
  return parseSegmentName(name)?.number ?? 0
}
