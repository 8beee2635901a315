/** Where the journal stands: the entries of every device's chain as bytes, only ever added to. */
export interface JournalStore {
  /** Adds the entry that follows the last of its device. Throws `storage-failed` for any other
   *  sequence. */
  append(entry: StoredEntry): void
  /** All entries in the order in which they came, a device's in that of its chain. They are to be
   *  used up before the store changes. */
  entries(): Iterable<StoredEntry>
  /** At most `limit` entries of one device, from this sequence on. */
  chain(deviceId: Uint8Array, from: number, limit: number): readonly StoredEntry[]
}

/** An entry as it stands in the store; nothing in it has been verified. */
export interface StoredEntry {
  /** 16 bytes. */
  readonly deviceId: Uint8Array
  readonly sequence: number
  readonly entry: Uint8Array
}
