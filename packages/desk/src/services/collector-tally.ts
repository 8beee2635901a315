import type { OpenedCells } from '../ports/cell-opener.ts'
import type { Surplus } from './segment-intake.ts'

/** What has come since the desk was unlocked. */
export interface CollectorCounts {
  readonly cells: number
  readonly cover: number
  /** Sealed to none of our keys, or not sealed at all. */
  readonly foreign: number
  /** Sealed to us and refused, by the code of the rule that was broken. */
  readonly refused: Readonly<Record<string, number>>
  /** Parts given up for want of room. */
  readonly droppedParts: number
}

/** Counts; it keeps nothing of what it counts. */
export class CollectorTally {
  readonly #refused: Record<string, number> = {}
  #cells = 0
  #cover = 0
  #foreign = 0
  #droppedParts = 0

  opened(cells: OpenedCells): void {
    const { real, cover, foreign, refused } = cells
    this.#cells += real.length + cover + foreign + sum(Object.values(refused))
    this.#cover += cover
    this.#foreign += foreign
    this.#refuse(refused)
  }

  harvested(harvest: Surplus): void {
    this.#droppedParts += harvest.droppedParts
    this.#refuse(harvest.refused)
  }

  counts(): CollectorCounts {
    return {
      cells: this.#cells,
      cover: this.#cover,
      foreign: this.#foreign,
      refused: { ...this.#refused },
      droppedParts: this.#droppedParts,
    }
  }

  #refuse(refused: Readonly<Record<string, number>>): void {
    for (const [code, count] of Object.entries(refused))
      this.#refused[code] = (this.#refused[code] ?? 0) + count
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
