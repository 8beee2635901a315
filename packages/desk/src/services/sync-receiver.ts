// Fetches what other desks have handed in and takes it into the journal. A round fetches before it looks
// into anything: how long that takes says how much was in it.
import {
  asDeviceId,
  CLOCK_TOLERANCE_MILLIS,
  equalBytes,
  findDevice,
  fromHex,
  parcelIn,
  prekeyIn,
  ProtocolError,
  rosterIn,
  toHex,
  type BatchContent,
  type JournalHead,
  type Schedule,
} from '@cronista/protocol'
import { codeOf, DeskError } from '../desk-error.ts'
import { dayOf } from '../domain/day.ts'
import { ChainIntake, isSameWithKey } from '../domain/chain-intake.ts'
import type { DoubtedEntries } from '../domain/doubted-entries.ts'
import { ItemAssembly } from '../domain/item-assembly.ts'
import type { Outbox } from '../domain/outbox.ts'
import type { SyncWatch } from '../domain/sync-watch.ts'
import type { BatchRelay, ListedBatch } from '../ports/batch-relay.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import {
  judgedBatch,
  judgedEntry,
  type ArrivalParts,
  type JudgedBatch,
  type JudgedEntry,
} from './arrivals.ts'
import { lengthsOf } from './chain-heads.ts'
import { HeadClaims } from './head-claims.ts'
import { witnessTime } from './erasure.ts'
import type { JournalFaults } from './journal-faults.ts'
import type { ParcelPost } from './parcel-post.ts'
import { Rhythm } from './rhythm.ts'
import { findOwnBatch } from './sync-relocation.ts'
import { noteReceived, readReceived, type ReceivedNote } from './sync-notes.ts'
import type { SyncRoster, SyncSender } from './sync-sender.ts'

/** Batches that one round fetches. */
const ROUND_BATCHES = 64
/** While the relay lists more than a round fetches, rounds are this much more frequent. */
const CATCHING_UP = 12
/** What waits for its other half keeps no more batches than this from being forgotten. */
const MAX_HELD_PLACES = 1_000

/** What a receiver works with. */
export interface SyncReceiverParts extends ArrivalParts {
  readonly clock: Clock
  readonly schedule: Pick<Schedule, 'batchIntervalMillis'>
  readonly store: DeskStore
  readonly relay: BatchRelay
  readonly outbox: Outbox
  readonly watch: SyncWatch
  readonly faults: JournalFaults
  readonly doubted: DoubtedEntries<JudgedEntry>
  readonly sender: SyncSender
  readonly parcels: Pick<ParcelPost, 'hear' | 'take'>
  readonly roster: SyncRoster
}

interface FetchedBatch {
  readonly listed: ListedBatch
  readonly bytes: Uint8Array | undefined
}

/** The desk's way in for the journal. */
export class SyncReceiver {
  readonly #parts: SyncReceiverParts
  readonly #own: string
  readonly #rhythm: Rhythm
  readonly #claims: HeadClaims
  #assembly: ItemAssembly
  #intake: ChainIntake<JudgedEntry>
  #note: ReceivedNote
  /** The last place that was taken in, ahead of the noted one while something waits for its other half. */
  #place: number
  #isBehind = false
  #unlisted = 0
  /** Desks whose last batch bears a time that has not come here. */
  readonly #ahead = new Set<string>()
  #witnessedDay = 0
  #isRelayOlder = false
  #isDeskOlder = false
  #lastRoundAtMillis: number | undefined
  #error: unknown

  constructor(parts: SyncReceiverParts) {
    this.#parts = parts
    const { keys, store, clock, journal } = parts
    this.#own = toHex(keys.deviceId)
    this.#claims = new HeadClaims(journal, parts.faults)
    this.#assembly = new ItemAssembly(keys.p)
    this.#intake = new ChainIntake(journal.heads)
    this.#note = readReceived(keys, store)
    this.#place = this.#note.place
    this.#rhythm = new Rhythm(
      clock,
      () => this.#turn(),
      (error) => this.#afterFailure(error),
    )
  }

  /** Begins with a round at once. */
  start(): void {
    this.#rhythm.start()
  }

  /** Resolves when the round under way has ended. */
  stop(): Promise<void> {
    return this.#rhythm.stop()
  }

  /** What the last round failed with, or `undefined`. */
  get error(): unknown {
    return this.#error
  }

  /** When everything the relay listed was last taken in. */
  get lastRoundAtMillis(): number | undefined {
    return this.#lastRoundAtMillis
  }

  /** Whether the relay no longer has what it acknowledged to this desk. */
  get isRelayOlder(): boolean {
    return this.#isRelayOlder
  }

  /** Whether this device has handed in, or written, what this disk knows nothing of. */
  get isDeskOlder(): boolean {
    return this.#isDeskOlder
  }

  /** Whether another desk's clock is ahead of this one's: one of the two is wrong. */
  get isClockContradicted(): boolean {
    return this.#ahead.size > 0
  }

  /** Fetches one round and takes it in. Throws `DeskError`; what was taken in before stays. */
  async round(): Promise<void> {
    const { relay, roster, sender } = this.#parts
    await roster.handIn(codeOf(this.#error, 'internal') === 'device-refused')
    const acknowledged = sender.number
    if (sender.isRefused || this.#unlisted > 1) await this.#relocate()
    const listing = followingPlace(await relay.batches(this.#place), this.#place)
    const wanted = listing.slice(0, ROUND_BATCHES)
    this.#isBehind = wanted.length < listing.length
    const fetched: FetchedBatch[] = []
    for (const listed of wanted) {
      const isOwn = listed.deviceId === this.#own
      fetched.push({ listed, bytes: isOwn ? undefined : await relay.batch(listed.place) })
    }
    this.#takeInAll(fetched)
    if (this.#isBehind) return
    this.#unlisted = this.#note.ownNumber < acknowledged ? this.#unlisted + 1 : 0
    this.#lastRoundAtMillis = this.#parts.clock.nowMillis()
  }

  async #turn(): Promise<number> {
    await this.round()
    this.#error = undefined
    return this.#nextTurn()
  }

  #afterFailure(error: unknown): number {
    this.#error = error
    const { clock, watch } = this.#parts
    watch.excuse(clock.nowMillis())
    return this.#nextTurn()
  }

  /** Between two batches of the sender's, and more often while there is much to fetch. */
  #nextTurn(): number {
    const { clock, schedule } = this.#parts
    const interval = schedule.batchIntervalMillis
    const pace = this.#isBehind ? Math.ceil(interval / CATCHING_UP) : interval
    const half = this.#isBehind ? 0 : interval / 2
    return (Math.floor((clock.nowMillis() - half) / pace) + 1) * pace + half
  }

  #takeInAll(fetched: readonly FetchedBatch[]): void {
    try {
      for (const one of fetched) this.#takeIn(one)
      this.#takeDoubted()
      this.#keepPlace()
    } catch (error) {
      // What memory believes to be taken in is no longer what the disk holds.
      this.#assembly = new ItemAssembly(this.#parts.keys.p)
      this.#intake = new ChainIntake(this.#parts.journal.heads)
      this.#place = this.#note.place
      throw error
    } finally {
      this.#holdBack()
    }
  }

  #takeIn({ listed, bytes }: FetchedBatch): void {
    const { clock, watch } = this.#parts
    const content = bytes && this.#judged(listed, bytes)
    const { place, deviceId, number } = listed
    if (deviceId === this.#own && number > this.#note.ownNumber)
      this.#note = { ...this.#note, ownNumber: number, ownPlace: place }
    // Before the place is noted: the two must tell of the same batches.
    if (content !== undefined) this.#witness(deviceId, content.timeMillis)
    if (content !== undefined) watch.heard(deviceId, number, clock.nowMillis())
    const ready = content === undefined ? [] : this.#entriesOf(listed, content)
    this.#receive(ready, place)
    this.#place = place
    if (content?.isOpen === false) this.#listen(listed, content, ready)
  }

  /** What is handed in after a device has left counts no longer; what it wrote before, others hand on. */
  #judged(listed: ListedBatch, bytes: Uint8Array): JudgedBatch | undefined {
    const { keys, roster } = this.#parts
    const isMember = findDevice(
      ...([keys.p, keys.newsroomId, roster.trusted] as const),
      asDeviceId(fromHex(listed.deviceId)),
    )
    return isMember === undefined ? undefined : judgedBatch(this.#parts, listed, bytes)
  }

  /** Another desk has signed that it is so late: this one's secrets may die by that. */
  #witness(deviceId: string, timeMillis: number): void {
    const { keys, store, clock } = this.#parts
    if (timeMillis > clock.nowMillis() + CLOCK_TOLERANCE_MILLIS) this.#ahead.add(deviceId)
    else this.#ahead.delete(deviceId)
    if (dayOf(timeMillis) <= this.#witnessedDay) return
    const counts = store.change((stores) => witnessTime(keys, stores, timeMillis))
    if (counts) this.#witnessedDay = dayOf(timeMillis)
  }

  /** Takes in what was passed on without its key and waited for it long enough, or need not any more. */
  #takeDoubted(): void {
    const { clock, journal, doubted } = this.#parts
    const hasKey = ({ entry }: JudgedEntry): boolean => journal.hasKey(toHex(entry.bodyKeyId))
    const ready: JudgedEntry[] = []
    for (const { entry, place } of doubted.take(hasKey, clock.nowMillis())) {
      const here = journal.hashOf(entry.deviceId, entry.sequence)
      if (here === undefined || !equalBytes(here, entry.hash)) this.#link(entry, place, ready)
    }
    this.#receive(ready, this.#place)
    this.#listenToAuthors(ready)
  }

  #receive(ready: readonly JudgedEntry[], place: number): void {
    if (ready.length === 0) return
    const note = this.#noteAt(place)
    this.#parts.journal.receive(ready, (stores) => noteReceived(this.#parts.keys, stores, note))
    this.#note = note
  }

  #entriesOf(
    { place, deviceId: sender }: ListedBatch,
    { pieces, isOpen }: JudgedBatch,
  ): readonly JudgedEntry[] {
    const { clock, journal, doubted } = this.#parts
    const ready: JudgedEntry[] = []
    for (const piece of pieces) {
      const item = this.#assembly.add(piece, place)
      const parcel = item && parcelIn(item)
      if (parcel !== undefined) {
        this.#parts.parcels.take(parcel, sender, isOpen)
        continue
      }
      if (isOpen) {
        if (item !== undefined) this.#takeOpen(item, sender)
        continue
      }
      const found = item && judgedEntry(this.#parts, item, sender)
      if (found === undefined || found === 'known') continue
      if (found.kind === 'late-key') journal.receiveKey(found.bodyKey)
      else if (this.#isDoubted(found)) doubted.add(found, place, clock.nowMillis())
      else this.#link(found, place, ready)
    }
    return ready
  }

  /** Takes what an open batch may hold besides parcels. */
  #takeOpen(item: Uint8Array, sender: string): void {
    const { parcels, roster } = this.#parts
    try {
      const notice = prekeyIn(item)
      if (notice !== undefined) parcels.hear(notice, sender)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
    }
    const newer = rosterIn(item)
    if (newer !== undefined) roster.learn(newer)
  }

  /** Whether an entry came without its key from another than its author, and is not here. */
  #isDoubted({ deviceId, sequence, entry, bodyKey, isDestroyed }: JudgedEntry): boolean {
    const { journal } = this.#parts
    if (bodyKey !== undefined || isDestroyed === true) return false
    const isNew = sequence > (journal.heads.get(deviceId)?.sequence ?? 0)
    return isNew && !journal.hasKey(toHex(entry.bodyKeyId))
  }

  /** Puts an entry where it belongs in its chain; `ready` are those about to join theirs. */
  #link(entry: JudgedEntry, place: number, ready: JudgedEntry[]): void {
    const { deviceId, sequence } = entry
    const taken = this.#intake.take(entry, place)
    if (taken.kind === 'ready') ready.push(...taken.entries)
    else if (taken.kind === 'reordered')
      this.#parts.faults.record({ code: 'journal-reordered', deviceId, sequence })
    else if (taken.kind === 'held') {
      const index = ready.findIndex((one) => isSameWithKey(entry, one))
      if (index >= 0) ready[index] = entry
      else this.#claims.hold(entry, ready)
    }
  }

  /** Takes note of what the sender holds, and of what entries say that their authors held. */
  #listen(
    { deviceId: sender }: ListedBatch,
    { heads }: BatchContent,
    ready: readonly JudgedEntry[],
  ): void {
    const { clock, journal, outbox } = this.#parts
    const nowMillis = clock.nowMillis()
    for (const head of heads) this.#named(sender, head)
    this.#listenToAuthors(ready)
    const held = heads.map((head): [string, number] => [toHex(head.deviceId), head.sequence])
    outbox.heard(sender, new Map(held), lengthsOf(journal.heads), nowMillis)
  }

  #listenToAuthors(ready: readonly JudgedEntry[]): void {
    for (const { deviceId, entry } of ready)
      for (const head of entry.heads) this.#named(deviceId, head)
  }

  #named(by: string, head: JournalHead): void {
    const chain = toHex(head.deviceId)
    this.#parts.watch.named(chain, head.sequence, this.#parts.clock.nowMillis())
    this.#claims.claim(by, chain, head)
  }

  #holdBack(): void {
    const { clock, journal, watch, doubted } = this.#parts
    const end = journal.heads.get(this.#own)?.sequence ?? 0
    const isAwaited = watch.isAwaited(this.#own, end, clock.nowMillis()) || doubted.hasOf(this.#own)
    if (isAwaited) this.#isDeskOlder = true
    journal.holdBack(isAwaited)
  }

  #noteAt(place: number): ReceivedNote {
    const { doubted } = this.#parts
    const oldest = [this.#assembly, this.#intake, doubted].map((one) => one.oldestPlace())
    const waits = Math.min(...oldest) - 1
    const needed = Math.max(Math.min(place, waits), place - MAX_HELD_PLACES)
    return { ...this.#note, place: needed, senders: this.#parts.watch.senders }
  }

  #keepPlace(): void {
    const { keys, store } = this.#parts
    const note = this.#noteAt(this.#place)
    store.change((stores) => noteReceived(keys, stores, note))
    this.#note = note
  }

  /** Finds out where the relay stands, once it refuses this device's batches or lists them no longer. */
  async #relocate(): Promise<void> {
    const { relay, sender } = this.#parts
    const { ownNumber, ownPlace } = this.#note
    const found = await findOwnBatch(relay, this.#own, { number: ownNumber, place: ownPlace })
    if (sender.isRefused) {
      // One more than noted is a batch whose acknowledgement this desk did not live to note.
      if (found.newestNumber > sender.number + 1) this.#isDeskOlder = true
      sender.renumber(found.newestNumber)
    }
    this.#unlisted = 0
    if (found.isWhole) return
    this.#isRelayOlder = true
    this.#place = Math.min(this.#place, found.place)
    this.#note = {
      ...this.#note,
      place: this.#place,
      ownNumber: found.number,
      ownPlace: found.place,
    }
  }
}

/** Throws `relay-unreachable` for a listing that is out of order: it is no answer. */
function followingPlace(listing: readonly ListedBatch[], after: number): readonly ListedBatch[] {
  let last = after
  for (const { place } of listing) {
    if (place <= last) throw new DeskError('relay-unreachable')
    last = place
  }
  return listing
}
