import type { EpochRecipient } from '@cronista/protocol'
import type { FromWorker, LaterCells, SealedCell } from './worker-messages.ts'

/** A cell that leaves now, and its serial if it was the next one. */
interface TakenCell {
  readonly serial: number | undefined
  readonly cell: Uint8Array
}

/** The cells a page holds ready, so that a tick never waits for a worker: the next one, and spare
 *  cover for when there is none. Where that is used up too, because the worker has long been busy or
 *  is no more, the page seals cover itself: it never falls silent, and asks nobody for another worker.
 *  The page itself changes from one epoch to the next, at its moment and for good, so that a busy
 *  worker can neither delay that nor undo it. */
export class CellStock {
  readonly #sealCover: (to: EpochRecipient) => Uint8Array
  #next: SealedCell | undefined
  #spares: Uint8Array[] = []
  #to: EpochRecipient | undefined
  #later: LaterCells | undefined

  constructor(sealCover: (to: EpochRecipient) => Uint8Array) {
    this.#sealCover = sealCover
  }

  /** The number of the epoch of what leaves now; 0 before the first cell. */
  get epoch(): number {
    return this.#to?.number ?? 0
  }

  /** Takes what the worker has sealed. */
  put({ next, spares, anew, to, later }: Extract<FromWorker, { kind: 'sealed' }>): void {
    if (to.number < this.epoch) return
    this.#to = to
    if (next !== undefined) this.#next = next
    this.#spares = anew ? [...spares] : [...this.#spares, ...spares]
    if (anew || later !== undefined) this.#later = later
  }

  /** The cell for this tick; `undefined` only while the very first is being sealed. */
  take(nowMillis: number): TakenCell | undefined {
    if (this.#later !== undefined && nowMillis >= this.#later.fromMillis) this.#turn(this.#later)
    const next = this.#next
    this.#next = undefined
    if (next !== undefined) return next
    this.replenish()
    const cell = this.#spares.shift()
    return cell && { serial: undefined, cell }
  }

  /** Seals one cell of cover if there is nothing ready at all. Called some time ahead of a tick, it
   *  keeps the tick from being late by the sealing. */
  replenish(): void {
    if (this.#next === undefined && this.#spares.length === 0 && this.#to !== undefined)
      this.#spares.push(this.#sealCover(this.#to))
  }

  /** Drops the next cell, which may be a part; spare cover stays. */
  dropNext(): void {
    this.#next?.cell.fill(0)
    this.#next = undefined
  }

  #turn({ to, spares }: LaterCells): void {
    this.dropNext()
    this.#spares = [...spares]
    this.#to = to
    this.#later = undefined
  }
}
