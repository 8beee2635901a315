// This device's weekly keys to which the others seal parcels, and theirs as far as they have announced any
// (docs/protocol.md §13). A parcel can be opened no longer than the key lives to which it was sealed.
import {
  ByteReader,
  concatBytes,
  fromBase64Url,
  prekeyIdOf,
  toBase64Url,
  toHex,
  u32,
  type PrekeyNotice,
} from '@cronista/protocol'
import { DAY_MILLIS, dayOf } from '../domain/day.ts'
import type { DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { Journal } from './journal.ts'

/** How long others seal to a prekey before there is another. */
const RENEWED_AFTER_MILLIS = 7 * DAY_MILLIS
/** How long its private part exists. */
const LIFE_DAYS = 14
/** A key that was announced later than by this clock's tomorrow was announced under a wrong clock. */
const AHEAD_MILLIS = DAY_MILLIS

type AnnouncedPrekey = Omit<PrekeyNotice, 'deviceId'>

interface OwnPrekey {
  readonly number: number
  readonly announcedOnDay: number
  /** 32 bytes. */
  readonly seed: Uint8Array
}

/** Weekly keys for parcels. */
export class Prekeys {
  readonly #keys: DeskKeys
  readonly #journal: Journal
  /** By id in hexadecimal digits. */
  readonly #own = new Map<string, OwnPrekey>()
  /** By device. */
  readonly #heard = new Map<string, AnnouncedPrekey>()

  /** To be made after the dead were erased from the disk. */
  constructor(keys: DeskKeys, store: DeskStores, journal: Journal) {
    this.#keys = keys
    this.#journal = journal
    for (const content of keys.secrets.list(store.secrets, 'prekey')) this.#hold(decode(content))
  }

  /** The seed of the prekey of this id (16 bytes), while it exists. */
  seedOf(prekeyId: Uint8Array): Uint8Array | undefined {
    return this.#own.get(toHex(prekeyId))?.seed
  }

  /** Draws and announces this week's prekey unless the newest is younger than a week. Durable when it
   *  returns; throws `storage-failed`, `desk-is-older-copy`. */
  announceIfDue(nowMillis: number): void {
    const last = this.#journal.state.prekeys.get(toHex(this.#keys.deviceId))
    const number = last?.number ?? 0
    const isHere = [...this.#own.values()].some((one) => one.number === number)
    if (last !== undefined && isHere && isYoung(last.announcedAtMillis, nowMillis)) return
    this.#announce(number + 1, nowMillis)
  }

  /** The newest prekey that a device (32 hexadecimal digits) has announced, if its private part can be
   *  expected to exist. */
  announcedBy(device: string, nowMillis: number): Uint8Array | undefined {
    const { prekey, announcedAtMillis = 0 } = this.#newestOf(device) ?? {}
    const isAlive = dayOf(nowMillis) < dayOf(announcedAtMillis) + LIFE_DAYS
    if (prekey === undefined || !isAlive || announcedAtMillis > nowMillis + AHEAD_MILLIS)
      return undefined
    return prekey
  }

  /** What this device's newest prekey is, for those who cannot read its chain; `undefined` before the
   *  first. */
  notice(): PrekeyNotice | undefined {
    const { deviceId } = this.#keys
    const written = this.#writtenBy(toHex(deviceId))
    return written && { deviceId, ...written }
  }

  /** Takes a device's own word for its newest prekey until this desk is locked: its chain may not be here
   *  yet. */
  hear({ deviceId, ...notice }: PrekeyNotice): void {
    const device = toHex(deviceId)
    if (notice.number > (this.#heard.get(device)?.number ?? 0)) this.#heard.set(device, notice)
  }

  /** Overwrites the seeds in memory whose day has passed at this moment, which is `erasureMillis`; those
   *  on disk die by the same day. */
  expire(nowMillis: number): void {
    for (const [id, { seed, announcedOnDay }] of this.#own) {
      if (announcedOnDay + LIFE_DAYS >= dayOf(nowMillis)) continue
      seed.fill(0)
      this.#own.delete(id)
    }
  }

  /** Overwrites all seeds in memory. */
  forget(): void {
    for (const { seed } of this.#own.values()) seed.fill(0)
    this.#own.clear()
  }

  #newestOf(device: string): AnnouncedPrekey | undefined {
    const heard = this.#heard.get(device)
    const written = this.#writtenBy(device)
    return heard !== undefined && heard.number > (written?.number ?? 0) ? heard : written
  }

  #writtenBy(device: string): AnnouncedPrekey | undefined {
    const { number, announcedAtMillis, prekey = '' } = this.#journal.state.prekeys.get(device) ?? {}
    const bytes = fromBase64Url(prekey)
    if (number === undefined || announcedAtMillis === undefined) return undefined
    return bytes && { number, announcedAtMillis, prekey: bytes }
  }

  #announce(number: number, nowMillis: number): void {
    const { p, random, personId, deviceId } = this.#keys
    const own = { number, announcedOnDay: dayOf(nowMillis), seed: random(32) }
    const announced = {
      ...({ v: 1, type: 'prekey-announced', number, announcedAtMillis: nowMillis } as const),
      ...{ prekey: toBase64Url(p.xwingPublicKey(own.seed)), person: toHex(personId) },
      device: toHex(deviceId),
    }
    this.#journal.append([announced], (stores) => this.#write(stores, own))
    this.#hold(own)
  }

  #write(stores: DeskStores, { number, announcedOnDay, seed }: OwnPrekey): void {
    const content = concatBytes(u32(number), u32(announcedOnDay), seed)
    const lastDay = announcedOnDay + LIFE_DAYS
    this.#keys.secrets.put(stores.secrets, 'prekey', u32(number), content, lastDay)
  }

  #hold(own: OwnPrekey): void {
    const { p, newsroomId } = this.#keys
    this.#own.set(toHex(prekeyIdOf(p, newsroomId, p.xwingPublicKey(own.seed))), own)
  }
}

function isYoung(announcedAtMillis: number, nowMillis: number): boolean {
  const ageMillis = nowMillis - announcedAtMillis
  return ageMillis < RENEWED_AFTER_MILLIS && ageMillis >= -AHEAD_MILLIS
}

function decode(content: Uint8Array): OwnPrekey {
  const reader = new ByteReader(content, 'key-malformed')
  return { number: reader.u32(), announcedOnDay: reader.u32(), seed: reader.take(32) }
}
