// Whether this desk builds the editions now, and when it begins to (docs/protocol.md §6). It takes the lease
// when the editions of whoever holds it stay away; it never takes one that it could not use.
import { deviceIdOf, toHex, type Schedule, type TrustedRoster } from '@cronista/protocol'
import {
  leaseAt,
  missedBeforeTaking,
  missedEditions,
  type EditionSign,
} from '../domain/edition-lease.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { EpochSeeds } from './epoch-seeds.ts'
import type { Journal } from './journal.ts'

/** In intervals of the journal: a desk that has not been in step for longer takes nothing over. As the
 *  relay hears no desk whose clock is wrong by more than five minutes, this keeps such a desk out too. */
const FRESH_INTERVALS = 5

/** How far this desk and the others know of each other. */
export interface JournalProgress {
  /** When the relay's whole list was last taken in. */
  readonly lastSyncedAtMillis: number | undefined
  /** How many entries of this device's chain the relay has whole. */
  readonly handedInEntries: number
}

/** What it works with. */
export interface EditionLeaseParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly schedule: Pick<Schedule, 'batchIntervalMillis' | 'editionIntervalMillis'>
  readonly journal: Pick<Journal, 'append' | 'state'>
  readonly roster: { readonly trusted: TrustedRoster }
  readonly epochs: Pick<EpochSeeds, 'holdsAny'>
  readonly sync: JournalProgress
  /** Whether this desk was the newsroom's first: it begins when nobody ever has. */
  readonly isFirst: boolean
}

/** Whose turn it is: this desk's; another's; this desk's as soon as it is ready. */
export type Turn = 'elsewhere' | 'not-ready' | 'own'

/** The lease, as this desk knows it. */
export class EditionLease {
  readonly #parts: EditionLeaseParts
  readonly #own: string
  /** Time of the first edition that this desk could have missed. */
  #firstDueMillis: number | undefined

  constructor(parts: EditionLeaseParts) {
    this.#parts = parts
    this.#own = toHex(parts.keys.deviceId)
  }

  /** Who holds the lease for the edition of this time, 32 hexadecimal digits; `undefined` for nobody. */
  holder(dueMillis: number, served: EditionSign | undefined): string | undefined {
    return this.#lease(dueMillis, served).holder
  }

  /** Whose turn the edition of this time is. Takes the lease if nobody else has used it for too long: that
   *  is in the journal when this returns. Throws `storage-failed`. */
  turn(dueMillis: number, served: EditionSign | undefined): Turn {
    this.#firstDueMillis ??= dueMillis
    const { editionIntervalMillis } = this.#parts.schedule
    const { holder, lastSignMillis } = this.#lease(dueMillis, served)
    if (holder === this.#own) return 'own'
    const since = lastSignMillis ?? this.#firstDueMillis - editionIntervalMillis
    const missed = missedEditions(dueMillis, editionIntervalMillis, since)
    const nobodyEver = holder === undefined && lastSignMillis === undefined
    if (nobodyEver && this.#parts.isFirst) return this.#take(dueMillis)
    // Where nobody ever has, the first desk may be on its way.
    const awaited = nobodyEver ? { holder: '' } : { holder }
    if (missed < missedBeforeTaking(this.#own, awaited, this.#devices())) return 'elsewhere'
    return this.#isReady() ? this.#take(dueMillis) : 'not-ready'
  }

  #lease(dueMillis: number, served: EditionSign | undefined) {
    const { schedule, journal } = this.#parts
    const taken = journal.state.leases.values()
    const signs = { served, taken, devices: this.#devices() }
    return leaseAt(dueMillis, schedule.editionIntervalMillis, signs)
  }

  #devices(): ReadonlySet<string> {
    const { keys, roster } = this.#parts
    const { p, newsroomId } = keys
    return new Set(
      roster.trusted.devices.map(({ publicKey }) => toHex(deviceIdOf(p, newsroomId, publicKey))),
    )
  }

  #isReady(): boolean {
    const { clock, schedule, epochs, sync } = this.#parts
    const nowMillis = clock.nowMillis()
    const { lastSyncedAtMillis } = sync
    if (lastSyncedAtMillis === undefined || !epochs.holdsAny(nowMillis)) return false
    if (!this.#devices().has(this.#own)) return false
    const ageMillis = nowMillis - lastSyncedAtMillis
    return ageMillis >= 0 && ageMillis <= FRESH_INTERVALS * schedule.batchIntervalMillis
  }

  #take(fromMillis: number): Turn {
    const { keys, journal } = this.#parts
    const by = { person: toHex(keys.personId), device: this.#own }
    journal.append([{ v: 1, type: 'edition-lease-taken', fromMillis, ...by }])
    return 'own'
  }
}
