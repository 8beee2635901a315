// Private keys of the epochs to which cells are sealed. They die on their day: what was recorded on the
// wire before cannot be opened with a desk that is seized later. A desk draws them for the roster that it
// drafts, and gets those of other desks in parcels (docs/protocol.md §13).
import {
  ByteReader,
  compareBytes,
  concatBytes,
  EPOCH_OVERLAP_MILLIS,
  equalBytes,
  fromHex,
  toHex,
  u32,
  u8,
  type EpochIdentity,
  type RosterEpoch,
} from '@cronista/protocol'
import { DAY_MILLIS, dayOf } from '../domain/day.ts'
import type { DeskStore, DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { eraseDead } from './erasure.ts'

/** How long a seed outlives its epoch: the relay keeps cells for 14 days. */
const LIFE_AFTER_END_DAYS = 15
/** No seed is taken of an epoch that is further ahead: rosters announce three days. */
const DAYS_AHEAD = 4
/** Seeds of one epoch that are held of one giver and that no roster has named. A thief of one device could
 *  otherwise fill the others' disks with seeds that open nothing, in many parcels or in one. */
const MOST_RIVALS = 4

/** What gives a seed its place: a roster that two people signed names its key; this desk drew it; or
 *  another desk gave it, and no roster says yet that it is the newsroom's. */
type Standing = 'announced' | 'drawn' | 'received'

const standings: readonly Standing[] = ['announced', 'drawn', 'received']

interface Written extends EpochIdentity {
  readonly standing: Standing
  /** The device that gave it, 32 hexadecimal digits; an earlier version noted none. */
  readonly giver?: string
}

interface Held extends Written {
  /** 1,216 bytes. */
  readonly publicKey: Uint8Array
}

/** A seed that another desk gave. */
export interface ReceivedSeed extends Written {
  readonly standing: 'received'
}

/** The epochs that this desk can open. */
export class EpochSeeds {
  readonly #keys: DeskKeys
  readonly #listeners = new Set<() => void>()
  #held: readonly Held[] = []

  private constructor(keys: DeskKeys, store: DeskStores, nowMillis: number) {
    this.#keys = keys
    const read = keys.secrets
      .list(store.secrets, 'epoch-seed')
      .map((content) => this.#read(content))
    for (const one of read)
      if (isAlive(one.number, nowMillis)) this.#hold(one)
      else one.seed.fill(0)
  }

  /** Erases every secret whose day has passed (see `eraseDead`), and only then loads the seeds that are
   *  left: what died while the desk was locked never comes to use. Throws `storage-failed` or
   *  `storage-damaged`. */
  static open(keys: DeskKeys, store: DeskStore, nowMillis: number): EpochSeeds {
    eraseDead(keys, store, nowMillis)
    return new EpochSeeds(keys, store, nowMillis)
  }

  /** Whoever can open cells: one identity an epoch, the announced one where several are held. */
  identities(): readonly EpochIdentity[] {
    const best = new Map<number, Held>()
    for (const one of this.#held) {
      const other = best.get(one.number)
      if (other === undefined || byPlace(one, other) < 0) best.set(one.number, one)
    }
    return [...best.values()].map(({ number, seed }) => ({ number, seed }))
  }

  /** Whether this desk can open cells of any epoch that has not died by now. */
  holdsAny(nowMillis: number): boolean {
    return this.#held.some(({ number }) => isAlive(number, nowMillis))
  }

  /** Whether each of these public keys is the key of a seed that is held here. */
  holdsAll(epochs: readonly Pick<RosterEpoch, 'number' | 'publicKey'>[]): boolean {
    return epochs.every((epoch) => this.#held.find((one) => isKeyOf(one, epoch)) !== undefined)
  }

  /** Calls back after seeds came that were not here; the result ends it. */
  onArrival(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Writes seeds that another device gave (32 hexadecimal digits, unless nobody did), but for those that
   *  are here, have died, are of days too far ahead or more than are taken of one giver; call {@link learn}
   *  with the result once the change is durable. */
  accept(
    stores: DeskStores,
    came: readonly EpochIdentity[],
    nowMillis: number,
    giver?: string,
  ): readonly ReceivedSeed[] {
    const fresh: ReceivedSeed[] = []
    for (const { number, seed } of came) {
      const known = [...this.#held, ...fresh].filter((one) => one.number === number)
      const isPlausible = isAlive(number, nowMillis) && number <= dayOf(nowMillis) + DAYS_AHEAD
      if (!isPlausible || known.some((one) => equalBytes(one.seed, seed))) continue
      if (giver !== undefined && rivalsOf(known, giver) >= MOST_RIVALS) continue
      fresh.push({ number, seed, standing: 'received', ...(giver === undefined ? {} : { giver }) })
    }
    for (const one of fresh) this.#write(stores, one)
    return fresh
  }

  /** Uses seeds that {@link accept} wrote, and tells whoever waits for some. */
  learn(fresh: readonly ReceivedSeed[]): void {
    for (const one of fresh) this.#hold(this.#keyed(one))
    if (fresh.length > 0) for (const listener of this.#listeners) listener()
  }

  /** Takes note that a roster in force names these keys. Rivals of theirs that were never announced open
   *  nothing and are erased. */
  announce(store: DeskStore, epochs: readonly Pick<RosterEpoch, 'number' | 'publicKey'>[]): void {
    const named = this.#held.filter((one) => epochs.some((epoch) => isKeyOf(one, epoch)))
    const rivals = this.#held.filter(
      (one) => !named.includes(one) && named.some(({ number }) => number === one.number),
    )
    const raised = named.filter(({ standing }) => standing !== 'announced')
    if (raised.length === 0 && rivals.length === 0) return
    store.change((stores) => {
      for (const one of raised) this.#write(stores, { ...one, standing: 'announced' })
      for (const one of rivals) this.#erase(stores, one)
    })
    for (const { seed } of rivals) seed.fill(0)
    this.#held = this.#held
      .filter((one) => !rivals.includes(one))
      .map((one) => (raised.includes(one) ? { ...one, standing: 'announced' } : one))
  }

  /** Every seed that has not died by now, whatever its standing. */
  all(nowMillis: number): readonly EpochIdentity[] {
    return this.#held.filter(({ number }) => isAlive(number, nowMillis))
  }

  /** What other desks of the newsroom should have: what was announced, and what this desk drew to be
   *  announced. What others gave and no roster names is not passed on. */
  shared(): readonly EpochIdentity[] {
    return this.#held.filter(({ standing }) => standing !== 'received')
  }

  /** The epochs from a moment's day on, for a roster, and yesterday's as long as it goes on beside
   *  today's. Epochs in `announced` keep their keys; of the others, seeds that are missing are drawn and
   *  on disk before this returns. */
  comingEpochs(
    store: DeskStore,
    nowMillis: number,
    days: number,
    announced: readonly RosterEpoch[] = [],
  ): readonly RosterEpoch[] {
    const today = dayOf(nowMillis)
    const yesterday = dayOf(nowMillis - EPOCH_OVERLAP_MILLIS)
    const publicKeyOf = (number: number) =>
      announced.find((epoch) => epoch.number === number)?.publicKey ?? this.#find(number)?.publicKey
    const ending = yesterday === today ? undefined : publicKeyOf(yesterday)
    const coming = Array.from({ length: days }, (_, ahead) => {
      const number = today + ahead
      return { number, publicKey: publicKeyOf(number) ?? this.#draw(store, number).publicKey }
    })
    const ended = ending === undefined ? [] : [{ number: yesterday, publicKey: ending }]
    return [...ended, ...coming].map(({ number, publicKey }) => ({
      number,
      beginsAtMillis: number * DAY_MILLIS,
      endsAtMillis: (number + 1) * DAY_MILLIS + EPOCH_OVERLAP_MILLIS,
      publicKey,
    }))
  }

  /** Overwrites the seeds whose day has passed at this moment, which is `erasureMillis` and not the clock
   *  alone; those on disk die by the same day. */
  expire(nowMillis: number): void {
    const dead = this.#held.filter(({ number }) => !isAlive(number, nowMillis))
    for (const { seed } of dead) seed.fill(0)
    this.#held = this.#held.filter((one) => !dead.includes(one))
  }

  /** Overwrites all seeds in memory. */
  forget(): void {
    for (const { seed } of this.#held) seed.fill(0)
    this.#held = []
    this.#listeners.clear()
  }

  #find(number: number): Held | undefined {
    return this.#held.filter((one) => one.number === number).sort(byPlace)[0]
  }

  #draw(store: DeskStore, number: number): Held {
    const drawn = this.#keyed({ number, seed: this.#keys.random(32), standing: 'drawn' })
    store.change((stores) => this.#write(stores, drawn))
    this.#hold(drawn)
    return drawn
  }

  #hold(fresh: Held): void {
    this.#held = [...this.#held, fresh]
  }

  #keyed({ seed, ...written }: Written): Held {
    return { ...written, seed: seed.slice(), publicKey: this.#keys.p.xwingPublicKey(seed) }
  }

  #write(stores: DeskStores, { number, seed, standing, giver = '' }: Written): void {
    const place = u8(standings.indexOf(standing))
    const content = concatBytes(u32(number), seed, place, fromHex(giver))
    const { secrets } = this.#keys
    secrets.put(stores.secrets, 'epoch-seed', labelOf({ number, seed }), content, lastDayOf(number))
    // Where an earlier version put the only seed of an epoch.
    const before = secrets.find(stores.secrets, 'epoch-seed', u32(number))
    if (before !== undefined && equalBytes(before.subarray(4, 36), seed))
      secrets.erase(stores.secrets, 'epoch-seed', u32(number))
  }

  #erase(stores: DeskStores, { number, seed }: EpochIdentity): void {
    this.#keys.secrets.erase(stores.secrets, 'epoch-seed', labelOf({ number, seed }))
  }

  /** An earlier version wrote no standing: it drew every seed for a roster that came into force. */
  #read(content: Uint8Array): Held {
    const reader = new ByteReader(content, 'key-malformed')
    const identity = { number: reader.u32(), seed: reader.take(32) }
    const place = content.length > reader.offset ? reader.u8() : 0
    const given = content.length > reader.offset ? { giver: toHex(reader.take(16)) } : {}
    return this.#keyed({ ...identity, standing: standings[place] ?? 'received', ...given })
  }
}

/** The last day on which the seed of this epoch exists. */
function lastDayOf(epoch: number): number {
  return epoch + 1 + LIFE_AFTER_END_DAYS
}

function isAlive(epoch: number, nowMillis: number): boolean {
  return lastDayOf(epoch) >= dayOf(nowMillis)
}

/** How many of these a device has given that nobody else vouches for. */
function rivalsOf(known: readonly Written[], giver: string): number {
  return known.filter((one) => one.standing === 'received' && one.giver === giver).length
}

function labelOf({ number, seed }: EpochIdentity): Uint8Array {
  return concatBytes(u32(number), seed)
}

function isKeyOf(one: Held, epoch: Pick<RosterEpoch, 'number' | 'publicKey'>): boolean {
  return one.number === epoch.number && equalBytes(one.publicKey, epoch.publicKey)
}

/** The announced one first; of others the same at every desk that holds the same. */
function byPlace(a: Held, b: Held): number {
  const isAnnounced = ({ standing }: Held) => standing === 'announced'
  return Number(isAnnounced(b)) - Number(isAnnounced(a)) || compareBytes(a.publicKey, b.publicKey)
}
