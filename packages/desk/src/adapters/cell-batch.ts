import {
  asNewsroomId,
  CELL_BYTES,
  equalBytes,
  openCell,
  prepareCells,
  ProtocolError,
  type EpochIdentity,
  type OpenedCell,
  type Primitives,
  type ProtocolErrorCode,
} from '@cronista/protocol'
import type { OpenedCells } from '../ports/cell-opener.ts'

/** Cells on their way to a thread. */
export interface CellBatch {
  readonly newsroomId: Uint8Array
  readonly identities: readonly EpochIdentity[]
  /** Cells of 3,072 bytes, one after the other. */
  readonly cells: Uint8Array
}

/** Opens batches one after the other and keeps what they have in common: imported keys and the HPKE
 *  context. */
export class CellBatchOpener {
  readonly #p: Primitives
  #identities: readonly EpochIdentity[] = []
  #prepared: ReturnType<typeof prepareCells> | undefined

  constructor(p: Primitives) {
    this.#p = p
  }

  /** Opens every cell of a batch; rubbish is counted. */
  open(batch: CellBatch): OpenedCells {
    const newsroomId = asNewsroomId(batch.newsroomId)
    this.#prepared ??= prepareCells(this.#p, newsroomId)
    const byByte = new Map(this.#kept(batch.identities).map((one) => [one.number % 256, one]))
    const real: Exclude<OpenedCell, { kind: 'cover' }>[] = []
    const refused: Partial<Record<ProtocolErrorCode, number>> = {}
    let [cover, foreign] = [0, 0]
    for (let offset = 0; offset < batch.cells.length; offset += CELL_BYTES) {
      const cell = batch.cells.subarray(offset, offset + CELL_BYTES)
      const identity = byByte.get(cell[0] ?? 0)
      try {
        const opened = identity && openCell(this.#p, newsroomId, cell, identity, this.#prepared)
        if (opened === undefined) foreign++
        else if (opened.kind === 'cover') cover++
        else real.push(opened)
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error
        refused[error.code] = (refused[error.code] ?? 0) + 1
      }
    }
    return { real, cover, foreign, refused }
  }

  /** Lets go of every key but these. */
  forgetAllBut(identities: readonly EpochIdentity[]): void {
    this.#identities = this.#identities.filter((known) => isAmong(known, identities))
  }

  /** The same seeds come with every batch as new arrays; the arrays whose keys are imported stay. */
  #kept(identities: readonly EpochIdentity[]): readonly EpochIdentity[] {
    this.#identities = identities.map(
      (identity) => this.#identities.find((known) => isAmong(known, [identity])) ?? identity,
    )
    return this.#identities
  }
}

/** Whether these seeds hold this one. */
export function isAmong(identity: EpochIdentity, identities: readonly EpochIdentity[]): boolean {
  return identities.some(
    ({ number, seed }) => number === identity.number && equalBytes(seed, identity.seed),
  )
}

/** Adds up what several batches gave. */
export function joinOpened(batches: readonly OpenedCells[]): OpenedCells {
  const refused: Partial<Record<ProtocolErrorCode, number>> = {}
  for (const batch of batches)
    for (const [code, count] of Object.entries(batch.refused) as [ProtocolErrorCode, number][])
      refused[code] = (refused[code] ?? 0) + count
  return {
    real: batches.flatMap(({ real }) => real),
    cover: batches.reduce((sum, { cover }) => sum + cover, 0),
    foreign: batches.reduce((sum, { foreign }) => sum + foreign, 0),
    refused,
  }
}
