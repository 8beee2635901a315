import type { NewsroomId, Primitives } from '@cronista/protocol'
import type { CellLog } from './cell-log.ts'
import type { Clock } from './clock.ts'
import type { EditionStore } from './edition-store.ts'
import type { JournalBatches } from './journal-batches.ts'
import type { RosterStore } from './roster-store.ts'

/** All that the relay's application stands on. */
export interface RelayPorts {
  readonly cellLog: CellLog
  readonly editions: EditionStore
  readonly rosters: RosterStore
  readonly batches: JournalBatches
  readonly clock: Clock
  readonly primitives: Primitives
  /** The newsroom whose devices are obeyed; pinned by the operator (§2). */
  readonly newsroomId: NewsroomId
  readonly editionIntervalMillis: number
  /** Ed25519 public keys of those who may take segments and nothing else (§9). */
  readonly auditors: readonly Uint8Array[]
  /** Told of failures of storage and of bugs, without anything of the request. */
  readonly onFailure: (error: unknown) => void
}
