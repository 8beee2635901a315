// How far the collector has come stands in the open on the disk: segments' names are public. Whoever
// could set it ahead would make messages vanish without a word, so the desk keeps a sealed note of it.
import { equalBytes, utf8 } from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'
import type { CollectorStore } from '../ports/collector-store.ts'
import type { DeskStore, DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { readNote, writeNote } from './notes.ts'

/** Notes where a device's collector stands; at its founding, so that the note's absence is damage. */
export function notePosition(keys: DeskKeys, stores: DeskStores): void {
  writeNote(keys, stores, 'collected', digestOf(keys, stores.collector))
}

/** The same store, with cursor and skipped segments checked now and noted with each change. Throws
 *  `storage-damaged` when they are not as this device left them. */
export function withCheckedPosition(keys: DeskKeys, store: DeskStore): DeskStore {
  const noted = readNote(keys, store, 'collected')
  if (noted === undefined || !equalBytes(noted, digestOf(keys, store.collector)))
    throw new DeskError('storage-damaged', { place: 'collector' })
  return {
    ...store,
    change: (work) =>
      store.change((stores) => {
        let moves = 0
        const collector: CollectorStore = {
          ...stores.collector,
          setCursor(name) {
            moves++
            stores.collector.setCursor(name)
          },
          recordSkipped(segment) {
            moves++
            stores.collector.recordSkipped(segment)
          },
          forgetSkipped(number) {
            moves++
            stores.collector.forgetSkipped(number)
          },
        }
        const result = work({ ...stores, collector })
        if (moves > 0) notePosition(keys, stores)
        return result
      }),
  }
}

function digestOf({ p }: DeskKeys, collector: CollectorStore): Uint8Array {
  const skipped = collector.skipped().map(({ number, code }) => [number, code])
  return p.sha256(utf8(JSON.stringify([collector.cursor() ?? '', skipped])))
}
