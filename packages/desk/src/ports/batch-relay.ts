/** A batch in the relay's list. */
export interface ListedBatch {
  /** Counts up in the order of arrival; names the batch at the relay. */
  readonly place: number
  /** Whose it is, as the relay says: 32 hexadecimal digits. */
  readonly deviceId: string
  readonly number: number
}

/** The relay, where batches of the journal are concerned. Every method throws `DeskError`:
 *  `relay-unreachable` or `device-refused`, as everywhere at the relay, or a code of its own where one
 *  is named. */
export interface BatchRelay {
  /** Hands a batch in; once more with the same bytes is nothing new. Throws `batch-refused` if it does
   *  not follow this device's last. */
  putBatch(number: number, batch: Uint8Array): Promise<void>
  /** The batches after this place, oldest first, at most 1,000. */
  batches(afterPlace: number): Promise<readonly ListedBatch[]>
  /** A batch's bytes, not yet parsed; `undefined` if the relay has it no longer. */
  batch(place: number): Promise<Uint8Array | undefined>
}
