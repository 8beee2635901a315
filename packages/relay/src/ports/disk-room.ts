/** How much room a disk has, in bytes; `free` is what this account may still use. */
export interface DiskRoom {
  readonly freeBytes: number
  readonly totalBytes: number
}

/** Measures the disk on which the state lies. Throws `RelayError` `storage-failed` when it cannot. */
export type DiskGauge = () => Promise<DiskRoom>
