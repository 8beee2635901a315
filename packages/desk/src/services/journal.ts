// The one way in which the desk's state changes: events are sealed, chained, signed and on disk before
// anybody sees them, and so are those that other devices have written.
import {
  asDeviceId,
  encodeItem,
  entryHash,
  equalBytes,
  fromHex,
  parseEntry,
  sealEntry,
  toHex,
  type JournalEntry,
} from '@cronista/protocol'
import {
  emptyNewsroom,
  encodeEvent,
  fold,
  subjectOf,
  type JournalEvent,
  type NewsroomState,
} from '@cronista/newsroom'
import { codeOf, DeskError } from '../desk-error.ts'
import type { DeskStore, DeskStores } from '../ports/desk-store.ts'
import { BodyKeys, type BodyKey } from './body-keys.ts'
import {
  areHeadsEarlier,
  journalHeadsOf,
  NO_ENTRIES,
  noteHeads,
  raiseNotedHeads,
  type ChainHead,
  type ChainHeads,
} from './chain-heads.ts'
import type { DeskKeys } from './desk-keys.ts'
import { eventIn } from './entry-events.ts'
import { addCheckpoints, eraseCheckpoints } from './journal-checkpoint.ts'
import { JournalReading } from './journal-reading.ts'
import { KnownDevices } from './known-devices.ts'

/** An entry that came from another desk: its signature is verified, and it follows its chain's end. */
export interface ArrivedEntry {
  /** 32 hexadecimal digits. */
  readonly deviceId: string
  readonly entry: JournalEntry
  readonly bytes: Uint8Array
  /** 32 bytes. */
  readonly hash: Uint8Array
  /** Absent if whoever sent it says that the key is destroyed. */
  readonly bodyKey?: BodyKey
}

/** What a change leads to once it is durable. */
interface Written {
  readonly heads: ChainHeads
  readonly bodyKeys: readonly (BodyKey | Uint8Array)[]
  readonly events: readonly JournalEvent[]
  readonly refused: number
}

/** The chains of all devices and the state that they add up to. */
export class Journal {
  readonly #keys: DeskKeys
  readonly #store: DeskStore
  readonly #devices: KnownDevices
  readonly #bodyKeys: BodyKeys
  readonly #listeners = new Set<() => void>()
  #heads: ChainHeads = new Map()
  #state: NewsroomState = emptyNewsroom
  #refused = 0
  #isHeldBack = false

  private constructor(keys: DeskKeys, store: DeskStore, devices: KnownDevices) {
    this.#keys = keys
    this.#store = store
    this.#devices = devices
    this.#bodyKeys = new BodyKeys(keys, store.secrets)
  }

  /** Notes that a journal begins, once in a device's life: from then on an empty one is told from one
   *  that was emptied. */
  static found(keys: DeskKeys, stores: DeskStores): void {
    noteHeads(keys, stores, new Map())
  }

  /** Checks every chain from its beginning to its end and folds the events. Throws `journal-damaged`
   *  naming the first entry that is altered, forged, out of order or missing. */
  static open(keys: DeskKeys, store: DeskStore, devices = KnownDevices.open(keys, store)): Journal {
    const journal = new Journal(keys, store, devices)
    const reading = new JournalReading(keys, store, journal.#bodyKeys, devices)
    journal.#state = fold(reading.events())
    journal.#heads = reading.heads
    journal.#refused = reading.refused
    if (areHeadsEarlier(keys, store)) store.change((stores) => raiseNotedHeads(keys, stores))
    keepCheckpoints(keys, store, reading)
    return journal
  }

  /** What the journal adds up to. */
  get state(): NewsroomState {
    return this.#state
  }

  /** How far each device's chain goes here. */
  get heads(): ChainHeads {
    return this.#heads
  }

  /** How many entries of other devices were stored without counting: see `eventIn`. */
  get refusedEntries(): number {
    return this.#refused
  }

  /** While something of this device's own chain is on its way back to it, it writes nothing: it would
   *  write a sequence that it has written before, and other desks would keep the first. */
  holdBack(isHeldBack: boolean): void {
    this.#isHeldBack = isHeldBack
  }

  /** Whether the key of this id (32 hexadecimal digits) is here. */
  hasKey(bodyKeyId: string): boolean {
    const known = this.#bodyKeys.find(bodyKeyId)
    return known !== undefined && known !== 'destroyed'
  }

  /** Calls back after each change; the result ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Appends events, together with whatever else has to change with them. Durable when it returns;
   *  if it throws (`storage-failed`, `desk-is-older-copy`), nothing has changed, on disk or here. */
  append(events: readonly JournalEvent[], alongside?: (stores: DeskStores) => void): void {
    if (this.#isHeldBack && events.length > 0) throw new DeskError('desk-is-older-copy')
    this.#change((stores) => this.#write(stores, events), alongside)
  }

  /** Stores entries of other devices, or of this one that an older copy of its disk lacks, each the next
   *  of its chain. As {@link append}. Throws RangeError for one that does not follow. */
  receive(arrived: readonly ArrivedEntry[], alongside?: (stores: DeskStores) => void): void {
    this.#change((stores) => this.#take(stores, arrived), alongside)
  }

  /** An entry as it travels to other desks; `undefined` if it is not here. */
  item(deviceId: string, sequence: number): Uint8Array | undefined {
    const bytes = this.#entry(deviceId, sequence)
    if (bytes === undefined) return undefined
    const bodyKey = this.#bodyKeys.find(toHex(parseEntry(bytes).bodyKeyId))
    if (bodyKey === undefined || bodyKey === 'destroyed')
      return encodeItem({ kind: 'key-destroyed', entry: bytes })
    const subject = fromHex(bodyKey.subject)
    return encodeItem({ kind: 'with-key', bodyKey: bodyKey.key, subject, entry: bytes })
  }

  /** The hash of an entry, 32 bytes; `undefined` if it is not here. */
  hashOf(deviceId: string, sequence: number): Uint8Array | undefined {
    const head = this.#heads.get(deviceId)
    if (head === undefined || sequence > head.sequence) return undefined
    if (sequence === head.sequence) return head.hash
    const bytes = this.#entry(deviceId, sequence)
    return bytes && entryHash(this.#keys.p, this.#keys.newsroomId, bytes)
  }

  /** Overwrites the body keys and drops the state. */
  forget(): void {
    this.#bodyKeys.forget()
    this.#listeners.clear()
    this.#state = emptyNewsroom
  }

  #change(write: (stores: DeskStores) => Written, alongside?: (stores: DeskStores) => void): void {
    const written = this.#store.change((stores) => {
      const { heads, ...rest } = write(stores)
      if (heads !== this.#heads) noteHeads(this.#keys, stores, heads)
      alongside?.(stores)
      return { heads, ...rest }
    })
    this.#heads = written.heads
    this.#bodyKeys.learn(written.bodyKeys)
    this.#refused += written.refused
    if (written.events.length === 0) return
    this.#state = fold(written.events, this.#state)
    for (const listener of this.#listeners) listener()
  }

  #write(stores: DeskStores, events: readonly JournalEvent[]): Written {
    if (events.length === 0) return { heads: this.#heads, bodyKeys: [], events, refused: 0 }
    const { p, random, newsroomId, deviceSeed, deviceId } = this.#keys
    const own = toHex(deviceId)
    const others = journalHeadsOf(this.#heads).filter((one) => !equalBytes(one.deviceId, deviceId))
    const fresh = new Map<string, BodyKey>()
    let head = this.#heads.get(own) ?? NO_ENTRIES
    for (const event of events) {
      const subject = subjectOf(event)
      const known = this.#bodyKeys.ofSubject(subject) ?? fresh.get(subject)
      const bodyKey = known ?? this.#bodyKeys.draw(stores, subject)
      if (known === undefined) fresh.set(subject, bodyKey)
      const entry = sealEntry(p, newsroomId, deviceSeed, {
        sequence: head.sequence + 1,
        previousHash: head.hash,
        heads: others,
        bodyKeyId: bodyKey.id,
        bodyKey: bodyKey.key,
        salt: random(32),
        event: encodeEvent(event),
      })
      head = { sequence: head.sequence + 1, hash: entryHash(p, newsroomId, entry) }
      stores.journal.append({ deviceId, sequence: head.sequence, entry })
    }
    const heads = new Map(this.#heads).set(own, head)
    return { heads, bodyKeys: [...fresh.values()], events, refused: 0 }
  }

  #take(stores: DeskStores, arrived: readonly ArrivedEntry[]): Written {
    const heads = new Map<string, ChainHead>(this.#heads)
    const fresh = new Map<string, BodyKey | Uint8Array>()
    const events: JournalEvent[] = []
    let refused = 0
    for (const one of arrived) {
      const { deviceId, entry, bytes, hash } = one
      const head = heads.get(deviceId) ?? NO_ENTRIES
      if (entry.sequence !== head.sequence + 1 || !equalBytes(entry.previousHash, head.hash))
        throw new RangeError('an entry follows the end of its chain')
      const { sequence } = entry
      stores.journal.append({ deviceId: asDeviceId(fromHex(deviceId)), sequence, entry: bytes })
      heads.set(deviceId, { sequence, hash })
      const bodyKey = this.#keyOf(stores, one, fresh)
      const event = bodyKey && eventIn(this.#keys, entry, bodyKey, this.#devices.authorOf(deviceId))
      if (event instanceof Error) refused++
      else if (event !== undefined) events.push(event)
    }
    const changed = arrived.length > 0 ? heads : this.#heads
    return { heads: changed, bodyKeys: [...fresh.values()], events, refused }
  }

  /** The key for an entry that came: the one this desk has, or the one that came with it. One that was
   *  told to be destroyed may still come from a desk that has not heard of it. */
  #keyOf(
    stores: DeskStores,
    { entry, bodyKey }: ArrivedEntry,
    fresh: Map<string, BodyKey | Uint8Array>,
  ): BodyKey | undefined {
    const id = toHex(entry.bodyKeyId)
    const known = fresh.get(id) ?? this.#bodyKeys.find(id)
    if (known !== undefined && known !== 'destroyed' && !(known instanceof Uint8Array)) return known
    if (bodyKey !== undefined) {
      this.#bodyKeys.store(stores, bodyKey)
      fresh.set(id, bodyKey)
    } else if (known === undefined) {
      this.#bodyKeys.storeDestroyed(stores, entry.bodyKeyId)
      fresh.set(id, entry.bodyKeyId)
    }
    return bodyKey
  }

  #entry(deviceId: string, sequence: number): Uint8Array | undefined {
    const [stored] = this.#store.journal.chain(fromHex(deviceId), sequence, 1)
    return stored?.sequence === sequence ? stored.entry : undefined
  }
}

/** Gathers what was opened one by one, for the next time. A disk without room for that is no reason not
 *  to unlock. */
function keepCheckpoints(keys: DeskKeys, store: DeskStore, reading: JournalReading): void {
  const { fresh, checkpoints, isCheckpointStale } = reading
  if (fresh.length === 0 && !isCheckpointStale) return
  try {
    store.change((stores) => {
      if (isCheckpointStale) eraseCheckpoints(keys, stores)
      else addCheckpoints(keys, stores, checkpoints, fresh)
    })
  } catch (error) {
    if (codeOf(error, 'internal') !== 'storage-failed') throw error
  }
}
