import { equalBytes, parseBatch, toHex } from '@cronista/protocol'
import { DeskError } from '../../desk-error.ts'
import type { BatchRelay, ListedBatch } from '../../ports/batch-relay.ts'

interface HeldBatch extends ListedBatch {
  readonly bytes: Uint8Array
}

/** Batches in a relay's memory; it takes them in the order of each device's numbers. */
export class MemoryBatchRelay implements BatchRelay {
  /** The batch at place n stands at n - 1. */
  readonly #held: HeldBatch[] = []
  readonly #last = new Map<string, HeldBatch>()
  readonly #withheld = new Set<number>()

  async putBatch(number: number, bytes: Uint8Array): Promise<void> {
    const deviceId = toHex(parseBatch(bytes).deviceId)
    const last = this.#last.get(deviceId)
    if (last?.number === number && equalBytes(last.bytes, bytes)) return
    if (last !== undefined && number !== last.number + 1) throw new DeskError('batch-refused')
    const batch = { place: this.#held.length + 1, deviceId, number, bytes: bytes.slice() }
    this.#held.push(batch)
    this.#last.set(deviceId, batch)
  }

  async batches(afterPlace: number): Promise<readonly ListedBatch[]> {
    return this.#held
      .slice(afterPlace, afterPlace + 1000)
      .filter(({ place }) => !this.#withheld.has(place))
      .map(({ place, deviceId, number }) => ({ place, deviceId, number }))
  }

  async batch(place: number): Promise<Uint8Array | undefined> {
    return this.#withheld.has(place) ? undefined : this.#held[place - 1]?.bytes.slice()
  }

  /** Everything that was handed in, in its order. */
  all(): readonly Readonly<HeldBatch>[] {
    return [...this.#held]
  }

  /** From now on the relay says nothing of the batch at this place. */
  withhold(place: number): void {
    this.#withheld.add(place)
  }

  /** Puts bytes where a batch was. */
  replace(place: number, bytes: Uint8Array): void {
    const held = this.#held[place - 1]
    if (held !== undefined) this.#held[place - 1] = { ...held, bytes }
  }

  /** Forgets what came after a place, as a relay does that was restored from a copy. */
  restore(place: number): void {
    this.#held.length = place
    this.#last.clear()
    for (const batch of this.#held) this.#last.set(batch.deviceId, batch)
  }
}
