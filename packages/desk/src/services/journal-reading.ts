// Reading the whole journal when the desk is unlocked. Signatures were verified when entries came; here
// each chain's hashes are checked, or those of runs of entries against a sealed checkpoint, and the chains'
// ends against the sealed note: nothing that is altered, taken out, put in or cut off stays unseen.
import {
  entryHash,
  equalBytes,
  parseEntry,
  ProtocolError,
  toHex,
  type JournalEntry,
} from '@cronista/protocol'
import { encodeEvent, NewsroomError, parseEvent, type JournalEvent } from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import type { DeskStores } from '../ports/desk-store.ts'
import type { StoredEntry } from '../ports/journal-store.ts'
import type { BodyKeys } from './body-keys.ts'
import { areSameHeads, NO_ENTRIES, readNotedHeads, type ChainHead } from './chain-heads.ts'
import type { DeskKeys } from './desk-keys.ts'
import { eventIn } from './entry-events.ts'
import type { KeylessEntry } from './keyless-entries.ts'
import {
  CHECKPOINT_ENTRIES,
  digestOfEntries,
  readCheckpoints,
  standsFor,
  type Checkpoint,
} from './journal-checkpoint.ts'
import type { KnownDevices } from './known-devices.ts'

/** Goes through all chains once. */
export class JournalReading {
  /** By device id in hexadecimal digits; complete once {@link events} has come to its end. */
  readonly heads = new Map<string, ChainHead>()
  /** Entries of other devices whose events do not count. */
  refused = 0
  /** Entries whose key is not here. */
  readonly keyless: KeylessEntry[] = []
  /** Checkpoints that were used, what may be added to them, and whether one stood for other entries. */
  checkpoints = 0
  readonly fresh: Checkpoint[] = []
  isCheckpointStale = false
  readonly #keys: DeskKeys
  readonly #stores: DeskStores
  readonly #bodyKeys: BodyKeys
  readonly #devices: KnownDevices
  readonly #own: string

  constructor(keys: DeskKeys, stores: DeskStores, bodyKeys: BodyKeys, devices: KnownDevices) {
    this.#keys = keys
    this.#stores = stores
    this.#bodyKeys = bodyKeys
    this.#devices = devices
    this.#own = toHex(keys.deviceId)
  }

  /** The events that count, in the order in which they came. Throws `journal-damaged` naming the first
   *  entry that is not what this device stored, and at the end if entries are missing. */
  *events(): Iterable<JournalEvent> {
    const noted = readNotedHeads(this.#keys, this.#stores)
    const entries = this.#stores.journal.entries()[Symbol.iterator]()
    const checkpoints = readCheckpoints(this.#keys, this.#stores)
    this.isCheckpointStale = checkpoints === undefined
    for (const checkpoint of checkpoints ?? []) {
      const run = taken(entries, checkpoint.entries)
      if (standsFor(this.#keys.p, checkpoint, run)) {
        this.checkpoints++
        yield* this.#gathered(checkpoint, run)
      } else {
        this.isCheckpointStale = true
        yield* this.#opened(run)
      }
    }
    for (;;) {
      const run = taken(entries, CHECKPOINT_ENTRIES)
      yield* this.#opened(run)
      if (run.length < CHECKPOINT_ENTRIES) break
    }
    if (noted === undefined || !areSameHeads(noted, this.heads))
      throw damagedAt(`after entry ${this.#ownHead().sequence}`)
  }

  /** Events of entries that a checkpoint stands for. */
  *#gathered(checkpoint: Checkpoint, run: readonly StoredEntry[]): Iterable<JournalEvent> {
    for (const event of checkpoint.events) yield gatheredEvent(event)
    for (const index of checkpoint.unread) {
      const stored = run[index]
      const event = stored && this.#eventIn(stored, parsed(stored.entry, 'in a checkpoint'))
      if (event !== undefined) yield event
    }
    for (const [device, head] of checkpoint.heads) this.heads.set(device, head)
  }

  /** Events of entries that are opened one by one; a whole run makes a checkpoint. */
  *#opened(run: readonly StoredEntry[]): Iterable<JournalEvent> {
    const unread: number[] = []
    const events: Uint8Array[] = []
    for (const [index, stored] of run.entries()) {
      const event = this.#read(stored)
      if (event === undefined) unread.push(index)
      else {
        events.push(encodeEvent(event))
        yield event
      }
    }
    if (run.length < CHECKPOINT_ENTRIES) return
    const digest = digestOfEntries(this.#keys.p, run)
    const heads = new Map(this.heads)
    this.fresh.push({ entries: run.length, digest, heads, unread, events })
  }

  #read({ deviceId, sequence, entry: bytes }: StoredEntry): JournalEvent | undefined {
    const device = toHex(deviceId)
    const head = this.heads.get(device) ?? NO_ENTRIES
    const place = `entry ${head.sequence + 1}${device === this.#own ? '' : ' of another device'}`
    const entry = parsed(bytes, place)
    if (
      sequence !== head.sequence + 1 ||
      entry.sequence !== sequence ||
      !equalBytes(entry.deviceId, deviceId) ||
      !equalBytes(entry.previousHash, head.hash)
    )
      throw damagedAt(place)
    const { p, newsroomId } = this.#keys
    this.heads.set(device, { sequence, hash: entryHash(p, newsroomId, bytes) })
    return this.#eventIn({ deviceId, sequence, entry: bytes }, entry)
  }

  #eventIn({ deviceId, sequence }: StoredEntry, entry: JournalEntry): JournalEvent | undefined {
    const device = toHex(deviceId)
    const place = `entry ${sequence}${device === this.#own ? '' : ' of another device'}`
    const bodyKeyId = toHex(entry.bodyKeyId)
    const bodyKey = this.#bodyKeys.find(bodyKeyId)
    if (bodyKey === undefined) throw damagedAt(place)
    if (typeof bodyKey === 'string') {
      this.keyless.push({ bodyKeyId, deviceId: device, sequence })
      return undefined
    }
    const event = eventIn(this.#keys, entry, bodyKey, this.#devices.authorOf(device))
    if (!(event instanceof Error)) return event
    if (device === this.#own) throw damagedAt(place, event)
    this.refused++
    return undefined
  }

  #ownHead(): ChainHead {
    return this.heads.get(this.#own) ?? NO_ENTRIES
  }
}

function gatheredEvent(bytes: Uint8Array): JournalEvent {
  try {
    return parseEvent(bytes)
  } catch (error) {
    if (error instanceof NewsroomError) throw damagedAt('in a checkpoint', error)
    throw error
  }
}

function taken(entries: Iterator<StoredEntry>, count: number): readonly StoredEntry[] {
  const run: StoredEntry[] = []
  while (run.length < count) {
    const next = entries.next()
    if (next.done === true) break
    run.push(next.value)
  }
  return run
}

function parsed(bytes: Uint8Array, place: string) {
  try {
    return parseEntry(bytes)
  } catch (error) {
    if (error instanceof ProtocolError) throw damagedAt(place, error)
    throw error
  }
}

function damagedAt(place: string, cause?: unknown): DeskError {
  return new DeskError('journal-damaged', { place, cause })
}
