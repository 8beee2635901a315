// What came from the relay, judged before anything of it is believed: a batch by its sender's signature
// and the group's key, an item by its author's signature and the key that came with it.
import {
  entryHash,
  equalBytes,
  fromHex,
  isBatchSigned,
  isEntrySigned,
  OPEN_GROUP_EPOCH,
  openBatch,
  openBatchKey,
  openEntry,
  parseBatch,
  parseEntry,
  parseItem,
  ProtocolError,
  toHex,
  type BatchContent,
  type JournalEntry,
} from '@cronista/protocol'
import { NewsroomError, parseEvent, subjectOf } from '@cronista/newsroom'
import { bodyKeyIdOf } from '../domain/body-key-id.ts'
import type { LinkedEntry } from '../domain/chain-intake.ts'
import type { ListedBatch } from '../ports/batch-relay.ts'
import type { BodyKey } from './body-keys.ts'
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
export type JudgedEntry = ArrivedEntry & LinkedEntry & { readonly kind: 'entry' }

/** The key of an entry that is here already, without it. */
export interface LateKey {
  readonly kind: 'late-key'
  readonly bodyKey: BodyKey
}

/** What a batch says. */
export interface JudgedBatch extends BatchContent {
  /** Whether everybody can read it: it may hold neither entries nor heads. */
  readonly isOpen: boolean
}

/** What a batch says; `undefined` unless it is what the relay lists, a known device signed it, and it is an
 *  open one or was sealed under a key that opens this device's. */
export function judgedBatch(
  { keys: { p, newsroomId }, devices, groupKeys }: ArrivalParts,
  listed: ListedBatch,
  bytes: Uint8Array,
): JudgedBatch | undefined {
  try {
    const batch = parseBatch(bytes)
    const isListed = toHex(batch.deviceId) === listed.deviceId && batch.number === listed.number
    const device = devices.find(listed.deviceId)
    if (!isListed || device === undefined) return undefined
    if (!isBatchSigned(p, newsroomId, batch, device.publicKey)) return undefined
    const isOpen = batch.groupEpoch === OPEN_GROUP_EPOCH
    groupKeys.saw(listed.deviceId, batch.groupEpoch)
    const held = groupKeys.find(listed.deviceId, batch.groupEpoch).map(({ key }) => key)
    for (const key of isOpen ? [openBatchKey(p, newsroomId)] : held) {
      const content = openBatch(p, newsroomId, batch, key)
      if (content !== undefined) return { ...content, isOpen }
    }
    return undefined
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

/** The entry in an item; `undefined` for one that is malformed, of a stranger, not signed by its author,
 *  or does not fit the key beside it: another desk may have a better copy. One that is here already
 *  is `known`, or a key for it if it lacks one. `sender` is the device (32 hexadecimal digits) whose
 *  batch it came in. */
export function judgedEntry(
  parts: ArrivalParts,
  item: Uint8Array,
  sender: string,
): JudgedEntry | LateKey | 'known' | undefined {
  try {
    return judged(parts, item, sender)
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

function judged(
  parts: ArrivalParts,
  itemBytes: Uint8Array,
  sender: string,
): JudgedEntry | LateKey | 'known' | undefined {
  const { keys, devices, journal } = parts
  const { p, newsroomId } = keys
  const item = parseItem(itemBytes)
  const bytes = item.entry
  const entry = parseEntry(bytes)
  const deviceId = toHex(entry.deviceId)
  const device = devices.find(deviceId)
  if (device === undefined) return undefined
  const hash = entryHash(p, newsroomId, bytes)
  const { sequence, previousHash } = entry
  const held = sequence <= (journal.heads.get(deviceId)?.sequence ?? 0)
  const isHere = held && toHex(journal.hashOf(deviceId, sequence) ?? hash) === toHex(hash)
  const hasKey = journal.hasKey(toHex(entry.bodyKeyId))
  if (isHere && (hasKey || item.kind === 'key-destroyed')) return 'known'
  if (!isEntrySigned(p, newsroomId, entry, device.publicKey)) return undefined
  const found = { kind: 'entry', deviceId, entry, bytes, hash, sequence, previousHash } as const
  if (item.kind === 'key-destroyed') return { ...found, isDestroyed: sender === deviceId }
  const bodyKey = { id: entry.bodyKeyId, key: item.bodyKey, subject: toHex(item.subject) }
  if (!hasKey && !(isNamed(parts, bodyKey) && fits(parts, entry, bodyKey))) return undefined
  return isHere ? { kind: 'late-key', bodyKey } : { ...found, bodyKey }
}

/** Whether this is the key, and the subject, of which the id is made. Whoever passes an entry on, or writes
 *  one under an id that others use, could else put another key or subject there and spoil it for good. */
function isNamed(
  { keys: { p, newsroomId } }: ArrivalParts,
  { id, key, subject }: BodyKey,
): boolean {
  return equalBytes(id, bodyKeyIdOf(p, newsroomId, key, fromHex(subject)))
}

/** Whether an entry opens with a key and, as far as this version understands it, concerns its subject. */
function fits(
  { keys: { p, newsroomId } }: ArrivalParts,
  entry: JournalEntry,
  { key, subject }: BodyKey,
): boolean {
  const opened = openEntry(p, newsroomId, entry, key)
  if (opened === undefined) return false
  try {
    return subjectOf(parseEvent(opened)) === subject
  } catch (error) {
    if (error instanceof NewsroomError) return true
    throw error
  }
}
