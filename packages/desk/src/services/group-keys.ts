// The keys under which desks hand each other batches (docs/protocol.md §11). The newsroom begins with one
// that all share. Once a device has left the roster, each desk seals under a key of its own that it drew
// afterwards, so that nobody can bring another desk to seal under a key that a removed device holds.
import { ByteReader, concatBytes, fromHex, toHex, u32 } from '@cronista/protocol'
import { dayOf } from '../domain/day.ts'
import type { DeskStore, DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { Membership } from './membership.ts'

/** One key. */
export interface GroupKey {
  /** 1 for the first one, which all share; else the number of the roster in force when it was drawn. */
  readonly epoch: number
  /** 32 bytes. */
  readonly key: Uint8Array
  /** Whose batches it opens, 32 hexadecimal digits; everybody's without it. */
  readonly device?: string
}

interface HeldKey extends GroupKey {
  /** Devices that this desk may have given it to, 32 hexadecimal digits each; of its own keys alone. */
  readonly holders: readonly string[]
  /** Day on which it is erased; 0 while it is in use. */
  readonly lastDay: number
}

const FIRST_EPOCH = 1
/** The relay keeps batches for thirty days; one more, as they are days of the sender's clock. */
const KEPT_DAYS = 31
/** Keys of one device and epoch that are kept at most: a device restored from an old copy draws again. */
const MOST_OF_EPOCH = 4
/** Keys of one device that are kept at most: a thief of one could otherwise fill the others' disks. */
const MOST_OF_DEVICE = 16
const NO_DEVICE = '00'.repeat(16)

/** The group's keys, as far as this desk was given them. */
export class GroupKeys {
  readonly #keys: DeskKeys
  readonly #own: string
  /** By label, in the order in which they came. */
  #held: ReadonlyMap<string, HeldKey>
  /** The highest epoch that each device has signed a batch of. */
  readonly #seen = new Map<string, number>()

  constructor(keys: DeskKeys, stores: DeskStores) {
    this.#keys = keys
    this.#own = toHex(keys.deviceId)
    const contents = keys.secrets.list(stores.secrets, 'group-key')
    this.#held = new Map(contents.map(decode).map((one) => [this.#labelOf(one), one]))
  }

  /** Draws the newsroom's first key, once in its life. Durable with the change it is part of. */
  static found(keys: DeskKeys, stores: DeskStores): void {
    put(keys, stores, unused({ epoch: FIRST_EPOCH, key: keys.random(32) }))
  }

  /** The newest key that this desk could have sealed under; `undefined` on one that waits for its welcome. */
  get current(): GroupKey | undefined {
    const all = [...this.#held.values()]
    const found = this.#ownNewest() ?? all.find(isShared) ?? all[0]
    return found && plain(found)
  }

  /** The key of its own under which this desk seals, which the others need; `undefined` while all share
   *  the first. */
  own(): GroupKey | undefined {
    return this.#ownNewest()
  }

  /** Whether a device (32 hexadecimal digits) is one that this desk's own key is for. */
  isFor(device: string): boolean {
    return this.#ownNewest()?.holders.includes(device) === true
  }

  /** Under which to seal the next batch, drawn if need be and durable then: one that nobody holds who is no
   *  member. `undefined` while another member seals under a key of a roster that has not come here: until
   *  then this desk may not know who has left. Throws `storage-failed`. */
  sealing(store: DeskStore, membership: Membership, nowMillis: number): GroupKey | undefined {
    const latest = this.#latestOf(membership)
    if (latest > membership.rosterNumber) return undefined
    const shared = [...this.#held.values()].find((one) => isShared(one) && one.lastDay === 0)
    const isWhole = [...membership.known].every((device) => membership.devices.has(device))
    if (shared !== undefined && isWhole && latest <= FIRST_EPOCH && this.#ownNewest() === undefined)
      return shared
    const own = this.#ownNewest()
    const isClean = own?.holders.every((device) => membership.devices.has(device)) === true
    const next = own !== undefined && isClean ? own : this.#drawn(membership)
    const holders = [...new Set([...next.holders, ...membership.devices])]
    if (own === next && holders.length === next.holders.length) return own
    return this.#seal({ ...next, holders }, store, membership, nowMillis)
  }

  /** What may open a batch of a device (32 hexadecimal digits) and epoch; none of what is not its own. */
  find(device: string, epoch: number): readonly GroupKey[] {
    return [...this.#held.values()].filter(
      (one) => one.epoch === epoch && (isShared(one) || one.device === device),
    )
  }

  /** All that are in use, as far as this desk knows. */
  all(): readonly GroupKey[] {
    return [...this.#held.values()].filter(({ lastDay }) => lastDay === 0)
  }

  /** Takes note that a device (32 hexadecimal digits) has signed a batch of this epoch. */
  saw(device: string, epoch: number): void {
    this.#seen.set(device, Math.max(epoch, this.#seen.get(device) ?? 0))
  }

  /** Keeps a key that a welcome gave. */
  accept(stores: DeskStores, key: GroupKey): void {
    this.#keep(stores, unused(key))
  }

  /** Keeps keys that a device (32 hexadecimal digits) says it seals under, for its batches alone, and counts
   *  the days of those it used before. Too many, and the first one, are passed over. */
  learn(stores: DeskStores, device: string, given: readonly GroupKey[], nowMillis: number): void {
    for (const { epoch, key } of given) {
      const fresh = unused({ epoch, key, device })
      const others = [...this.#held.values()].filter((one) => one.device === device)
      const rivals = others.filter((one) => one.epoch === epoch).length
      const isTooMuch = rivals >= MOST_OF_EPOCH || others.length >= MOST_OF_DEVICE
      if (epoch <= FIRST_EPOCH || isTooMuch || this.#held.has(this.#labelOf(fresh))) continue
      this.#keep(stores, fresh)
      for (const one of others)
        if (one.epoch < epoch && one.lastDay === 0) this.#keep(stores, retired(one, nowMillis))
    }
  }

  /** Overwrites the keys in memory whose day has passed at this moment, which is `erasureMillis`; those on
   *  disk die by the same day. */
  expire(nowMillis: number): void {
    const isDead = ({ lastDay }: HeldKey) => lastDay !== 0 && lastDay < dayOf(nowMillis)
    for (const one of this.#held.values()) if (isDead(one)) one.key.fill(0)
    this.#held = new Map([...this.#held].filter(([, one]) => !isDead(one)))
  }

  /** Overwrites the keys in memory. */
  forget(): void {
    for (const { key } of this.#held.values()) key.fill(0)
    this.#held = new Map()
  }

  #ownNewest(): HeldKey | undefined {
    const isOwn = ({ device, lastDay }: HeldKey) => device === this.#own && lastDay === 0
    return [...this.#held.values()].filter(isOwn).at(-1)
  }

  /** The highest epoch that a member other than this desk is known to seal under. */
  #latestOf({ devices }: Membership): number {
    const isOthers = (device: string) => device !== this.#own && devices.has(device)
    const given = [...this.#held.values()].filter(({ device = '' }) => isOthers(device))
    const seen = [...this.#seen].filter(([device]) => isOthers(device))
    return Math.max(0, ...given.map(({ epoch }) => epoch), ...seen.map(([, epoch]) => epoch))
  }

  #drawn({ rosterNumber, devices }: Membership): HeldKey {
    const epoch = Math.max(FIRST_EPOCH + 1, rosterNumber)
    const key = this.#keys.random(32)
    return { epoch, key, device: this.#own, holders: [...devices], lastDay: 0 }
  }

  /** Writes the key that is used from now on; what was used before dies when no batch under it is left. */
  #seal(next: HeldKey, store: DeskStore, { devices }: Membership, nowMillis: number): GroupKey {
    const label = this.#labelOf(next)
    const isPast = ([name, { device, lastDay }]: readonly [string, HeldKey]) => {
      const isUsed = device !== undefined && device !== this.#own && devices.has(device)
      return name !== label && lastDay === 0 && !isUsed
    }
    const past = [...this.#held].filter(isPast).map(([, one]) => retired(one, nowMillis))
    store.change((stores) => {
      for (const one of [...past, next]) put(this.#keys, stores, one)
    })
    for (const one of [...past, next]) this.#hold(one)
    return next
  }

  #keep(stores: DeskStores, key: HeldKey): void {
    put(this.#keys, stores, key)
    this.#hold(key)
  }

  #hold(key: HeldKey): void {
    this.#held = new Map([...this.#held, [this.#labelOf(key), key]])
  }

  #labelOf(key: GroupKey): string {
    return labelOf(this.#keys, key)
  }
}

function retired(one: HeldKey, nowMillis: number): HeldKey {
  return { ...one, lastDay: dayOf(nowMillis) + KEPT_DAYS }
}

function isShared({ device }: GroupKey): boolean {
  return device === undefined
}

function plain({ epoch, key, device }: GroupKey): GroupKey {
  return device === undefined ? { epoch, key } : { epoch, key, device }
}

function unused(key: GroupKey): HeldKey {
  return { ...plain(key), holders: [], lastDay: 0 }
}

/** Of the shared key there is one an epoch; of a device's there may be several. */
function labelOf({ p }: DeskKeys, { epoch, key, device }: GroupKey): string {
  const place = toHex(u32(epoch))
  return device === undefined ? place : `${place}${device}${toHex(p.sha256(key))}`
}

function put(keys: DeskKeys, stores: DeskStores, held: HeldKey): void {
  const { epoch, key, device = NO_DEVICE, holders, lastDay } = held
  const content = concatBytes(
    u32(epoch),
    key,
    fromHex(device),
    u32(lastDay),
    ...holders.map(fromHex),
  )
  const expiresOnDay = lastDay === 0 ? undefined : lastDay
  const label = fromHex(labelOf(keys, held))
  keys.secrets.put(stores.secrets, 'group-key', label, content, expiresOnDay)
}

/** A state that an earlier version left has nothing after the key. */
function decode(content: Uint8Array): HeldKey {
  const reader = new ByteReader(content, 'key-malformed')
  const first = { epoch: reader.u32(), key: reader.take(32) }
  if (content.length === reader.offset) return unused(first)
  const device = toHex(reader.take(16))
  const lastDay = reader.u32()
  const count = Math.floor((content.length - reader.offset) / 16)
  const holders = Array.from({ length: count }, () => toHex(reader.take(16)))
  return device === NO_DEVICE
    ? { ...first, holders, lastDay }
    : { ...first, device, holders, lastDay }
}
