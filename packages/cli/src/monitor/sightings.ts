// What a monitor has seen of a site, over all views and rounds, and what of it must not be seen again: a
// number that goes back, the same number with something else under it, a successor that does not follow.
import { equalBytes, fromHex, toHex } from '@cronista/protocol'
import type { FoundKind } from './finding.ts'

/** What carries a number that only grows. */
export type SightedKind = 'edition' | 'release' | 'roster'

/** One thing that a view was given. */
export interface Sighted {
  readonly kind: SightedKind
  readonly number: number
  /** The head of a release or roster, the SHA-256 of an edition. */
  readonly name: Uint8Array
  /** The head that it names as the one before; an edition names none. */
  readonly previous?: Uint8Array | undefined
}

/** As it is remembered. */
export interface Sighting {
  readonly kind: SightedKind
  readonly number: number
  /** 64 hexadecimal digits. */
  readonly name: string
  readonly firstSeenMillis: number
}

/** Where sightings outlive the process. */
export interface SightingStore {
  /** All that was kept, in any order. */
  all(): Promise<readonly Sighting[]>
  /** Durable when it resolves. */
  keep(sightings: readonly Sighting[]): Promise<void>
}

/** How many of one kind are remembered: a year of hourly editions. */
const MOST_OF_A_KIND = 9000

/** What is known so far. */
export class Sightings {
  readonly #store: SightingStore
  readonly #graceMillis: number
  readonly #known = new Map<string, Sighting>()
  #isChanged = false

  private constructor(store: SightingStore, graceMillis: number) {
    this.#store = store
    this.#graceMillis = graceMillis
  }

  /** `graceMillis` is how long an older one may still be served after a newer was seen: caches and several
   *  nodes behind one name are no attack. */
  static async open(store: SightingStore, graceMillis: number): Promise<Sightings> {
    const sightings = new Sightings(store, graceMillis)
    for (const one of await store.all()) sightings.#known.set(keyOf(one.kind, one.number), one)
    return sightings
  }

  /** Remembers what was seen, unless it contradicts what is known, and says what is wrong with it. Two
   *  under one number: the first stays the one that the others are measured by. */
  take(seen: Sighted, nowMillis: number): FoundKind | undefined {
    const { kind, number, name, previous } = seen
    const known = this.#known.get(keyOf(kind, number))
    if (known !== undefined && !equalBytes(fromHex(known.name), name)) return `${kind}-forked`
    const before = this.#known.get(keyOf(kind, number - 1))
    if (before && previous && !equalBytes(fromHex(before.name), previous))
      return `${kind}-unchained`
    const isOlder = this.#newerOf(kind, number, nowMillis - this.#graceMillis)
    if (known === undefined) this.#remember({ kind, number, name: toHex(name), nowMillis })
    return isOlder ? `${kind}-older` : undefined
  }

  /** The highest number seen of a kind, 0 before any. */
  highest(kind: SightedKind): number {
    return this.#of(kind).reduce((most, { number }) => Math.max(most, number), 0)
  }

  /** Makes durable what has been seen since the last time. */
  async keep(): Promise<void> {
    if (!this.#isChanged) return
    this.#isChanged = false
    await this.#store.keep([...this.#known.values()])
  }

  /** Whether a higher number was first seen at or before that moment. */
  #newerOf(kind: SightedKind, number: number, atOrBeforeMillis: number): boolean {
    return this.#of(kind).some(
      (one) => one.number > number && one.firstSeenMillis <= atOrBeforeMillis,
    )
  }

  #remember(one: Omit<Sighting, 'firstSeenMillis'> & { readonly nowMillis: number }): void {
    const { kind, number, name, nowMillis } = one
    this.#known.set(keyOf(kind, number), { kind, number, name, firstSeenMillis: nowMillis })
    this.#isChanged = true
    const all = this.#of(kind)
    if (all.length <= MOST_OF_A_KIND) return
    const lowest = all.reduce((least, other) => Math.min(least, other.number), number)
    this.#known.delete(keyOf(kind, lowest))
  }

  #of(kind: SightedKind): readonly Sighting[] {
    return [...this.#known.values()].filter((one) => one.kind === kind)
  }
}

function keyOf(kind: SightedKind, number: number): string {
  return `${kind} ${number}`
}
