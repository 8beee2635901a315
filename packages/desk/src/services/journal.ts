// The one way in which the desk's state changes: events are sealed, chained, signed and on disk before
// anybody sees them. Opening verifies every entry, and that none is missing at the end.
import {
  ByteReader,
  concatBytes,
  entryHash,
  equalBytes,
  fromHex,
  isEntrySigned,
  openEntry,
  parseEntry,
  ProtocolError,
  sealEntry,
  toHex,
  u64,
  utf8,
} from '@cronista/protocol'
import {
  emptyNewsroom,
  encodeEvent,
  fold,
  NewsroomError,
  parseEvent,
  type JournalEvent,
  type NewsroomState,
} from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import type { DeskStore, DeskStores } from '../ports/desk-store.ts'
import type { StoredEntry } from '../ports/journal-store.ts'
import type { DeskKeys } from './desk-keys.ts'

const HEAD_LABEL = utf8('journal-head')

interface Head {
  readonly sequence: number
  readonly hash: Uint8Array
}

const NO_ENTRIES: Head = { sequence: 0, hash: new Uint8Array(32) }

/** The key of one thread's entries. */
interface BodyKey {
  /** 16 bytes, random. */
  readonly id: Uint8Array
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly thread: string
}

/** The journal of this device and the state that it adds up to. */
export class Journal {
  readonly #keys: DeskKeys
  readonly #store: DeskStore
  readonly #bodyKeys = new Map<string, BodyKey>()
  readonly #listeners = new Set<() => void>()
  #head = NO_ENTRIES
  #state: NewsroomState = emptyNewsroom

  private constructor(keys: DeskKeys, store: DeskStore) {
    this.#keys = keys
    this.#store = store
  }

  /** Notes that a journal begins, once in a device's life: from then on an empty one is told from one
   *  that was emptied. */
  static found(keys: DeskKeys, stores: DeskStores): void {
    noteHead(keys, stores, NO_ENTRIES)
  }

  /** Verifies sequence, chain, signature and seal of every entry, and the end of the chain. Throws
   *  `journal-damaged` naming the first entry that is altered, forged, out of order or missing. */
  static open(keys: DeskKeys, store: DeskStore): Journal {
    const journal = new Journal(keys, store)
    journal.#readBodyKeys()
    journal.#readEntries()
    return journal
  }

  /** What the journal adds up to. */
  get state(): NewsroomState {
    return this.#state
  }

  /** Calls back after each change; the result ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Appends events, together with whatever else has to change with them. Durable when it returns;
   *  if it throws (`storage-failed`), nothing has changed, on disk or here. */
  append(events: readonly JournalEvent[], alongside?: (stores: DeskStores) => void): void {
    const { head, bodyKeys } = this.#store.change((stores) => {
      const written = this.#write(stores, events)
      alongside?.(stores)
      return written
    })
    this.#head = head
    for (const bodyKey of bodyKeys) this.#bodyKeys.set(bodyKey.thread, bodyKey)
    if (events.length === 0) return
    this.#state = fold(events, this.#state)
    for (const listener of this.#listeners) listener()
  }

  /** Overwrites the body keys and drops the state. */
  forget(): void {
    for (const { key } of this.#bodyKeys.values()) key.fill(0)
    this.#bodyKeys.clear()
    this.#listeners.clear()
    this.#state = emptyNewsroom
  }

  #write(stores: DeskStores, events: readonly JournalEvent[]) {
    const { p, random, newsroomId, deviceSeed } = this.#keys
    const fresh = new Map<string, BodyKey>()
    let head = this.#head
    for (const event of events) {
      const bodyKey =
        this.#bodyKeys.get(event.thread) ??
        fresh.get(event.thread) ??
        this.#makeBodyKey(stores, event.thread)
      if (!this.#bodyKeys.has(event.thread)) fresh.set(event.thread, bodyKey)
      const entry = sealEntry(p, newsroomId, deviceSeed, {
        sequence: head.sequence + 1,
        previousHash: head.hash,
        heads: [],
        bodyKeyId: bodyKey.id,
        bodyKey: bodyKey.key,
        salt: random(32),
        event: encodeEvent(event),
      })
      head = { sequence: head.sequence + 1, hash: entryHash(p, newsroomId, entry) }
      stores.journal.append(head.sequence, entry)
    }
    if (events.length > 0) noteHead(this.#keys, stores, head)
    return { head, bodyKeys: [...fresh.values()] }
  }

  #makeBodyKey(stores: DeskStores, thread: string): BodyKey {
    const { random, secrets } = this.#keys
    const bodyKey = { id: random(16), key: random(32), thread }
    const content = concatBytes(bodyKey.id, bodyKey.key, fromHex(thread))
    secrets.put(stores.secrets, 'body-key', bodyKey.id, content)
    return bodyKey
  }

  #readBodyKeys(): void {
    for (const content of this.#keys.secrets.list(this.#store.secrets, 'body-key')) {
      const reader = new ByteReader(content, 'key-malformed')
      const bodyKey = {
        id: reader.take(16),
        key: reader.take(32),
        thread: toHex(reader.take(16)),
      }
      this.#bodyKeys.set(bodyKey.thread, bodyKey)
    }
  }

  #readEntries(): void {
    const { p, newsroomId } = this.#keys
    const byId = new Map([...this.#bodyKeys.values()].map((one) => [toHex(one.id), one]))
    const events: JournalEvent[] = []
    for (const stored of this.#store.journal.entries()) {
      events.push(this.#verified(stored, byId))
      this.#head = { sequence: stored.sequence, hash: entryHash(p, newsroomId, stored.entry) }
    }
    this.#requireWholeChain()
    this.#state = fold(events)
  }

  #verified({ sequence, entry: bytes }: StoredEntry, byId: ReadonlyMap<string, BodyKey>) {
    const { p, newsroomId, devicePublicKey } = this.#keys
    try {
      const entry = parseEntry(bytes)
      if (entry.sequence !== sequence || sequence !== this.#head.sequence + 1) damaged()
      if (!equalBytes(entry.previousHash, this.#head.hash)) damaged()
      if (!isEntrySigned(p, newsroomId, entry, devicePublicKey)) damaged()
      const bodyKey = byId.get(toHex(entry.bodyKeyId)) ?? damaged()
      const opened = openEntry(p, newsroomId, entry, bodyKey.key) ?? damaged()
      const event = parseEvent(opened)
      return event.thread === bodyKey.thread ? event : damaged()
    } catch (cause) {
      const anticipated = [ProtocolError, NewsroomError, DeskError].some(
        (kind) => cause instanceof kind,
      )
      if (!anticipated) throw cause
      const place = `entry ${this.#head.sequence + 1}`
      throw new DeskError('journal-damaged', { place, cause })
    }
  }

  /** The sealed note of the last append: entries cut off at the end leave a chain that is otherwise
   *  whole. It is there from the founding on; its absence is damage too. */
  #requireWholeChain(): void {
    const note = this.#keys.secrets.find(this.#store.secrets, 'note', HEAD_LABEL)
    if (note !== undefined && equalBytes(note, encodeHead(this.#head))) return
    throw new DeskError('journal-damaged', { place: `after entry ${this.#head.sequence}` })
  }
}

function noteHead({ secrets }: DeskKeys, stores: DeskStores, head: Head): void {
  secrets.put(stores.secrets, 'note', HEAD_LABEL, encodeHead(head))
}

function encodeHead({ sequence, hash }: Head): Uint8Array {
  return concatBytes(u64(sequence), hash)
}

function damaged(): never {
  throw new DeskError('journal-damaged')
}
