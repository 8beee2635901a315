// Looks at the newest edition once an interval, on every desk; the one whose turn it is builds the next and
// hands it in, whether or not anything happened. A number means one reply for good: what is listed first is
// in the journal before, and nothing new is listed while that is not with the relay.
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
import { codeOf, DeskError } from '../desk-error.ts'
import {
  deliveryOf,
  dueEditionMillis,
  planEdition,
  type Delivery,
  type EditionPlan,
} from '../domain/edition-plan.ts'
import { findListing, listingsAfter, type Listings } from '../domain/edition-plan-listings.ts'
import { newlyListed } from '../domain/reply-numbers.ts'
import { recordsOf } from '../domain/reply-pieces.ts'
import { waitingReplies, type WaitingThread } from '../domain/waiting-replies.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import type { DeskKeys } from './desk-keys.ts'
import {
  noteEdition,
  noteListings,
  readListings,
  readNotedEdition,
} from './edition-builder-notes.ts'
import { EditionLease, type JournalProgress } from './edition-lease.ts'
import type { EpochSeeds } from './epoch-seeds.ts'
import type { Journal } from './journal.ts'
import { editionWarningOf } from './edition-warnings.ts'
import { ListedInNewest, untold, type ListedNumber } from './listed-numbers.ts'
import type { ReplyKeys } from './reply-keys.ts'
import { recordsFor } from './reply-records.ts'
import { Rhythm } from './rhythm.ts'
import { ServedEditions } from './served-editions.ts'

const MIN_RETRY_MILLIS = 1_000
const NOTHING_PLANNED: EditionPlan = { acknowledgements: [], replies: [], waiting: 0 }

/** What an edition builder works with. */
export interface EditionBuilderParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly schedule: Schedule
  readonly store: DeskStore
  readonly relay: RelayClient
  readonly journal: Journal
  readonly replyKeys: ReplyKeys
  readonly epochs: Pick<EpochSeeds, 'holdsAny'>
  readonly sync: JournalProgress
  /** Whether this desk was the newsroom's first. */
  readonly isFirst: boolean
  /** The roster that the relay has, which the edition names. */
  readonly roster: { readonly trusted: TrustedRoster; handIn(again?: boolean): Promise<void> }
}

/** How the editions are doing. */
export interface EditionStatus {
  /** Of the newest edition that this desk has handed in or seen. */
  readonly number?: number
  readonly timeMillis?: number
  readonly nextAtMillis: number
  /** Whether this desk builds them. */
  readonly isBuilder: boolean
  readonly lastError?: DeskWarningCode
  /** Replies that found no room in the newest edition, by thread, the one that has waited longest first. */
  readonly waiting: readonly WaitingThread[]
}

interface Issue {
  readonly number: number
  readonly timeMillis: number
}

interface BuiltEdition extends Issue {
  readonly builtAtMillis: number
  readonly bytes: Uint8Array
  readonly plan: EditionPlan
}

/** The desk's way down. */
export class EditionBuilder {
  readonly #parts: EditionBuilderParts
  readonly #rhythm: Rhythm
  readonly #served: ServedEditions
  readonly #listed: ListedInNewest
  readonly #lease: EditionLease
  /** The number that this device used last. */
  #ownNumber: number
  #listings: Listings
  #handedIn: BuiltEdition | undefined
  #unsent: BuiltEdition | undefined
  #refused: Issue | undefined
  /** How far this device's chain went when it last told the journal of a listing. */
  #toldAtEntry: number
  #isAwaitingTurn = false
  #isReady = false
  #isOlderCopy = false
  #startedAtMillis: number | undefined
  #lastError: DeskWarningCode | undefined

  constructor(parts: EditionBuilderParts) {
    this.#parts = parts
    this.#served = new ServedEditions(parts)
    this.#listed = new ListedInNewest(parts, this.#served)
    this.#lease = new EditionLease(parts)
    const noted = readNotedEdition(parts.keys, parts.store)
    this.#unsent = noted && { ...noted, builtAtMillis: noted.timeMillis, plan: NOTHING_PLANNED }
    this.#ownNumber = noted?.number ?? 0
    this.#listings = readListings(parts.keys, parts.store)
    this.#toldAtEntry = this.#ownEntries()
    this.#rhythm = new Rhythm(
      parts.clock,
      () => this.#round(),
      (error) => this.#afterFailure(error),
    )
  }

  /** Looks, and hands the due edition in if it is this desk's turn, at once; then once in each interval. */
  start(): void {
    this.#startedAtMillis = this.#parts.clock.nowMillis()
    this.#rhythm.start()
  }

  /** Resolves when the edition under way is with the relay, or has failed. */
  stop(): Promise<void> {
    return this.#rhythm.stop()
  }

  status(): EditionStatus {
    const { schedule } = this.#parts
    const due = this.#due()
    const newest = this.#newest()
    const lost = this.#served.isWithheld ? 'relay-is-older-copy' : undefined
    const lastError = this.#lastError ?? lost ?? (this.#isLate() ? 'edition-failed' : undefined)
    return {
      ...(newest === undefined ? {} : { number: newest.number, timeMillis: newest.timeMillis }),
      nextAtMillis: this.#isFor(newest, due) ? due + schedule.editionIntervalMillis : due,
      isBuilder: this.#isBuilder(due),
      ...(lastError === undefined ? {} : { lastError }),
      waiting: this.#waiting(),
    }
  }

  /** Whether the newest edition lists this reply. */
  isListed(thread: string, requestId: string): boolean {
    return this.#listedNow().some(
      (one) => one.thread.id === thread && one.reply?.requestId === requestId,
    )
  }

  /** Whether a reply is read, given up after its time in the editions, or still to be listed. */
  deliveryOf(thread: OpenedThread, reply: ReplyWritten): Delivery {
    const { clock, schedule } = this.#parts
    return deliveryOf(thread, reply, clock.nowMillis(), schedule, this.#listings)
  }

  /** Looks at the newest edition; and hands in the one that is due if it is this desk's turn, unless it is
   *  with the relay already or was refused. Throws `DeskError`; `desk-is-older-copy` from when on the
   *  relay has shown an edition that this device signed and knows nothing of. */
  async issue(): Promise<void> {
    if (await this.#prepare()) await this.#handIn()
  }

  /** Looks and builds a lead before the edition's time, and hands in half a lead before it: how long
   *  building took, which tells how much there was to say, must not show in when it leaves. */
  async #round(): Promise<number> {
    const { schedule, clock } = this.#parts
    const { editionIntervalMillis, editionLeadMillis } = schedule
    const due = this.#due()
    const handInMillis = due - Math.floor(editionLeadMillis / 2)
    if (this.#isReady && this.#isFor(this.#unsent, due)) await this.#handIn()
    else if (await this.#prepare()) {
      this.#isReady = clock.nowMillis() < handInMillis
      if (this.#isReady) return handInMillis
      await this.#handIn()
    }
    return this.#isAwaitingTurn ? this.#soon() : due + editionIntervalMillis - editionLeadMillis
  }

  /** Whether there is an edition to hand in now. */
  async #prepare(): Promise<boolean> {
    const due = this.#due()
    if (this.#isFor(this.#handedIn, due)) return false
    await this.#look()
    // A refusal may mean that the relay has lost the roster which the edition names.
    await this.#parts.roster.handIn(
      this.#lastError === 'edition-refused' || this.#lastError === 'device-refused',
    )
    if (!this.#isOurTurn(due)) {
      this.#lastError = undefined
      return false
    }
    if (this.#isFor(this.#refused, due)) return false
    if (!this.#isFor(this.#unsent, due)) this.#unsent = this.#build(due)
    return true
  }

  async #handIn(): Promise<void> {
    const edition = this.#unsent
    this.#isReady = false
    if (edition === undefined) return
    await this.#parts.relay.putEdition(edition.number, edition.bytes)
    this.#handedIn = edition
    this.#served.handedIn(edition)
    this.#unsent = undefined
    this.#lastError = undefined
    this.#rememberListed(edition)
  }

  #afterFailure(error: unknown): number {
    const code = codeOf(error, 'internal')
    if (code === 'edition-refused') {
      this.#refused = this.#unsent
      this.#unsent = undefined
    }
    this.#lastError = editionWarningOf(code)
    return this.#soon()
  }

  #soon(): number {
    const { clock, schedule } = this.#parts
    return clock.nowMillis() + Math.max(MIN_RETRY_MILLIS, schedule.editionLeadMillis / 4)
  }

  #due(): number {
    const { clock, schedule } = this.#parts
    return dueEditionMillis(clock.nowMillis(), schedule)
  }

  /** Whether an edition is for the time that is due: one further ahead was built under a clock that
   *  was wrong, and keeps nothing out. */
  #isFor<Some extends Issue>(edition: Some | undefined, due: number): edition is Some {
    if (edition === undefined || edition.timeMillis < due) return false
    return edition.timeMillis <= due + this.#parts.schedule.editionIntervalMillis
  }

  /** The newest edition that this desk knows to be with the relay. */
  #newest(): Issue | undefined {
    const served = this.#served.newest
    if (this.#handedIn === undefined || served === undefined) return this.#handedIn ?? served
    return this.#handedIn.number >= served.number ? this.#handedIn : served
  }

  #isBuilder(due: number): boolean {
    return this.#lease.holder(due, this.#served.sign(due)) === toHex(this.#parts.keys.deviceId)
  }

  /** Whether an edition's time has come, since this began, without that edition being with the relay. A
   *  desk that does not build has looked before its time, and knows of the one before. */
  #isLate(): boolean {
    const { clock, schedule } = this.#parts
    const { editionIntervalMillis } = schedule
    const nowMillis = clock.nowMillis()
    const current = nowMillis - (nowMillis % editionIntervalMillis)
    const expected = this.#isBuilder(this.#due()) ? current : current - editionIntervalMillis
    if (this.#startedAtMillis === undefined || expected <= this.#startedAtMillis) return false
    return (this.#newest()?.timeMillis ?? 0) < expected
  }

  async #look(): Promise<void> {
    // What this device signs is noted first. Numbers, replies and keys have been used that this state does
    // not know of, and would be used again.
    const nowMillis = this.#parts.clock.nowMillis()
    if (!this.#isOlderCopy)
      this.#isOlderCopy = (await this.#served.look(this.#ownNumber, nowMillis)) === 'own-unknown'
    if (this.#isOlderCopy) throw new DeskError('desk-is-older-copy')
  }

  #isOurTurn(due: number): boolean {
    const turn = this.#lease.turn(due, this.#served.sign(due))
    this.#isAwaitingTurn = turn === 'not-ready'
    return turn === 'own'
  }

  #rememberListed(edition: BuiltEdition): void {
    const { keys, store, journal } = this.#parts
    const listings = listingsAfter(this.#listings, edition, journal.state)
    store.change((stores) => noteListings(keys, stores, listings))
    this.#listings = listings
  }

  #build(timeMillis: number): BuiltEdition {
    const { keys, clock, schedule, journal, replyKeys, roster } = this.#parts
    const now = clock.nowMillis()
    this.#listed.readAgain()
    this.#tellServed(now)
    const isFrozen = this.#isFrozen()
    const plan = planEdition(journal.state, now, schedule, {
      isReachable: (thread) => replyKeys.newest(thread, now) !== undefined,
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

  /** What the newest edition lists, the own one before the relay serves it. */
  #listedNow(): readonly Pick<ListedNumber, 'reply' | 'thread'>[] {
    const own = this.#handedIn
    return own !== undefined && this.#newest() === own ? own.plan.replies : this.#listed.numbers()
  }

  #waiting(): readonly WaitingThread[] {
    const { journal, replyKeys, clock, schedule } = this.#parts
    const newest = this.#newest()
    if (newest === undefined) return []
    const nowMillis = clock.nowMillis()
    const builtAtMillis =
      newest === this.#handedIn
        ? this.#handedIn.builtAtMillis
        : newest.timeMillis - schedule.editionLeadMillis
    return waitingReplies(journal.state, {
      builtAtMillis,
      isReachable: (thread) => replyKeys.newest(thread, nowMillis) !== undefined,
      isOpen: (thread, reply) => this.deliveryOf(thread, reply) === 'open',
      isListed: (thread, { requestId }) => this.isListed(thread.id, requestId),
    })
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
