import type { CollectorStore } from './collector-store.ts'
import type { JournalStore } from './journal-store.ts'
import type { SecretStore } from './secret-store.ts'

/** The stores of one desk, which change together or not at all. */
export interface DeskStores {
  readonly journal: JournalStore
  readonly secrets: SecretStore
  readonly collector: CollectorStore
}

/** The desk's state on disk. Outside `change` the stores are for reading. */
export interface DeskStore extends DeskStores {
  /** Does all of `work` or none of it. Durable when it returns. Throws `storage-failed` when the
   *  disk does not take it, and whatever `work` throws; either way nothing has changed. */
  change<Result>(work: (stores: DeskStores) => Result): Result
  close(): void
}
