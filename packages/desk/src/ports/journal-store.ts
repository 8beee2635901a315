/** Where a device's journal stands: its entries as bytes, in order, only ever added to. */
export interface JournalStore {
  /** Adds the entry that follows the last. Throws `storage-failed` for any other sequence. */
  append(sequence: number, entry: Uint8Array): void
  /** All entries in their order. */
  entries(): Iterable<StoredEntry>
}

/** An entry as it stands in the store; nothing in it has been verified. */
export interface StoredEntry {
  readonly sequence: number
  readonly entry: Uint8Array
}
