import type { DeviceId } from '@cronista/protocol'
import type { Hour } from '../domain/hour.ts'

/** What became of a batch that was handed in. */
export type BatchReceipt = 'refused' | 'repeated' | 'stored'

/** A batch that has been judged (§11). */
export interface JudgedBatch {
  readonly deviceId: DeviceId
  /** The sender's own count, from 1. */
  readonly number: number
  readonly bytes: Uint8Array
}

/** Where a batch stands among those of all devices, and whose it is. */
export interface ListedBatch {
  /** From 1, in the order in which they came. Never given twice, so that what comes after one that
   *  has been forgotten can still be asked for. */
  readonly place: number
  readonly deviceId: DeviceId
  readonly number: number
}

/** The batches in which the newsroom's devices exchange their journal: sealed, all of one size, and
 *  put into one order for everyone. Nothing finer than the hour is kept of when one came. */
export interface JournalBatches {
  /** Durable when it resolves to `stored`. `repeated`: these very bytes are there under this number.
   *  `refused`: the number is not the one after the device's last, or is taken by other bytes; nothing
   *  was changed. The first of a device may have any number: a newsroom may go on at another relay. */
  append(batch: JudgedBatch, hour: Hour): Promise<BatchReceipt>
  /** At most `limit` of those after this place, in their order. */
  list(afterPlace: number, limit: number): Promise<readonly ListedBatch[]>
  find(place: number): Promise<Uint8Array | undefined>
  /** Drops those that came before this hour. Each device's last number stays known. */
  forgetBefore(hour: Hour): Promise<void>
}
