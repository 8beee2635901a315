// What goes into the next parcel for one other desk: what it lacks, as far as it has said what it holds, and
// what this desk holds, which is how the other one's secrets are confirmed. Nothing is believed to have
// arrived until the other desk says that it holds it; what does not is sent again.
import type { SharedSecret } from '@cronista/protocol'

/** A kind of secret. */
export type SharedKind = SharedSecret['kind']

/** The names of what this desk holds now, 32 hexadecimal digits each, by kind. */
export type HeldNames = ReadonlyMap<SharedKind, readonly string[]>

/** One parcel's content, by names. */
export interface PlannedParcel {
  /** Kinds of which the whole list goes along. */
  readonly lists: readonly SharedKind[]
  readonly secrets: readonly string[]
}

/** When things are sent again. */
export interface ParcelTimes {
  /** How long the other desk may take to say that something arrived. */
  readonly graceMillis: number
  /** How often few and important secrets are listed though nothing changed, … */
  readonly listMillis: number
  /** … and how often many that both desks mostly find by themselves. */
  readonly longListMillis: number
}

/** Secrets in one parcel at most. */
const MOST_SECRETS = 128
const kinds: readonly SharedKind[] = ['epoch-seed', 'group-key', 'reply-key']
/** Reply keys are found in cells by every desk that collects: their list is long, and what came after the
 *  other desk wrote it is most likely there too. */
const isFoundByAll = (kind: SharedKind): boolean => kind === 'reply-key'

interface OwnList {
  readonly atMillis: number
  readonly names: string
}

/** What passes between this desk and one other. */
export class ParcelPlan {
  readonly #times: ParcelTimes
  /** What the other desk has last said to hold. */
  readonly #theirs = new Map<SharedKind, ReadonlySet<string>>()
  /** Reply keys that it lacked when it said so. */
  #owed: ReadonlySet<string> = new Set()
  /** What this desk has last told it. */
  readonly #listed = new Map<SharedKind, OwnList>()
  /** Kinds of which something came, or is needed: the list says so. */
  readonly #answers = new Set<SharedKind>()
  readonly #sentAtMillis = new Map<string, number>()

  constructor(times: ParcelTimes) {
    this.#times = times
  }

  /** Takes note of what the other desk says it holds of a kind. */
  heard(kind: SharedKind, names: Iterable<string>, held: HeldNames): void {
    const theirs = new Set(names)
    this.#theirs.set(kind, theirs)
    for (const name of theirs) this.#sentAtMillis.delete(name)
    if (isFoundByAll(kind)) this.#owed = new Set(lackedOf(held, kind, theirs))
  }

  /** Whether the other desk has said that it holds this secret of a kind. */
  isHeldThere(kind: SharedKind, name: string): boolean {
    return this.#theirs.get(kind)?.has(name) === true
  }

  /** Takes note that secrets of a kind came from the other desk, known ones or new. */
  came(kind: SharedKind): void {
    this.#answers.add(kind)
  }

  /** Takes note that this desk lacks something of a kind which the journal speaks of: its list says so, as
   *  often as an answer may take. */
  needs(kind: SharedKind, nowMillis: number): void {
    const last = this.#listed.get(kind)
    if (isOver(last?.atMillis, this.#times.graceMillis, nowMillis)) this.#answers.add(kind)
  }

  /** What to send now, or `undefined`; of all kinds unless some are named. `given` are those secrets that
   *  may be passed on at all. */
  next(
    held: HeldNames,
    given: ReadonlySet<string>,
    nowMillis: number,
    wanted = kinds,
  ): PlannedParcel | undefined {
    const lists = wanted.filter((kind) => this.#isListDue(kind, held, nowMillis))
    const secrets = wanted
      .flatMap((kind) => this.#lacked(kind, held))
      .filter((name) => given.has(name) && this.#isSendDue(name, nowMillis))
      .slice(0, MOST_SECRETS)
    return lists.length === 0 && secrets.length === 0 ? undefined : { lists, secrets }
  }

  /** Takes note that a parcel made from `held` is with the relay. */
  handedIn(parcel: PlannedParcel, held: HeldNames, nowMillis: number): void {
    for (const kind of parcel.lists) {
      this.#listed.set(kind, { atMillis: nowMillis, names: namesOf(held, kind) })
      this.#answers.delete(kind)
    }
    for (const name of parcel.secrets) this.#sentAtMillis.set(name, nowMillis)
  }

  #lacked(kind: SharedKind, held: HeldNames): readonly string[] {
    const own = held.get(kind) ?? []
    if (isFoundByAll(kind)) return own.filter((name) => this.#owed.has(name))
    return lackedOf(held, kind, this.#theirs.get(kind) ?? new Set())
  }

  #isSendDue(name: string, nowMillis: number): boolean {
    return isOver(this.#sentAtMillis.get(name), this.#times.graceMillis, nowMillis)
  }

  #isListDue(kind: SharedKind, held: HeldNames, nowMillis: number): boolean {
    const last = this.#listed.get(kind)
    if (last === undefined || this.#answers.has(kind)) return true
    const { listMillis, longListMillis } = this.#times
    const isLong = isFoundByAll(kind)
    if (isOver(last.atMillis, isLong ? longListMillis : listMillis, nowMillis)) return true
    return !isLong && last.names !== namesOf(held, kind)
  }
}

/** A clock that was set back makes nothing wait for the day that it showed. */
function isOver(sinceMillis: number | undefined, waitMillis: number, nowMillis: number): boolean {
  return sinceMillis === undefined || Math.abs(nowMillis - sinceMillis) >= waitMillis
}

function lackedOf(
  held: HeldNames,
  kind: SharedKind,
  theirs: ReadonlySet<string>,
): readonly string[] {
  return (held.get(kind) ?? []).filter((name) => !theirs.has(name))
}

function namesOf(held: HeldNames, kind: SharedKind): string {
  return [...(held.get(kind) ?? [])].sort().join(' ')
}
