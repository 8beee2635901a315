// Private keys of the epochs to which cells are sealed. They die on their day: what was recorded on the
// wire before cannot be opened with a desk that is seized later.
import {
  ByteReader,
  concatBytes,
  EPOCH_OVERLAP_MILLIS,
  u32,
  type EpochIdentity,
  type RosterEpoch,
} from '@cronista/protocol'
import { DAY_MILLIS, dayOf } from '../domain/day.ts'
import type { DeskStore, DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'

/** How long a seed outlives its epoch: the relay keeps cells for 14 days. */
const LIFE_AFTER_END_DAYS = 15

/** The epochs that this desk can open. */
export class EpochSeeds {
  readonly #keys: DeskKeys
  readonly #byNumber = new Map<number, EpochIdentity>()

  private constructor(keys: DeskKeys, store: DeskStores) {
    this.#keys = keys
    for (const content of keys.secrets.list(store.secrets, 'epoch-seed')) {
      const reader = new ByteReader(content, 'key-malformed')
      const number = reader.u32()
      this.#byNumber.set(number, { number, seed: reader.take(32) })
    }
  }

  /** Erases every secret whose day has passed, and only then loads the seeds that are left: what died
   *  while the desk was locked never comes into memory. Throws `storage-failed` or `storage-damaged`. */
  static open(keys: DeskKeys, store: DeskStore, nowMillis: number): EpochSeeds {
    store.change(({ secrets }) => secrets.eraseExpired(dayOf(nowMillis)))
    return new EpochSeeds(keys, store)
  }

  /** Whoever can open cells: one identity an epoch. */
  identities(): readonly EpochIdentity[] {
    return [...this.#byNumber.values()]
  }

  /** The epochs from a moment's day on, for a roster, and yesterday's as long as it goes on beside
   *  today's. Seeds that are missing are made and on disk before this returns. */
  comingEpochs(store: DeskStore, nowMillis: number, days: number): readonly RosterEpoch[] {
    const today = dayOf(nowMillis)
    const coming = Array.from({ length: days }, (_, ahead) =>
      this.#identityOf(store, today + ahead),
    )
    const ending = this.#byNumber.get(dayOf(nowMillis - EPOCH_OVERLAP_MILLIS))
    const identities = ending === undefined || ending.number === today ? [] : [ending]
    return [...identities, ...coming].map(({ number, seed }) => ({
      number,
      beginsAtMillis: number * DAY_MILLIS,
      endsAtMillis: (number + 1) * DAY_MILLIS + EPOCH_OVERLAP_MILLIS,
      publicKey: this.#keys.p.xwingPublicKey(seed),
    }))
  }

  /** Overwrites the seeds whose day has passed; those on disk die by the same day. */
  expire(nowMillis: number): void {
    for (const [number, { seed }] of this.#byNumber) {
      if (lastDayOf(number) >= dayOf(nowMillis)) continue
      seed.fill(0)
      this.#byNumber.delete(number)
    }
  }

  /** Overwrites all seeds in memory. */
  forget(): void {
    for (const { seed } of this.#byNumber.values()) seed.fill(0)
    this.#byNumber.clear()
  }

  #identityOf(store: DeskStore, number: number): EpochIdentity {
    const known = this.#byNumber.get(number)
    if (known !== undefined) return known
    const { random, secrets } = this.#keys
    const identity = { number, seed: random(32) }
    store.change((stores) => {
      const content = concatBytes(u32(number), identity.seed)
      secrets.put(stores.secrets, 'epoch-seed', u32(number), content, lastDayOf(number))
    })
    this.#byNumber.set(number, identity)
    return identity
  }
}

/** The last day on which the seed of this epoch exists. */
function lastDayOf(epoch: number): number {
  return epoch + 1 + LIFE_AFTER_END_DAYS
}
