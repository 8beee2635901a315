// What an edition says. A number means one reply for good: what is listed first is in the journal before, and
// nothing new is listed while that is not with the relay.
import {
  asMessageId,
  buildEdition,
  ByteReader,
  fromHex,
  toHex,
  type Schedule,
  type TrustedRoster,
} from '@cronista/protocol'
import type { JournalEvent, OpenedThread, ReplyWritten } from '@cronista/newsroom'
import { deliveryOf, planEdition, type Delivery, type EditionPlan } from '../domain/edition-plan.ts'
import { findListing, listingsAfter, type Listings } from '../domain/edition-plan-listings.ts'
import { newlyListed } from '../domain/reply-numbers.ts'
import { recordsOf } from '../domain/reply-pieces.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import {
  noteEdition,
  noteListings,
  readListings,
  readNotedEdition,
} from './edition-builder-notes.ts'
import type { JournalProgress } from './edition-lease.ts'
import type { Journal } from './journal.ts'
import { ListedInNewest, untold, type ListedNumber } from './listed-numbers.ts'
import type { ReplyKeys } from './reply-keys.ts'
import { recordsFor } from './reply-records.ts'
import type { ServedEditions } from './served-editions.ts'

const NOTHING_PLANNED: EditionPlan = { acknowledgements: [], replies: [], waiting: 0 }

/** What an edition is made of. */
export interface EditionContentsParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly schedule: Schedule
  readonly store: DeskStore
  readonly journal: Journal
  readonly replyKeys: ReplyKeys
  readonly sync: JournalProgress
  /** The roster that the relay has, which the edition names. */
  readonly roster: { readonly trusted: TrustedRoster }
}

/** An edition's place among the others. */
export interface Issue {
  readonly number: number
  readonly timeMillis: number
}

/** An edition as it is handed in. */
export interface BuiltEdition extends Issue {
  /** Not known of one that a process before this one has built, and neither is `plan`, which is empty then. */
  readonly builtAtMillis?: number
  readonly bytes: Uint8Array
  readonly plan: EditionPlan
}

/** What this desk's editions say, from one to the next. */
export class EditionContents {
  readonly #parts: EditionContentsParts
  readonly #served: ServedEditions
  readonly #listed: ListedInNewest
  #ownNumber: number
  #listings: Listings
  /** How far this device's chain went when it last told the journal of a listing. */
  #toldAtEntry: number

  /** `served` is what the relay has shown. */
  constructor(parts: EditionContentsParts, served: ServedEditions) {
    this.#parts = parts
    this.#served = served
    this.#listed = new ListedInNewest(parts, served)
    this.#ownNumber = readNotedEdition(parts.keys, parts.store)?.number ?? 0
    this.#listings = readListings(parts.keys, parts.store)
    this.#toldAtEntry = this.#ownEntries()
  }

  /** The number that this device used last; 0 before the first. */
  get ownNumber(): number {
    return this.#ownNumber
  }

  /** The last edition that this device has built, if it is not known whether the relay has it. */
  lastNoted(): BuiltEdition | undefined {
    const noted = readNotedEdition(this.#parts.keys, this.#parts.store)
    return noted && { ...noted, plan: NOTHING_PLANNED }
  }

  /** What the newest edition that the relay has shown lists. */
  listed(): readonly ListedNumber[] {
    return this.#listed.numbers()
  }

  /** Whether a reply is read, given up after its time in the editions, or still to be listed. */
  deliveryOf(thread: OpenedThread, reply: ReplyWritten): Delivery {
    const { clock, schedule } = this.#parts
    return deliveryOf(thread, reply, clock.nowMillis(), schedule, this.#listings)
  }

  /** Builds the edition of this time. Its bytes, and what it lists first, are on disk when this returns. Throws
   *  `storage-failed` or `desk-is-older-copy`; nothing is listed then. */
  build(timeMillis: number): BuiltEdition {
    const { keys, clock, schedule, journal, replyKeys, roster } = this.#parts
    const now = clock.nowMillis()
    this.#listed.readAgain()
    this.#tellServed(now)
    const isFrozen = this.#isFrozen()
    const plan = planEdition(journal.state, now, schedule, {
      isReachable: (thread) => replyKeys.newest(thread, now) !== undefined,
      isAcknowledgeable: ({ thread, week }) => replyKeys.find(thread, week, now) !== undefined,
      recordsOf,
      listings: this.#listings,
      draw: () => new ByteReader(keys.random(4), 'edition-malformed').u32(),
      ...(isFrozen ? { mayList: (thread, reply) => this.#listed.has(thread, reply) } : {}),
    })
    const number = Math.max(this.#ownNumber, this.#served.newest?.number ?? 0) + 1
    const bytes = buildEdition(keys.p, keys.random, keys.newsroomId, keys.deviceSeed, {
      number,
      timeMillis,
      rosterHead: roster.trusted.head,
      leaseHolder: keys.deviceId,
      acknowledgements: plan.acknowledgements.flatMap(({ thread, messageId, week }) => {
        const replyKey = replyKeys.find(thread, week, now)
        return replyKey === undefined
          ? []
          : [{ replyKey, messageId: asMessageId(fromHex(messageId)) }]
      }),
      records: recordsFor(keys, replyKeys, plan.replies, now),
    })
    // Before it is sent: neither an edition's number nor a reply's is ever used for other bytes.
    const listed = isFrozen ? [] : this.#firstListings(plan, now)
    journal.append(listed, (stores) => {
      noteEdition(keys, stores, { number, timeMillis, bytes })
    })
    if (listed.length > 0) this.#toldAtEntry = this.#ownEntries()
    this.#ownNumber = number
    return { number, timeMillis, builtAtMillis: now, bytes, plan }
  }

  /** Takes note that the relay has this edition: what it lists has had a turn. Throws `storage-failed`. */
  remember(edition: BuiltEdition): void {
    const { keys, store, journal } = this.#parts
    const listings = listingsAfter(this.#listings, edition, journal.state)
    store.change((stores) => noteListings(keys, stores, listings))
    this.#listings = listings
  }

  /** Tells the journal what the newest edition lists, if another device built it or this one could not
   *  tell the others yet: the edition is the first to know. */
  #tellServed(nowMillis: number): void {
    const { keys, journal } = this.#parts
    if (this.#served.isNewestOwn && !this.#isFrozen()) return
    this.#learnListings()
    const events = untold(this.#listed.numbers(), keys.personId, nowMillis)
    if (events.length === 0) return
    journal.append(events)
    this.#toldAtEntry = this.#ownEntries()
  }

  /** Whoever was in another device's edition has had that turn. */
  #learnListings(): void {
    const timeMillis = this.#served.newest?.timeMillis
    if (timeMillis === undefined || this.#served.isNewestOwn) return
    const replies = this.#listed.numbers().flatMap(({ thread, reply }) => {
      if (reply === undefined) return []
      const turn = findListing(this.#listings, thread.id, reply.number)?.turn ?? 0
      return [{ thread, reply, turn }]
    })
    const { state } = this.#parts.journal
    this.#listings = listingsAfter(this.#listings, { timeMillis, plan: { replies } }, state)
  }

  /** Whether nothing may be listed that was not in the newest edition: what this desk listed last is not
   *  with the relay, or what the newest edition's builder told before may not have come. A desk that took
   *  over then could give a number to another reply. */
  #isFrozen(): boolean {
    const { sync, schedule } = this.#parts
    if (sync.handedInEntries < this.#toldAtEntry) return true
    const served = this.#served.newest
    if (served === undefined || this.#served.isNewestOwn) return false
    const handedInMillis = served.timeMillis - schedule.editionLeadMillis
    return (sync.lastSyncedAtMillis ?? -1) < handedInMillis
  }

  #firstListings({ replies }: EditionPlan, listedAtMillis: number): readonly JournalEvent[] {
    const { keys, journal } = this.#parts
    const person = toHex(keys.personId)
    const planned = new Set(replies.map(({ reply }) => reply))
    return newlyListed(journal.state, planned, this.#listings).map((listed) => ({
      ...{ v: 1, type: 'replies-listed', ...listed, person, listedAtMillis },
    }))
  }

  #ownEntries(): number {
    const { keys, journal } = this.#parts
    return journal.heads.get(toHex(keys.deviceId))?.sequence ?? 0
  }
}
