import type { FromWorker, SealedCell } from './worker-messages.ts'

/** A cell that leaves now, and its serial if it was the next one. */
export interface TakenCell {
  readonly serial: number | undefined
  readonly cell: Uint8Array
}

/** The cells a page holds ready, so that a tick never waits for a worker: the next one, and spare
 *  cover for when there is none. */
export class CellStock {
  #next: SealedCell | undefined
  #spares: Uint8Array[] = []

  /** Takes what the worker has sealed. */
  put({ next, spares, anew }: Extract<FromWorker, { kind: 'sealed' }>): void {
    if (next !== undefined) this.#next = next
    this.#spares = anew ? [...spares] : [...this.#spares, ...spares]
  }

  /** The cell for this tick; `undefined` only while the very first is being sealed. */
  take(): TakenCell | undefined {
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
}
