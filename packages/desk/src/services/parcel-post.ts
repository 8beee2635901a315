// Hands secrets that are to die from desk to desk, outside the journal (docs/protocol.md §13). Parcels travel
// in the batches, which leave on their clock in one size whatever is in them. Nothing of a parcel is ever
// on this disk: what waits is made again after a restart, and what arrived is what the other desk lists.
import {
  deviceIdOf,
  encodeParcelItem,
  encodePrekeyItem,
  equalBytes,
  fromHex,
  isParcelSigned,
  itemIdOf,
  openParcel,
  parseParcel,
  ProtocolError,
  sealParcel,
  toHex,
  asDeviceId,
  type ItemPiece,
  type OutgoingItem,
  type Parcel,
  type ParcelContent,
  type PrekeyNotice,
  type Schedule,
  type SharedSecret,
  type TrustedRoster,
} from '@cronista/protocol'
import { codeOf } from '../desk-error.ts'
import { openedThreads, type NewsroomState } from '@cronista/newsroom'
import { DAY_MILLIS, dayOf } from '../domain/day.ts'
import {
  ParcelPlan,
  type HeldNames,
  type PlannedParcel,
  type SharedKind,
} from '../domain/parcel-plan.ts'
import type { Clock } from '../ports/clock.ts'
import { eraseDead, erasureMillis } from './erasure.ts'
import type { Journal } from './journal.ts'
import type { Prekeys } from './prekeys.ts'
import type { ReplyKeys } from './reply-keys.ts'
import { SharedSecrets, type HeldSharedSecrets, type SharedSecretsParts } from './shared-secrets.ts'

/** In batch intervals. */
const GRACE = 6
const LIST_MILLIS = 6 * 3_600_000
const LONG_LIST_MILLIS = 24 * 3_600_000
const SEALING_BYTES = 64
/** What a parcel in an open batch may hold: the relay sees when it goes and how long it is, and neither may
 *  depend on what contributors write. */
const openKinds: readonly SharedKind[] = ['group-key']

/** What the post works with. */
export interface ParcelPostParts extends SharedSecretsParts {
  readonly clock: Clock
  readonly schedule: Pick<Schedule, 'batchIntervalMillis'>
  readonly prekeys: Prekeys
  readonly journal: Pick<Journal, 'state'>
  /** Its devices are the members. */
  readonly roster: { readonly trusted: TrustedRoster }
}

/** A parcel's item on its way. */
export interface OutgoingParcel extends OutgoingItem {
  /** Whom it is for, 32 hexadecimal digits. */
  readonly device: string
}

interface WaitingParcel {
  readonly item: Uint8Array
  readonly itemId: Uint8Array
  readonly planned: PlannedParcel
  readonly names: HeldNames
  /** Whether it goes in open batches. */
  readonly isOpen: boolean
  offset: number
}

interface Peer {
  readonly plan: ParcelPlan
  waiting: WaitingParcel | undefined
}

/** The desk's way of giving and getting secrets. */
export class ParcelPost {
  readonly #parts: ParcelPostParts
  readonly #own: string
  readonly #secrets: SharedSecrets
  readonly #peers = new Map<string, Peer>()
  #erasedOnDay = 0

  constructor(parts: ParcelPostParts) {
    this.#parts = parts
    this.#own = toHex(parts.keys.deviceId)
    this.#secrets = new SharedSecrets(parts)
  }

  /** What the next batch should carry, as items of which the bytes before `offset` are with the relay.
   *  Announces a new prekey and erases what has died, when a day brings it. Throws `storage-failed`. */
  outgoing(): readonly OutgoingParcel[] {
    const nowMillis = this.#parts.clock.nowMillis()
    this.#eraseDead(nowMillis)
    this.#announce(nowMillis)
    const held = this.#secrets.held(nowMillis)
    const { journal, replyKeys } = this.#parts
    const needsReplyKeys = lacksReplyKeys(journal.state, replyKeys, nowMillis)
    return this.#members().flatMap((device) => {
      if (needsReplyKeys) this.#peer(device).plan.needs('reply-key', nowMillis)
      const waiting = this.#waitingFor(device, held, nowMillis)
      return waiting === undefined ? [] : [{ ...waiting, device }]
    })
  }

  /** Members that have not said since unlocking that they hold the key of this desk's batches; 32
   *  hexadecimal digits each. */
  lacking(): ReadonlySet<string> {
    const { groupKey } = this.#secrets.held(this.#parts.clock.nowMillis())
    return new Set(this.#members().filter((device) => this.#isLacking(device, groupKey)))
  }

  /** What an open batch says of this device. */
  notices(): readonly OutgoingItem[] {
    const notice = this.#parts.prekeys.notice()
    return notice === undefined ? [] : [{ item: encodePrekeyItem(notice), offset: 0 }]
  }

  /** Takes the word of a device (32 hexadecimal digits) for its own prekey, if it is a member. */
  hear(notice: PrekeyNotice, device: string): void {
    if (toHex(notice.deviceId) === device && this.#members().includes(device))
      this.#parts.prekeys.hear(notice)
  }

  /** Takes note of pieces that the relay has acknowledged. */
  handedIn(pieces: readonly ItemPiece[]): void {
    const nowMillis = this.#parts.clock.nowMillis()
    for (const peer of this.#peers.values())
      for (const { itemId, offset, bytes } of pieces) {
        const { waiting } = peer
        if (waiting?.offset !== offset || !equalBytes(waiting.itemId, itemId)) continue
        waiting.offset += bytes.length
        if (waiting.offset < waiting.item.length) continue
        peer.plan.handedIn(waiting.planned, waiting.names, nowMillis)
        peer.waiting = undefined
      }
  }

  /** Takes a parcel that came in a batch of a device (32 hexadecimal digits). One that is not for this
   *  desk, is somebody else's, cannot be opened or holds what an open batch may not is passed over.
   *  Durable when it returns; throws `storage-failed`. */
  take(bytes: Uint8Array, device: string, isBatchOpen = false): void {
    const content = this.#opened(bytes, device)
    if (content === undefined || (isBatchOpen && !mayTravelOpenly(content))) return
    const nowMillis = this.#parts.clock.nowMillis()
    this.#secrets.accept(device, content.secrets, nowMillis)
    const { plan } = this.#peer(device)
    const { names } = this.#secrets.held(nowMillis)
    for (const { kind, ids } of content.held) plan.heard(kind, ids.map(toHex), names)
    for (const { kind } of content.secrets) plan.came(kind)
  }

  #opened(bytes: Uint8Array, device: string): ParcelContent | undefined {
    const { p, newsroomId } = this.#parts.keys
    try {
      const parcel = parseParcel(bytes)
      const seed = this.#parts.prekeys.seedOf(parcel.prekeyId)
      if (seed === undefined || !this.#isFrom(parcel, device)) return undefined
      return openParcel(p, newsroomId, parcel, seed)
    } catch (error) {
      if (error instanceof ProtocolError) return undefined
      throw error
    }
  }

  /** Whether a parcel is for this device, from the one whose batch brought it, and that one is a member. */
  #isFrom(parcel: Parcel, device: string): boolean {
    const { keys, roster } = this.#parts
    const { p, newsroomId } = keys
    if (toHex(parcel.recipient) !== this.#own || toHex(parcel.sender) !== device) return false
    return roster.trusted.devices.some(({ publicKey }) =>
      isParcelSigned(p, newsroomId, parcel, publicKey),
    )
  }

  /** All other devices of the roster in force, in the order of their ids. */
  #members(): readonly string[] {
    const { keys, roster } = this.#parts
    return roster.trusted.devices
      .map(({ publicKey }) => toHex(deviceIdOf(keys.p, keys.newsroomId, publicKey)))
      .filter((device) => device !== this.#own)
      .sort()
  }

  #waitingFor(
    device: string,
    held: HeldSharedSecrets,
    nowMillis: number,
  ): OutgoingItem | undefined {
    const prekeyPublicKey = this.#parts.prekeys.announcedBy(device, nowMillis)
    if (prekeyPublicKey === undefined) return undefined
    const peer = this.#peer(device)
    const isOpen = this.#isLacking(device, held.groupKey)
    const { waiting } = peer
    if (waiting === undefined || waiting.offset === 0 || waiting.isOpen !== isOpen)
      peer.waiting = this.#sealed(device, prekeyPublicKey, isOpen, held, nowMillis)
    return peer.waiting
  }

  #isLacking(device: string, groupKey: string | undefined): boolean {
    return groupKey !== undefined && !this.#peer(device).plan.isHeldThere('group-key', groupKey)
  }

  #sealed(
    device: string,
    prekeyPublicKey: Uint8Array,
    isOpen: boolean,
    { given, names }: HeldSharedSecrets,
    nowMillis: number,
  ): WaitingParcel | undefined {
    const isFor = ({ kind }: SharedSecret) =>
      kind !== 'group-key' || this.#parts.groupKeys.isFor(device)
    const allowed = [...given].filter(([, secret]) => isFor(secret)).map(([name]) => name)
    const planned = this.#peer(device).plan.next(
      names,
      new Set(allowed),
      nowMillis,
      isOpen ? openKinds : undefined,
    )
    if (planned === undefined) return undefined
    const { p } = this.#parts.keys
    const held = planned.lists.map((kind) => ({ kind, ids: (names.get(kind) ?? []).map(fromHex) }))
    const secrets = planned.secrets.flatMap((name) => given.get(name) ?? [])
    const parcel = this.#sealedTo(device, prekeyPublicKey, { held, secrets })
    if (parcel === undefined) return undefined
    const item = encodeParcelItem(parcel)
    return { item, itemId: itemIdOf(p, item), planned, names, isOpen, offset: 0 }
  }

  /** `undefined` for a device that has announced bytes which are no key: it harms nobody but itself. */
  #sealedTo(
    device: string,
    prekeyPublicKey: Uint8Array,
    content: ParcelContent,
  ): Uint8Array | undefined {
    const { p, newsroomId, deviceSeed, random } = this.#parts.keys
    const recipient = asDeviceId(fromHex(device))
    const randomness = random(SEALING_BYTES)
    const parcel = { recipient, prekeyPublicKey, content, randomness }
    try {
      return sealParcel(p, newsroomId, deviceSeed, parcel)
    } catch (error) {
      if (error instanceof ProtocolError && error.code === 'key-malformed') return undefined
      throw error
    }
  }

  #peer(device: string): Peer {
    const known = this.#peers.get(device)
    if (known !== undefined) return known
    const graceMillis = GRACE * this.#parts.schedule.batchIntervalMillis
    const times = { graceMillis, listMillis: LIST_MILLIS, longListMillis: LONG_LIST_MILLIS }
    const peer = { plan: new ParcelPlan(times), waiting: undefined }
    this.#peers.set(device, peer)
    return peer
  }

  /** Erases on the first batch of each day that has passed for certain, on every desk. */
  #eraseDead(nowMillis: number): void {
    const { keys, store, epochs, groupKeys, prekeys, replyKeys } = this.#parts
    eraseDead(keys, store, nowMillis)
    const erasedMillis = erasureMillis(keys, store, nowMillis)
    if (dayOf(erasedMillis) === this.#erasedOnDay) return
    for (const keepers of [epochs, groupKeys, prekeys, replyKeys]) keepers.expire(erasedMillis)
    this.#erasedOnDay = dayOf(erasedMillis)
  }

  /** While a desk may not write it announces nothing, and asks itself again with each batch. */
  #announce(nowMillis: number): void {
    try {
      this.#parts.prekeys.announceIfDue(nowMillis)
    } catch (error) {
      if (codeOf(error, 'internal') !== 'desk-is-older-copy') throw error
    }
  }
}

function mayTravelOpenly({ held, secrets }: ParcelContent): boolean {
  return [...held, ...secrets].every(({ kind }) => openKinds.includes(kind))
}

/** Whether the journal has a message of the last day whose reply key is not here, and would be kept: a relay
 *  that gives one desk less than another could else keep it from being acknowledged until nobody waits for
 *  that. The list that asks for one is long; a contributor whose weeks nobody keeps brings none about. */
function lacksReplyKeys(state: NewsroomState, replyKeys: ReplyKeys, nowMillis: number): boolean {
  return openedThreads(state).some((thread) =>
    [...thread.messages.values()].some(
      ({ week, receivedAtMillis }) =>
        receivedAtMillis + DAY_MILLIS >= nowMillis &&
        replyKeys.hasRoomFor({ thread: thread.id, week }, receivedAtMillis) &&
        replyKeys.find(thread.id, week, nowMillis) === undefined,
    ),
  )
}
