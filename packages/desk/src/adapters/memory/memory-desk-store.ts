import { equalBytes, toHex, type SegmentName } from '@cronista/protocol'
import { DeskError } from '../../desk-error.ts'
import type { SkippedSegment } from '../../ports/collector-store.ts'
import type { DeskStore, DeskStores } from '../../ports/desk-store.ts'
import type { StoredEntry } from '../../ports/journal-store.ts'
import type { SealedSecret } from '../../ports/secret-store.ts'

interface Held {
  secrets: ReadonlyMap<string, SealedSecret>
  cursor: SegmentName | undefined
  skipped: readonly SkippedSegment[]
}

/** A desk's state that lasts as long as the process. */
export function openMemoryDeskStore(): DeskStore {
  let held: Held = { secrets: new Map(), cursor: undefined, skipped: [] }
  const entries: StoredEntry[] = []
  const stores = storesOver(
    entries,
    () => held,
    (next) => (held = next),
  )
  return {
    ...stores,
    change(work) {
      const before = held
      const entriesBefore = entries.length
      try {
        return work(stores)
      } catch (error) {
        held = before
        entries.length = entriesBefore
        throw error
      }
    },
    close: () => undefined,
  }
}

function storesOver(
  entries: StoredEntry[],
  get: () => Held,
  set: (next: Held) => void,
): DeskStores {
  const nameOf = (kind: string, id: Uint8Array) => `${kind}/${toHex(id)}`
  const setSecrets = (change: (secrets: Map<string, SealedSecret>) => void) => {
    const secrets = new Map(get().secrets)
    change(secrets)
    set({ ...get(), secrets })
  }
  const setSkipped = (
    change: (others: readonly SkippedSegment[]) => readonly SkippedSegment[],
    number: number,
  ) => {
    const others = get().skipped.filter((one) => one.number !== number)
    set({ ...get(), skipped: change(others) })
  }
  const byNumber = (a: SkippedSegment, b: SkippedSegment) => a.number - b.number
  return {
    journal: {
      append({ deviceId, sequence, entry }) {
        const before = entries.findLast((one) => equalBytes(one.deviceId, deviceId))
        if (sequence !== (before?.sequence ?? 0) + 1) throw new DeskError('storage-failed')
        entries.push({ deviceId: deviceId.slice(), sequence, entry: entry.slice() })
      },
      entries: () => [...entries],
      chain: (deviceId, from, limit) =>
        entries
          .filter((one) => one.sequence >= from && equalBytes(one.deviceId, deviceId))
          .slice(0, limit),
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
      recordSkipped: (segment) =>
        setSkipped((others) => [...others, segment].sort(byNumber), segment.number),
      forgetSkipped: (number) => setSkipped((others) => others, number),
      skipped: () => get().skipped,
    },
  }
}
