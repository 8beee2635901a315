import { equalBytes, sameId } from '@cronista/protocol'
import type { Hour } from '../../domain/hour.ts'
import type {
  BatchReceipt,
  JournalBatches,
  JudgedBatch,
  ListedBatch,
} from '../../ports/journal-batches.ts'

interface KeptBatch extends ListedBatch, JudgedBatch {
  readonly hour: Hour
}

/** Batches in memory. */
export class MemoryJournalBatches implements JournalBatches {
  #kept: readonly KeptBatch[] = []
  readonly #lastNumbers = new Map<string, number>()
  #lastPlace = 0

  async append(batch: JudgedBatch, hour: Hour): Promise<BatchReceipt> {
    const { deviceId, number, bytes } = batch
    const same = this.#kept.find(
      (kept) => sameId(kept.deviceId, deviceId) && kept.number === number,
    )
    if (same !== undefined && equalBytes(same.bytes, bytes)) return 'repeated'
    const lastNumber = this.#lastNumbers.get(deviceId.join())
    if (lastNumber !== undefined && number !== lastNumber + 1) return 'refused'
    this.#lastNumbers.set(deviceId.join(), number)
    this.#lastPlace += 1
    this.#kept = [...this.#kept, { ...batch, place: this.#lastPlace, hour }]
    return 'stored'
  }

  async list(afterPlace: number, limit: number): Promise<readonly ListedBatch[]> {
    return this.#kept
      .filter(({ place }) => place > afterPlace)
      .slice(0, limit)
      .map(({ place, deviceId, number }) => ({ place, deviceId, number }))
  }

  async find(place: number): Promise<Uint8Array | undefined> {
    return this.#kept.find((kept) => kept.place === place)?.bytes
  }

  async forgetBefore(hour: Hour): Promise<void> {
    this.#kept = this.#kept.filter((kept) => kept.hour >= hour)
  }
}
