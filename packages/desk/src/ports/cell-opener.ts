import type { EpochIdentity, NewsroomId, OpenedCell, ProtocolErrorCode } from '@cronista/protocol'

/** What was in a segment. Cover is counted and forgotten. */
export interface OpenedCells {
  readonly real: readonly Exclude<OpenedCell, { kind: 'cover' }>[]
  readonly cover: number
  /** Sealed to none of the given epochs' keys, or not sealed at all. */
  readonly foreign: number
  /** Sealed to us and yet wrong, by the rule that was broken. */
  readonly refused: Readonly<Partial<Record<ProtocolErrorCode, number>>>
}

/** Opens cells with all the cores it may use. */
export interface CellOpener {
  /** Opens every cell. Rubbish is counted, never thrown; throws `worker-failed` if the machinery
   *  itself broke, after which the same cells may be tried again. */
  open(
    newsroomId: NewsroomId,
    identities: readonly EpochIdentity[],
    cells: readonly Uint8Array[],
  ): Promise<OpenedCells>
  /** Lets go of every key but these, wherever it was put for opening; not while cells are being opened. A
   *  desk calls it when secrets have died: the next segment may be a long time off. */
  forgetAllBut(identities: readonly EpochIdentity[]): Promise<void>
  close(): Promise<void>
}
