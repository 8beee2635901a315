// What came from the relay, judged before anything of it is believed: a batch by its sender's signature
// and the group's key, an item by its author's signature and the key that came with it.
import {
  entryHash,
  isBatchSigned,
  isEntrySigned,
  openBatch,
  openEntry,
  parseBatch,
  parseEntry,
  parseItem,
  ProtocolError,
  toHex,
  type BatchContent,
} from '@cronista/protocol'
import type { LinkedEntry } from '../domain/chain-intake.ts'
import type { ListedBatch } from '../ports/batch-relay.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { GroupKeys } from './group-keys.ts'
import type { ArrivedEntry, Journal } from './journal.ts'
import type { KnownDevices } from './known-devices.ts'

/** What arrivals are judged by. */
export interface ArrivalParts {
  readonly keys: DeskKeys
  readonly devices: KnownDevices
  readonly groupKeys: GroupKeys
  readonly journal: Journal
}

/** An entry whose author signed it and whose body opens; where it stands in its chain is not judged. */
export type JudgedEntry = ArrivedEntry & LinkedEntry

/** What a batch says; `undefined` unless it is what the relay lists, a known device signed it, and it
 *  was sealed under a key of the group's. */
export function judgedBatch(
  { keys: { p, newsroomId }, devices, groupKeys }: ArrivalParts,
  listed: ListedBatch,
  bytes: Uint8Array,
): BatchContent | undefined {
  try {
    const batch = parseBatch(bytes)
    const isListed =
      toHex(batch.deviceId) === listed.deviceId && batch.number === listed.number
    const device = devices.find(listed.deviceId)
    const groupKey = groupKeys.find(batch.groupEpoch)
    if (!isListed || device === undefined || groupKey === undefined) return undefined
    if (!isBatchSigned(p, newsroomId, batch, device.publicKey)) return undefined
    return openBatch(p, newsroomId, batch, groupKey.key)
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

/** The entry in an item; `undefined` for one that is malformed, of a stranger, not signed by its author,
 *  or does not open with the key beside it: another desk may have a better copy. One that is here already
 *  is `known`. */
export function judgedEntry(parts: ArrivalParts, item: Uint8Array): JudgedEntry | 'known' | undefined {
  try {
    return judged(parts, item)
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

function judged(
  { keys: { p, newsroomId }, devices, journal }: ArrivalParts,
  itemBytes: Uint8Array,
): JudgedEntry | 'known' | undefined {
  const item = parseItem(itemBytes)
  const bytes = item.entry
  const entry = parseEntry(bytes)
  const deviceId = toHex(entry.deviceId)
  const device = devices.find(deviceId)
  if (device === undefined) return undefined
  const hash = entryHash(p, newsroomId, bytes)
  const { sequence, previousHash } = entry
  const held = sequence <= (journal.heads.get(deviceId)?.sequence ?? 0)
  if (held && toHex(journal.hashOf(deviceId, sequence) ?? hash) === toHex(hash)) return 'known'
  if (!isEntrySigned(p, newsroomId, entry, device.publicKey)) return undefined
  const judgedItem = { deviceId, entry, bytes, hash, sequence, previousHash }
  if (item.kind === 'key-destroyed') return judgedItem
  const isNewKey = !journal.hasKey(toHex(entry.bodyKeyId))
  if (isNewKey && openEntry(p, newsroomId, entry, item.bodyKey) === undefined) return undefined
  const bodyKey = { id: entry.bodyKeyId, key: item.bodyKey, subject: toHex(item.subject) }
  return { ...judgedItem, bodyKey }
}
