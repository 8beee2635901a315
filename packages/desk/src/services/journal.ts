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
  NewsroomError,
  parseEvent,
  subjectOf,
  type JournalEvent,
  type NewsroomState,
} from '@cronista/newsroom'
import { codeOf, DeskError } from '../desk-error.ts'
import type { DeskStore, DeskStores } from '../ports/desk-store.ts'
import { BodyKeys, type AbsentKey, type BodyKey } from './body-keys.ts'
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
import { KeylessEntries, type EntryPlace, type KeylessEntry } from './keyless-entries.ts'
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
  /** Whether its author is who says so; from anyone else it is hearsay. */
  readonly isDestroyed?: boolean
}

/** What a change leads to once it is durable. */
interface Written {
  readonly heads: ChainHeads
  readonly bodyKeys: readonly (AbsentKey | BodyKey)[]
  readonly events: readonly JournalEvent[]
  readonly refused: number
  readonly keyless: readonly KeylessEntry[]
}

const NOTHING: Pick<Written, 'events' | 'refused'> = { events: [], refused: 0 }

/** The chains of all devices and the state that they add up to. */
export class Journal {
  readonly #keys: DeskKeys
  readonly #store: DeskStore
  readonly #devices: KnownDevices
  readonly #bodyKeys: BodyKeys
  readonly #keyless = new KeylessEntries()
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
    for (const one of reading.keyless) journal.#keyless.add(one)
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

  /** How far each chain goes here before the first entry whose key should have come. Other desks send
   *  again what lies beyond, and the key with it. */
  get headsWithKeys(): ChainHeads {
    const heads = new Map(this.#heads)
    for (const [deviceId, sequence] of this.#missing()) {
      const hash = this.hashOf(deviceId, sequence - 1)
      if (hash === undefined) heads.delete(deviceId)
      else heads.set(deviceId, { sequence: sequence - 1, hash })
    }
    return heads
  }

  /** Whether there are entries that nobody but their authors could say are not to be read, and others
   *  said it. */
  get lacksKeys(): boolean {
    return this.#missing().size > 0
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
    return this.#bodyKeys.key(bodyKeyId) !== undefined
  }

  /** Calls back after each change; the result ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Appends events, together with whatever else has to change with them. Durable when it returns;
   *  if it throws (`storage-failed`, `desk-is-older-copy`; `request-malformed` for an event that no desk,
   *  this one included, would read again), nothing has changed, on disk or here. */
  append(events: readonly JournalEvent[], alongside?: (stores: DeskStores) => void): void {
    if (this.#isHeldBack && events.length > 0) throw new DeskError('desk-is-older-copy')
    this.#change((stores) => this.#write(stores, events), alongside)
  }

  /** Stores entries of other devices, or of this one that an older copy of its disk lacks, each the next
   *  of its chain. As {@link append}. Throws RangeError for one that does not follow. */
  receive(arrived: readonly ArrivedEntry[], alongside?: (stores: DeskStores) => void): void {
    this.#change((stores) => this.#take(stores, arrived), alongside)
  }

  /** Stores a key that came after entries which it opens: they count from now on as if it had come with
   *  them. As {@link append}. */
  receiveKey(bodyKey: BodyKey): void {
    this.#change((stores) => {
      this.#bodyKeys.store(stores, bodyKey)
      const late = this.#opened(stores, bodyKey, this.#keyless.of(toHex(bodyKey.id)))
      return { heads: this.#heads, bodyKeys: [bodyKey], keyless: [], ...late }
    })
  }

  /** An entry as it travels to other desks; `undefined` if it is not here. */
  item(deviceId: string, sequence: number): Uint8Array | undefined {
    const bytes = this.#entry(deviceId, sequence)
    if (bytes === undefined) return undefined
    const bodyKey = this.#bodyKeys.key(toHex(parseEntry(bytes).bodyKeyId))
    if (bodyKey === undefined) return encodeItem({ kind: 'key-destroyed', entry: bytes })
    const subject = fromHex(bodyKey.subject)
    return encodeItem({ kind: 'with-key', bodyKey: bodyKey.key, subject, entry: bytes })
  }

  /** The hash of an entry, 32 bytes; `undefined` if it is not here. */
  hashOf(deviceId: string, sequence: number): Uint8Array | undefined {
    const head = this.#heads.get(deviceId)
    if (head === undefined || sequence < 1 || sequence > head.sequence) return undefined
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
    for (const one of written.bodyKeys) if (isKey(one)) this.#keyless.delete(toHex(one.id))
    for (const one of written.keyless) this.#keyless.add(one)
    this.#refused += written.refused
    if (written.events.length === 0) return
    this.#state = fold(written.events, this.#state)
    for (const listener of this.#listeners) listener()
  }

  #write(stores: DeskStores, events: readonly JournalEvent[]): Written {
    const unchanged = { heads: this.#heads, bodyKeys: [], events, refused: 0, keyless: [] }
    if (events.length === 0) return unchanged
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
        event: readableBytes(event),
      })
      head = { sequence: head.sequence + 1, hash: entryHash(p, newsroomId, entry) }
      stores.journal.append({ deviceId, sequence: head.sequence, entry })
    }
    const heads = new Map(this.#heads).set(own, head)
    return { ...unchanged, heads, bodyKeys: [...fresh.values()] }
  }

  #take(stores: DeskStores, arrived: readonly ArrivedEntry[]): Written {
    const heads = new Map<string, ChainHead>(this.#heads)
    const fresh = new Map<string, AbsentKey | BodyKey>()
    const bare: KeylessEntry[] = []
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
      if (bodyKey === undefined) {
        bare.push({ bodyKeyId: toHex(entry.bodyKeyId), deviceId, sequence })
        continue
      }
      const event = eventIn(this.#keys, entry, bodyKey, this.#devices.authorOf(deviceId))
      if (event instanceof Error) refused++
      else events.push(event)
    }
    const late = [...fresh].map(([id, one]) => {
      const before = bare.filter(({ bodyKeyId }) => bodyKeyId === id)
      return isKey(one) ? this.#opened(stores, one, [...this.#keyless.of(id), ...before]) : NOTHING
    })
    return {
      heads: arrived.length > 0 ? heads : this.#heads,
      bodyKeys: [...fresh.values()],
      events: [...events, ...late.flatMap((one) => one.events)],
      refused: late.reduce((sum, one) => sum + one.refused, refused),
      keyless: bare.filter(({ bodyKeyId }) => !isKey(fresh.get(bodyKeyId))),
    }
  }

  /** What entries that are stored already say, now that their key is here. */
  #opened(
    stores: DeskStores,
    bodyKey: BodyKey,
    places: readonly EntryPlace[],
  ): Pick<Written, 'events' | 'refused'> {
    const found = places.map(({ deviceId, sequence }) => {
      const [stored] = stores.journal.chain(fromHex(deviceId), sequence, 1)
      if (stored?.sequence !== sequence) throw new DeskError('journal-damaged')
      const author = this.#devices.authorOf(deviceId)
      return eventIn(this.#keys, parseEntry(stored.entry), bodyKey, author)
    })
    const events = found.flatMap((one) => (one instanceof Error ? [] : [one]))
    return { events, refused: found.length - events.length }
  }

  #missing(): ReadonlyMap<string, number> {
    return this.#keyless.firsts((id) => this.#bodyKeys.find(id) === 'missing')
  }

  /** The key for an entry that came: the one this desk has, or the one that came with it. One that was
   *  told to be destroyed may still come from a desk that has not heard of it. */
  #keyOf(
    stores: DeskStores,
    { entry, bodyKey, isDestroyed = false }: ArrivedEntry,
    fresh: Map<string, AbsentKey | BodyKey>,
  ): BodyKey | undefined {
    const id = toHex(entry.bodyKeyId)
    const drawn = fresh.get(id)
    if (isKey(drawn)) return drawn
    const known = this.#bodyKeys.find(id)
    if (typeof known === 'object') return known
    if (bodyKey !== undefined) {
      this.#bodyKeys.store(stores, bodyKey)
      fresh.set(id, bodyKey)
      return bodyKey
    }
    const before = drawn?.absence ?? known
    // What one author says of a key does not hold for another's entries under it.
    const absence = isDestroyed && before !== 'missing' ? 'destroyed' : 'missing'
    const absent = { id: entry.bodyKeyId, absence } as const
    if (before !== absence) this.#bodyKeys.storeAbsent(stores, absent)
    fresh.set(id, absent)
    return undefined
  }

  #entry(deviceId: string, sequence: number): Uint8Array | undefined {
    const [stored] = this.#store.journal.chain(fromHex(deviceId), sequence, 1)
    return stored?.sequence === sequence ? stored.entry : undefined
  }
}

/** An event's bytes. One that nobody reads would make this desk's own journal damaged when it is unlocked,
 *  and what an event is made of may come from another desk. */
function readableBytes(event: JournalEvent): Uint8Array {
  const bytes = encodeEvent(event)
  try {
    parseEvent(bytes)
    return bytes
  } catch (cause) {
    if (cause instanceof NewsroomError) throw new DeskError('request-malformed', { cause })
    throw cause
  }
}

function isKey(one: AbsentKey | BodyKey | undefined): one is BodyKey {
  return one !== undefined && 'key' in one
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
