import { equalBytes } from '@cronista/protocol'
import { currentEdition, type StoredEdition } from '../../domain/stored-edition.ts'
import type { EditionReceipt, EditionStore } from '../../ports/edition-store.ts'

/** Editions in memory. */
export class MemoryEditionStore implements EditionStore {
  #editions: StoredEdition[] = []

  async put(edition: StoredEdition): Promise<EditionReceipt> {
    const same = this.#editions.find(({ number }) => number === edition.number)
    if (same !== undefined && equalBytes(same.bytes, edition.bytes)) return 'repeated'
    const isNewest = this.#editions.every(
      ({ number, timeMillis }) => number < edition.number && timeMillis < edition.timeMillis,
    )
    if (!isNewest) return 'older'
    this.#editions.push(edition)
    return 'stored'
  }

  async current(nowMillis: number): Promise<StoredEdition | undefined> {
    return currentEdition(this.#editions, nowMillis)
  }

  async nextTimeMillis(nowMillis: number): Promise<number | undefined> {
    return this.#editions.find(({ timeMillis }) => timeMillis > nowMillis)?.timeMillis
  }

  async forgetReplaced(nowMillis: number): Promise<void> {
    const current = currentEdition(this.#editions, nowMillis)
    this.#editions = this.#editions.filter(({ number }) => number >= (current?.number ?? 0))
  }
}
