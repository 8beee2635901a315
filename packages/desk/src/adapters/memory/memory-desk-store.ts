import { toHex, type SegmentName } from '@cronista/protocol'
import { DeskError } from '../../desk-error.ts'
import type { SkippedSegment } from '../../ports/collector-store.ts'
import type { DeskStore, DeskStores } from '../../ports/desk-store.ts'
import type { StoredEntry } from '../../ports/journal-store.ts'
import type { SealedSecret } from '../../ports/secret-store.ts'

interface Held {
  entries: readonly StoredEntry[]
  secrets: ReadonlyMap<string, SealedSecret>
  cursor: SegmentName | undefined
  skipped: readonly SkippedSegment[]
}

/** A desk's state that lasts as long as the process. */
export function openMemoryDeskStore(): DeskStore {
  let held: Held = { entries: [], secrets: new Map(), cursor: undefined, skipped: [] }
  const stores = storesOver(
    () => held,
    (next) => (held = next),
  )
  return {
    ...stores,
    change(work) {
      const before = held
      try {
        return work(stores)
      } catch (error) {
        held = before
        throw error
      }
    },
    close: () => undefined,
  }
}

function storesOver(get: () => Held, set: (next: Held) => void): DeskStores {
  const nameOf = (kind: string, id: Uint8Array) => `${kind}/${toHex(id)}`
  const setSecrets = (change: (secrets: Map<string, SealedSecret>) => void) => {
    const secrets = new Map(get().secrets)
    change(secrets)
    set({ ...get(), secrets })
  }
  return {
    journal: {
      append(sequence, entry) {
        const { entries } = get()
        if (sequence !== entries.length + 1) throw new DeskError('storage-failed')
        set({ ...get(), entries: [...entries, { sequence, entry: entry.slice() }] })
      },
      entries: () => get().entries,
    },
    secrets: {
      put: (secret) => setSecrets((secrets) => secrets.set(nameOf(secret.kind, secret.id), secret)),
      find: (kind, id) => get().secrets.get(nameOf(kind, id)),
      list: (kind) => [...get().secrets.values()].filter((secret) => secret.kind === kind),
      erase: (kind, id) => setSecrets((secrets) => secrets.delete(nameOf(kind, id))),
      eraseExpired(today) {
        const before = get().secrets.size
        setSecrets((secrets) => {
          for (const [name, { expiresOnDay }] of secrets)
            if (expiresOnDay !== undefined && expiresOnDay < today) secrets.delete(name)
        })
        return before - get().secrets.size
      },
    },
    collector: {
      cursor: () => get().cursor,
      setCursor: (cursor) => set({ ...get(), cursor }),
      recordSkipped: (segment) => set({ ...get(), skipped: [...get().skipped, segment] }),
      skipped: () => get().skipped,
    },
  }
}
