// Whole messages above the quotas (`intake-quota.ts`). They are no part of the journal: each desk that
// collects keeps its own copy, sealed, for as long as the relay keeps cells; no edition acknowledges them.
// They die as every secret does (`erasure.ts`): never by this desk's clock alone.
// An editor lets them in, and from then on they are messages like any other, received when they came.
import {
  asMessageId,
  ByteReader,
  concatBytes,
  fromHex,
  packLetter,
  toHex,
  u32,
  u64,
  unpackLetter,
  type Letter,
  type Part,
} from '@cronista/protocol'
import { findThread, type JournalEvent } from '@cronista/newsroom'
import { dayOf } from '../domain/day.ts'
import { HeldRoom, type Draw, type HeldEntry } from '../domain/held-room.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore, DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { livesFromMillis } from './erasure.ts'
import { messageEvents } from './message-events.ts'
import type { Journal } from './journal.ts'
import { rememberedKey, type ReplyKey, type ReplyKeys } from './reply-keys.ts'

const HELD_DAYS = 14
/** Messages that one request lets in: a body key and two entries each, in one change. */
const ADMITTED_AT_ONCE = 256

/** A whole message above the quotas. */
export interface HeldMessage {
  readonly thread: string
  readonly part: Pick<Part, 'contributor' | 'messageId' | 'repliesRead' | 'replyKey' | 'week'>
  readonly letter: Letter
  readonly receivedAtMillis: number
}

/** What is held back and belongs to no conversation yet. */
export interface HeldStrangers {
  readonly messages: number
  /** Messages given up for want of room since the desk was unlocked, whosever they were. */
  readonly dropped: number
}

/** What has to be written with the segment that messages came in. */
export interface HeldChanges {
  readonly keep: readonly (readonly [HeldEntry, HeldMessage])[]
  readonly remove: readonly HeldEntry[]
}

/** What it works with. */
export interface HeldBackParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly store: DeskStore
  readonly journal: Pick<Journal, 'append' | 'state'>
  readonly replyKeys: ReplyKeys
}

/** The messages that this desk holds back. */
export class HeldBack {
  readonly #parts: HeldBackParts
  #room: HeldRoom | undefined
  #dropped = 0

  constructor(parts: HeldBackParts) {
    this.#parts = parts
  }

  /** Whether this message is held back already. */
  has(thread: string, messageId: string): boolean {
    return this.#held().has(thread, messageId)
  }

  /** Finds room for messages that came; {@link store} the result. If that fails, {@link reread}. */
  hold(messages: readonly HeldMessage[]): HeldChanges {
    const { keys, store, journal } = this.#parts
    const room = this.#held()
    const standing = (thread: string) => journal.state.threads.get(thread)
    const keep = new Map<HeldEntry, HeldMessage>()
    const remove: HeldEntry[] = []
    for (const message of messages) {
      const fromMillis = livesFromMillis(keys, store, message.receivedAtMillis)
      const entry = entryOf(message, dayOf(fromMillis) + HELD_DAYS)
      if (room.has(entry.thread, entry.messageId)) continue
      const { isKept, removed } = room.add(entry, standing, this.#draw)
      if (isKept) keep.set(entry, message)
      for (const one of removed) if (!keep.delete(one)) remove.push(one)
      this.#dropped += removed.length + (isKept ? 0 : 1)
    }
    return { keep: [...keep], remove }
  }

  /** Writes what {@link hold} found; part of a change. */
  store(stores: DeskStores, { keep, remove }: HeldChanges): void {
    const { secrets } = this.#parts.keys
    for (const entry of remove) secrets.erase(stores.secrets, 'held-message', labelOf(entry))
    for (const [entry, message] of keep) {
      const content = encode(message)
      secrets.put(stores.secrets, 'held-message', labelOf(entry), content, entry.expiresOnDay)
    }
  }

  /** Forgets what memory believes, for the disk did not take it. */
  reread(): void {
    this.#room = undefined
  }

  /** Drops what has died on the disk, and what another desk has let in. Throws `storage-failed`. */
  settle(today: number): void {
    const { keys, store } = this.#parts
    const room = this.#held()
    const admitted = room.entries().filter((entry) => this.#isInJournal(entry))
    const dead = room.entries().filter(({ expiresOnDay }) => expiresOnDay < today)
    if (admitted.length > 0)
      store.change((stores) => {
        for (const entry of admitted)
          keys.secrets.erase(stores.secrets, 'held-message', labelOf(entry))
      })
    for (const entry of [...admitted, ...dead]) room.remove(entry)
  }

  /** How many messages of one thread are held back. */
  countOf(thread: string): number {
    return this.#waitingOf(thread).length
  }

  /** What is held back of people who have no conversation yet. */
  strangers(): HeldStrangers {
    const { state } = this.#parts.journal
    let messages = 0
    for (const thread of this.#held().threads())
      if (findThread(state, thread) === undefined) messages += this.countOf(thread)
    return { messages, dropped: this.#dropped }
  }

  /** Lets the held messages of one conversation in, oldest first, 256 at most; returns how many. Durable
   *  when it returns. Throws `storage-failed`. */
  admit(thread: string): number {
    return this.#admit(this.#waitingOf(thread).slice(0, ADMITTED_AT_ONCE))
  }

  /** Lets at most so many messages of strangers in, whole conversations in an order that nobody can
   *  choose. As {@link admit}. */
  admitStrangers(atMost: number): number {
    const { state } = this.#parts.journal
    const threads = [...this.#held().threads()]
      .filter((thread) => findThread(state, thread) === undefined)
      .map((thread) => ({ thread, drawn: this.#draw() }))
      .sort((a, b) => a.drawn - b.drawn)
    const most = Math.min(atMost, ADMITTED_AT_ONCE)
    const waiting: HeldEntry[] = []
    for (const { thread } of threads) {
      if (waiting.length >= most) break
      waiting.push(...this.#waitingOf(thread).slice(0, most - waiting.length))
    }
    return this.#admit(waiting)
  }

  #admit(entries: readonly HeldEntry[]): number {
    const { keys, clock, store, journal, replyKeys } = this.#parts
    const room = this.#held()
    let state = journal.state
    const events: JournalEvent[] = []
    const came: ReplyKey[] = []
    for (const entry of entries) {
      const content = keys.secrets.find(store.secrets, 'held-message', labelOf(entry))
      if (content === undefined) continue
      const message = decode(entry.thread, content)
      const made = messageEvents(keys, state, message)
      state = made.state
      events.push(...made.events)
      const key = rememberedKey(message.thread, message.part, message.receivedAtMillis)
      if (key !== undefined && replyKeys.lacks(key, clock.nowMillis())) came.push(key)
    }
    journal.append(events, (stores) => {
      replyKeys.store(stores, came)
      for (const entry of entries)
        keys.secrets.erase(stores.secrets, 'held-message', labelOf(entry))
    })
    replyKeys.learn(came)
    for (const entry of entries) room.remove(entry)
    return entries.length
  }

  #waitingOf(thread: string): readonly HeldEntry[] {
    return this.#held()
      .of(thread)
      .filter((entry) => !this.#isInJournal(entry))
  }

  #isInJournal({ thread, messageId }: HeldEntry): boolean {
    const { state } = this.#parts.journal
    return state.threads.get(thread)?.messages.has(messageId) === true
  }

  #held(): HeldRoom {
    return (this.#room ??= this.#read())
  }

  #read(): HeldRoom {
    const { keys, store, journal } = this.#parts
    const room = new HeldRoom()
    const standing = (thread: string) => journal.state.threads.get(thread)
    for (const { content, expiresOnDay } of keys.secrets.listDated(store.secrets, 'held-message'))
      room.add(entryIn(content, expiresOnDay), standing, this.#draw)
    return room
  }

  readonly #draw: Draw = () => {
    const drawn = this.#parts.keys.random(4)
    return drawn.reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 32
  }
}

function entryOf(message: HeldMessage, expiresOnDay: number): HeldEntry {
  const { thread, part, receivedAtMillis } = message
  const bytes = encode(message).length
  return { thread, messageId: toHex(part.messageId), bytes, receivedAtMillis, expiresOnDay }
}

function labelOf({ thread, messageId }: HeldEntry): Uint8Array {
  return concatBytes(fromHex(thread), fromHex(messageId))
}

function encode({ thread, part, letter, receivedAtMillis }: HeldMessage): Uint8Array {
  return concatBytes(
    fromHex(thread),
    part.messageId,
    u64(receivedAtMillis),
    part.contributor,
    u32(part.week),
    part.replyKey,
    u32(part.repliesRead),
    packLetter(letter),
  )
}

function entryIn(content: Uint8Array, expiresOnDay = Infinity): HeldEntry {
  const reader = new ByteReader(content, 'part-malformed')
  const thread = toHex(reader.take(16))
  const messageId = toHex(reader.take(16))
  const receivedAtMillis = reader.u64()
  return { thread, messageId, bytes: content.length, receivedAtMillis, expiresOnDay }
}

function decode(thread: string, content: Uint8Array): HeldMessage {
  const reader = new ByteReader(content, 'part-malformed')
  reader.take(16)
  const messageId = asMessageId(reader.take(16))
  const receivedAtMillis = reader.u64()
  const contributor = reader.take(32)
  const week = reader.u32()
  const replyKey = reader.take(32)
  const repliesRead = reader.u32()
  const letter = unpackLetter(reader.take(content.length - reader.offset))
  return {
    thread,
    part: { contributor, messageId, repliesRead, replyKey, week },
    letter,
    receivedAtMillis,
  }
}
