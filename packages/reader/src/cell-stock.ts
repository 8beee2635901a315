import type { FromWorker, LaterCells, SealedCell } from './worker-messages.ts'

/** A cell that leaves now, and its serial if it was the next one. */
interface TakenCell {
  readonly serial: number | undefined
  readonly cell: Uint8Array
}

/** The cells a page holds ready, so that a tick never waits for a worker: the next one, and spare
 *  cover for when there is none. The page itself changes from one epoch to the next, at its moment
 *  and for good, so that a busy worker can neither delay that nor undo it. */
export class CellStock {
  #next: SealedCell | undefined
  #spares: Uint8Array[] = []
  #later: LaterCells | undefined
  #epoch = 0

  /** The number of the epoch of what leaves now. */
  get epoch(): number {
    return this.#epoch
  }

  /** Takes what the worker has sealed. */
  put({ next, spares, anew, epoch, later }: Extract<FromWorker, { kind: 'sealed' }>): void {
    if (epoch < this.#epoch) return
    this.#epoch = epoch
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
    const cell = this.#spares.shift()
    return cell && { serial: undefined, cell }
  }

  /** Drops the next cell, which may be a part; spare cover stays. */
  dropNext(): void {
    this.#next?.cell.fill(0)
    this.#next = undefined
  }

  #turn({ spares }: LaterCells): void {
    this.dropNext()
    this.#spares = [...spares]
    this.#later = undefined
    this.#epoch += 1
  }
}
