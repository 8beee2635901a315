// Hands in one batch at each multiple of the interval, whatever there is to say. The batch is made ready
// a little before: how long that takes must not show in when it leaves.
import {
  batchRoom,
  cutItems,
  encodeRosterItem,
  OPEN_GROUP_EPOCH,
  openBatchKey,
  PIECE_HEADER_BYTES,
  sealBatch,
  type BatchContent,
  type ItemPiece,
  type OutgoingItem,
  type Schedule,
  type TrustedRoster,
} from '@cronista/protocol'
import { codeOf, DeskError } from '../desk-error.ts'
import type { Outbox, SentRun } from '../domain/outbox.ts'
import type { BatchRelay } from '../ports/batch-relay.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import { journalHeadsOf, lengthsOf } from './chain-heads.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { GroupKey, GroupKeys } from './group-keys.ts'
import type { Journal } from './journal.ts'
import type { KnownDevices } from './known-devices.ts'
import { membershipOf } from './membership.ts'
import type { ParcelPost } from './parcel-post.ts'
import { Rhythm } from './rhythm.ts'
import { noteSent, readSent } from './sync-notes.ts'

const MAX_LEAD_MILLIS = 1_000
/** While a member lacks this desk's key and there is nothing to give it, one batch of so many is open: it
 *  may have come back, and wants to know where to send its own. */
const OPEN_EVERY = 6

/** What a sender works with. */
export interface SyncSenderParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly schedule: Pick<Schedule, 'batchIntervalMillis'>
  readonly store: DeskStore
  readonly relay: BatchRelay
  readonly journal: Journal
  readonly groupKeys: GroupKeys
  readonly outbox: Outbox
  readonly parcels: Pick<ParcelPost, 'handedIn' | 'lacking' | 'notices' | 'outgoing'>
  readonly devices: KnownDevices
  readonly roster: SyncRoster
}

/** The roster in force. The relay knows this device from it alone, and the group is whom it names. */
export interface SyncRoster {
  readonly trusted: TrustedRoster
  readonly bytes: Uint8Array
  handIn(again?: boolean): Promise<void>
  learn(bytes: Uint8Array): void
}

interface ReadyBatch {
  readonly number: number
  readonly bytes: Uint8Array
  readonly runs: readonly SentRun[]
  readonly pieces: readonly ItemPiece[]
}

/** The desk's way out for its journal. */
export class SyncSender {
  readonly #parts: SyncSenderParts
  readonly #rhythm: Rhythm
  #number: number
  #ready: ReadyBatch | undefined
  /** Batches since the last open one. */
  #sinceOpen = OPEN_EVERY
  #silentSinceMillis: number | undefined
  #cancelPreparing: (() => void) | undefined
  #error: unknown

  constructor(parts: SyncSenderParts) {
    this.#parts = parts
    this.#number = readSent(parts.keys, parts.store).number
    this.#rhythm = new Rhythm(
      parts.clock,
      () => this.#turn(),
      (error) => this.#afterFailure(error),
    )
  }

  /** Hands in the first batch at the next multiple of the interval. */
  start(): void {
    this.#rhythm.start(this.#nextTurn())
  }

  /** Resolves when the batch under way is with the relay, or has failed. */
  async stop(): Promise<void> {
    this.#cancelPreparing?.()
    await this.#rhythm.stop()
  }

  /** The number of the last batch that the relay acknowledged. */
  get number(): number {
    return this.#number
  }

  /** What the last turn failed with, or `undefined`. */
  get error(): unknown {
    return this.#error
  }

  /** Whether the relay refused the batch: it counts this device's batches otherwise than this desk. */
  get isRefused(): boolean {
    return codeOf(this.#error, 'internal') === 'batch-refused'
  }

  /** Since when this desk says nothing, as another seals under the key of a roster that has not come here;
   *  `undefined` while it speaks. */
  get silentSinceMillis(): number | undefined {
    return this.#silentSinceMillis
  }

  /** Goes on after the newest of this device's batches that the relay has. Throws `storage-failed`. */
  renumber(number: number): void {
    const { keys, store } = this.#parts
    // Noted before the next one goes: else a desk that dies twice in a row would be two batches behind what
    // the relay has of it, and be taken for an older copy.
    store.change((stores) => noteSent(keys, stores, { ...readSent(keys, stores), number }))
    this.#number = number
    this.#ready = undefined
  }

  async #turn(): Promise<number> {
    const { relay, roster } = this.#parts
    const ready = (this.#ready ??= this.#prepared())
    await roster.handIn(codeOf(this.#error, 'internal') === 'device-refused')
    await relay.putBatch(ready.number, ready.bytes)
    this.#acknowledge(ready)
    this.#error = undefined
    return this.#nextTurn()
  }

  #acknowledge(ready: ReadyBatch): void {
    const { keys, store, outbox, clock } = this.#parts
    const sent = outbox.sentAfter(ready.runs)
    store.change((stores) => noteSent(keys, stores, { ...sent, number: ready.number }))
    outbox.acknowledge(ready.runs, clock.nowMillis())
    this.#parts.parcels.handedIn(ready.pieces)
    this.#number = ready.number
    if (this.#ready === ready) this.#ready = undefined
  }

  #afterFailure(error: unknown): number {
    this.#error = error
    return this.#nextTurn()
  }

  /** When the next batch goes; it is made ready shortly before. */
  #nextTurn(): number {
    const { clock, schedule } = this.#parts
    const interval = schedule.batchIntervalMillis
    const nextMillis = (Math.floor(clock.nowMillis() / interval) + 1) * interval
    const leadMillis = Math.min(MAX_LEAD_MILLIS, interval / 8)
    this.#cancelPreparing = clock.at(nextMillis - leadMillis, () => this.#prepare())
    return nextMillis
  }

  #prepare(): void {
    try {
      this.#ready ??= this.#prepared()
    } catch (error) {
      // The turn itself tries once more, and tells.
      this.#error = error
    }
  }

  #prepared(): ReadyBatch {
    const { keys, store, groupKeys, clock, devices, roster, parcels } = this.#parts
    if (groupKeys.current === undefined) throw new DeskError('desk-waiting')
    const membership = membershipOf(keys, roster.trusted, devices)
    const groupKey = groupKeys.sealing(store, membership, clock.nowMillis())
    const outgoing = parcels.outgoing()
    this.#silentSinceMillis =
      groupKey === undefined ? (this.#silentSinceMillis ?? clock.nowMillis()) : undefined
    if (groupKey === undefined) return this.#openBatch(parcels.notices())
    const lacking = parcels.lacking()
    const urgent = outgoing.filter(({ device }) => lacking.has(device))
    if (lacking.size > 0 && this.#sinceOpen >= (urgent.length > 0 ? 1 : OPEN_EVERY)) {
      const newest = { item: encodeRosterItem(roster.bytes), offset: 0 }
      return this.#openBatch([...parcels.notices(), newest, ...urgent])
    }
    return this.#groupBatch(
      groupKey,
      outgoing.filter(({ device }) => !lacking.has(device)),
    )
  }

  #groupBatch(groupKey: GroupKey, parcels: readonly OutgoingItem[]): ReadyBatch {
    this.#sinceOpen += 1
    const heads = journalHeadsOf(this.#parts.journal.headsWithKeys)
    const { pieces, runs } = this.#packed(batchRoom(heads.length), parcels)
    return this.#sealed(groupKey, { heads, pieces, runs })
  }

  /** Everybody can read it, a removed device too: there is nothing in it but what these items hold. */
  #openBatch(items: readonly OutgoingItem[]): ReadyBatch {
    this.#sinceOpen = 0
    const { p, newsroomId } = this.#parts.keys
    const { pieces } = cutItems(p, items, batchRoom(0))
    const open = { epoch: OPEN_GROUP_EPOCH, key: openBatchKey(p, newsroomId) }
    return this.#sealed(open, { heads: [], pieces, runs: [] })
  }

  #sealed(
    { epoch: groupEpoch, key }: GroupKey,
    { heads, pieces, runs }: Pick<ReadyBatch, 'pieces' | 'runs'> & Pick<BatchContent, 'heads'>,
  ): ReadyBatch {
    const { p, newsroomId, deviceSeed, random } = this.#parts.keys
    const number = this.#number + 1
    const timeMillis = this.#parts.clock.nowMillis()
    const batch = { groupEpoch, number, salt: random(32), timeMillis, heads, pieces }
    return { number, bytes: sealBatch(p, newsroomId, deviceSeed, key, batch), runs, pieces }
  }

  /** Parcels first, in half of the room: without them no roster is renewed, and they may take nobody else's
   *  place for long. */
  #packed(
    room: number,
    parcels: readonly OutgoingItem[],
  ): { pieces: readonly ItemPiece[]; runs: readonly SentRun[] } {
    const { keys, journal, outbox, clock } = this.#parts
    const pieces: ItemPiece[] = [...cutItems(keys.p, parcels, Math.floor(room / 2)).pieces]
    const runs: SentRun[] = []
    let left = room - pieces.reduce((sum, { bytes }) => sum + PIECE_HEADER_BYTES + bytes.length, 0)
    for (const wanted of outbox.wanted(lengthsOf(journal.heads), clock.nowMillis())) {
      const item = journal.item(wanted.deviceId, wanted.sequence)
      if (item === undefined) break
      const [piece] = cutItems(keys.p, [{ item, offset: wanted.offset }], left).pieces
      if (piece === undefined) break
      pieces.push(piece)
      const end = piece.offset + piece.bytes.length
      runs.push({ ...wanted, end, total: item.length })
      left -= PIECE_HEADER_BYTES + piece.bytes.length
    }
    return { pieces, runs }
  }
}
