// Builds one edition for each interval, whether or not anything happened, and hands it in before its
// time: what the relay sees is a clock.
import {
  buildEdition,
  ByteReader,
  cut,
  encodeReplyPart,
  equalBytes,
  fromHex,
  asMessageId,
  packLetter,
  parseEdition,
  ProtocolError,
  readEdition,
  RECORD_CAPACITY,
  REPLY_BODY_BYTES,
  toHex,
  type Edition,
  type EditionRecord,
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
import { listingsAfter, type Listings } from '../domain/edition-plan-listings.ts'
import { newlyListed } from '../domain/reply-numbers.ts'
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
import type { Journal } from './journal.ts'
import type { ReplyKeys } from './reply-keys.ts'
import { Rhythm } from './rhythm.ts'

const MIN_RETRY_MILLIS = 1_000
/** Another device's edition with a number further ahead than this is not believed: numbers would run
 *  out, and the newsroom's editions with them. */
const MAX_NUMBERS_AHEAD = 10_000
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
  /** The roster that the relay has, which the edition names. */
  readonly roster: { readonly trusted: TrustedRoster; handIn(again?: boolean): Promise<void> }
}

/** How the editions are doing. */
export interface EditionStatus {
  readonly number?: number
  readonly timeMillis?: number
  readonly nextAtMillis: number
  readonly lastError?: DeskWarningCode
  /** Replies that found no room in the newest edition. */
  readonly waiting: number
}

interface Issue {
  readonly number: number
  readonly timeMillis: number
}

interface BuiltEdition extends Issue {
  readonly bytes: Uint8Array
  readonly plan: EditionPlan
}

/** How many records a reply takes; throws `letter-too-long`, `letter-empty` or `letter-malformed`. */
function recordsOf(reply: Pick<ReplyWritten, 'language' | 'text'>): number {
  return cut(packLetter(reply), REPLY_BODY_BYTES).length
}

/** Whether an edition can hold a reply at all. */
export function fitsAnEdition(reply: Pick<ReplyWritten, 'language' | 'text'>): boolean {
  return recordsOf(reply) <= RECORD_CAPACITY
}

/** The desk's way down. */
export class EditionBuilder {
  readonly #parts: EditionBuilderParts
  readonly #rhythm: Rhythm
  /** The highest number in use, and the one this device used last. */
  #number: number
  #ownNumber: number
  #listings: Listings
  #handedIn: BuiltEdition | undefined
  #unsent: BuiltEdition | undefined
  /** Another device's edition for the time that is due. */
  #elsewhere: Issue | undefined
  #refused: Issue | undefined
  #isOlderCopy = false
  #startedAtMillis: number | undefined
  #lastError: DeskWarningCode | undefined

  constructor(parts: EditionBuilderParts) {
    this.#parts = parts
    const noted = readNotedEdition(parts.keys, parts.store)
    this.#unsent = noted && { ...noted, plan: NOTHING_PLANNED }
    this.#ownNumber = this.#number = noted?.number ?? 0
    this.#listings = readListings(parts.keys, parts.store)
    this.#rhythm = new Rhythm(
      parts.clock,
      () => this.#round(),
      (error) => this.#afterFailure(error),
    )
  }

  /** Hands the due edition in at once, and then one for each interval. */
  start(): void {
    this.#startedAtMillis = this.#parts.clock.nowMillis()
    this.#rhythm.start()
  }

  /** Resolves when the edition under way is with the relay, or has failed. */
  stop(): Promise<void> {
    return this.#rhythm.stop()
  }

  status(): EditionStatus {
    const { clock, schedule } = this.#parts
    const due = dueEditionMillis(clock.nowMillis(), schedule)
    const isWithRelay = this.#isFor(this.#handedIn, due)
    const lastError = this.#lastError ?? (this.#isLate() ? 'edition-failed' : undefined)
    return {
      ...(this.#handedIn === undefined
        ? {}
        : { number: this.#handedIn.number, timeMillis: this.#handedIn.timeMillis }),
      nextAtMillis: isWithRelay ? due + schedule.editionIntervalMillis : due,
      ...(lastError === undefined ? {} : { lastError }),
      waiting: this.#handedIn?.plan.waiting ?? 0,
    }
  }

  /** Whether the newest edition lists this reply. */
  isListed(thread: string, requestId: string): boolean {
    const replies = this.#handedIn?.plan.replies ?? []
    return replies.some((one) => one.thread.id === thread && one.reply.requestId === requestId)
  }

  /** Whether a reply is read, given up after its time in the editions, or still to be listed. */
  deliveryOf(thread: OpenedThread, reply: ReplyWritten): Delivery {
    const { clock, schedule } = this.#parts
    return deliveryOf(thread, reply, clock.nowMillis(), schedule, this.#listings)
  }

  /** Hands in the edition that is due, unless it is with the relay already or was refused. Throws
   *  `DeskError`; `desk-is-older-copy` from when on the relay has shown an edition that this device
   *  signed and knows nothing of. */
  async issue(): Promise<void> {
    const { clock, relay, schedule, roster } = this.#parts
    const due = dueEditionMillis(clock.nowMillis(), schedule)
    if (this.#isFor(this.#handedIn, due)) return
    if (this.#isOlderCopy) throw new DeskError('desk-is-older-copy')
    await this.#learnFromRelay(due)
    // A refusal may mean that the relay has lost the roster which the edition names.
    await roster.handIn(
      this.#lastError === 'edition-refused' || this.#lastError === 'device-refused',
    )
    if (this.#isFor(this.#elsewhere, due)) {
      this.#lastError = undefined
      return
    }
    if (this.#isFor(this.#refused, due)) return
    const edition = this.#isFor(this.#unsent, due) ? this.#unsent : this.#build(due)
    this.#unsent = edition
    await relay.putEdition(edition.number, edition.bytes)
    this.#handedIn = edition
    this.#unsent = undefined
    this.#lastError = undefined
    this.#rememberListed(edition)
  }

  async #round(): Promise<number> {
    await this.issue()
    const { clock, schedule } = this.#parts
    const { editionIntervalMillis, editionLeadMillis } = schedule
    return dueEditionMillis(clock.nowMillis(), schedule) + editionIntervalMillis - editionLeadMillis
  }

  #afterFailure(error: unknown): number {
    const code = codeOf(error, 'internal')
    if (code === 'edition-refused') {
      this.#refused = this.#unsent
      this.#unsent = undefined
    }
    this.#lastError = warningOf(code)
    const { clock, schedule } = this.#parts
    return clock.nowMillis() + Math.max(MIN_RETRY_MILLIS, schedule.editionLeadMillis / 4)
  }

  /** Whether an edition is for the time that is due: one further ahead was built under a clock that
   *  was wrong, and keeps nothing out. */
  #isFor<Some extends Issue>(edition: Some | undefined, due: number): edition is Some {
    if (edition === undefined || edition.timeMillis < due) return false
    return edition.timeMillis <= due + this.#parts.schedule.editionIntervalMillis
  }

  /** Whether an edition's time has come, since this began, without that edition being with the relay. */
  #isLate(): boolean {
    const { clock, schedule } = this.#parts
    const nowMillis = clock.nowMillis()
    const current = nowMillis - (nowMillis % schedule.editionIntervalMillis)
    if (this.#startedAtMillis === undefined || current <= this.#startedAtMillis) return false
    return [this.#handedIn, this.#elsewhere].every((one) => (one?.timeMillis ?? 0) < current)
  }

  /** Looks at what the relay serves. Anybody could have answered: only what a device of the roster
   *  signed counts, and its time only if it is the one that is due. */
  async #learnFromRelay(due: number): Promise<void> {
    if (this.#handedIn !== undefined && this.#lastError === undefined) return
    const bytes = await this.#parts.relay.edition()
    const served = bytes && this.#signed(bytes)
    if (served === undefined || served.number <= this.#ownNumber) return
    if (equalBytes(served.builder, this.#parts.keys.deviceId)) {
      // What this device signs is noted first. Numbers, replies and keys have been used that this
      // state does not know of, and would be used again.
      this.#isOlderCopy = true
      throw new DeskError('desk-is-older-copy')
    }
    if (served.number > this.#ownNumber + MAX_NUMBERS_AHEAD) return
    this.#number = Math.max(this.#number, served.number)
    if (served.timeMillis === due) this.#elsewhere = served
  }

  /** An edition signed by a device that this desk's roster lists, whichever roster it names: after a
   *  renewal it is the one before, and to an older copy of a desk one that is not known yet. */
  #signed(bytes: Uint8Array): Edition | undefined {
    const { keys, roster } = this.#parts
    try {
      const head = parseEdition(bytes).rosterHead
      return readEdition(keys.p, keys.newsroomId, bytes, { ...roster.trusted, head })
    } catch (error) {
      if (error instanceof ProtocolError) return undefined
      throw error
    }
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
    const plan = planEdition(journal.state, now, schedule, {
      person: toHex(keys.personId),
      isReachable: (thread) => replyKeys.newest(thread, now) !== undefined,
      recordsOf,
      listings: this.#listings,
      draw: () => new ByteReader(keys.random(4), 'edition-malformed').u32(),
    })
    const number = this.#number + 1
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
      records: this.#records(plan, now),
    })
    // Before it is sent: neither an edition's number nor a reply's is ever used for other bytes.
    journal.append(this.#firstListings(plan, now), (stores) => {
      noteEdition(keys, stores, { number, timeMillis, bytes })
    })
    this.#ownNumber = this.#number = number
    return { number, timeMillis, bytes, plan }
  }

  #firstListings({ replies }: EditionPlan, listedAtMillis: number): readonly JournalEvent[] {
    const { keys, journal } = this.#parts
    const person = toHex(keys.personId)
    const planned = new Set(replies.map(({ reply }) => reply))
    return newlyListed(journal.state, person, planned, this.#listings).map((listed) => ({
      ...{ v: 1, type: 'replies-listed', ...listed, person, listedAtMillis },
    }))
  }

  #records(plan: EditionPlan, nowMillis: number): readonly EditionRecord[] {
    const { keys, replyKeys } = this.#parts
    const slots = new Map<string, number>()
    return plan.replies.flatMap(({ thread, reply }) => {
      const replyKey = replyKeys.newest(thread.id, nowMillis)
      if (replyKey === undefined) return []
      const contributor = fromHex(thread.opened.contributor)
      const bodies = cut(packLetter(reply), REPLY_BODY_BYTES)
      // Two threads may name the same reply key: whoever writes chooses it.
      const slotsOf = toHex(replyKey)
      return bodies.map((body, part) => {
        const slot = slots.get(slotsOf) ?? 0
        slots.set(slotsOf, slot + 1)
        const { number } = reply
        const piece = { number, confirmed: thread.confirmed, part, count: bodies.length, body }
        const { p, newsroomId, deviceSeed } = keys
        const plaintext = encodeReplyPart(p, newsroomId, deviceSeed, contributor, piece)
        return { replyKey, slot, plaintext }
      })
    })
  }
}

const expectedFaults: readonly DeskWarningCode[] = [
  'desk-is-older-copy',
  'device-refused',
  'edition-refused',
  'relay-unreachable',
  'roster-refused',
  'storage-failed',
]

function warningOf(code: string): DeskWarningCode {
  return expectedFaults.find((expected) => expected === code) ?? 'edition-failed'
}
