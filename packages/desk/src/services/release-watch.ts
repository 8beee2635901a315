// Looks at what the relay serves. A relay cannot forge a release, but it can serve an old one, or none;
// and a release that it took from a desk which died a moment later is found here and recorded.
import { ProtocolError, toHex, verifyRelease, type Schedule } from '@cronista/protocol'
import { pendingReleases, standingRelease, type PublishedRelease } from '@cronista/newsroom'
import { isComplete } from '../domain/release-life.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { Clock } from '../ports/clock.ts'
import type { ReleaseRelay } from '../ports/release-relay.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { Journal } from './journal.ts'

/** So long what another desk did may be on its way through the journal. */
const JOURNAL_GRACE_MILLIS = 3_600_000
/** Journal intervals that a relay has to serve what it has just taken. */
const LAG_GRACE = 5

/** What a watch works with. */
export interface ReleaseWatchParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly schedule: Pick<Schedule, 'batchIntervalMillis'>
  readonly journal: Pick<Journal, 'append' | 'state'>
  readonly relay: Pick<ReleaseRelay, 'release'>
}

/** What the relay does with the newsroom's releases. */
export class ReleaseWatch {
  readonly #parts: ReleaseWatchParts
  #found: DeskWarningCode | undefined
  #unknown: { readonly head: string; readonly sinceMillis: number } | undefined
  #servedNumber = 0
  /** Since when the relay has lacked the standing release, as far as looks tell. */
  #lacking: { readonly release: string; readonly sinceMillis: number } | undefined

  constructor(parts: ReleaseWatchParts) {
    this.#parts = parts
  }

  /** What the last look found, if it was wrong. */
  get found(): DeskWarningCode | undefined {
    return this.#found
  }

  /** The number of the release that the relay was last seen to serve or has just taken; 0 is none. */
  get servedNumber(): number {
    return this.#servedNumber
  }

  /** The standing release, if the relay serves the one before it, or none, and had time to change that:
   *  it was told as published and is not, or the relay was restored from a copy. */
  lost(): PublishedRelease | undefined {
    const { clock, schedule, journal } = this.#parts
    const standing = standingRelease(journal.state)
    if (standing === undefined || this.#lacking?.release !== standing.id) return undefined
    const graceMillis = LAG_GRACE * schedule.batchIntervalMillis
    return clock.nowMillis() < this.#lacking.sinceMillis + graceMillis ? undefined : standing
  }

  /** The relay has taken the release of this number. */
  taken(number: number): void {
    this.#servedNumber = number
    this.#lacking = undefined
    this.#found = undefined
  }

  /** Asks the relay; records a release as published that it serves and the journal only has as drafted.
   *  Throws `DeskError` where the relay or the disk does. */
  async look(): Promise<void> {
    const bytes = await this.#parts.relay.release()
    this.#found = bytes === undefined ? this.#ofNothing() : this.#of(bytes)
    this.#noteLack()
  }

  #noteLack(): void {
    const standing = standingRelease(this.#parts.journal.state)
    // A relay that has none takes any; one that has some takes the next.
    const isTaken = this.#servedNumber === 0 || this.#servedNumber + 1 === standing?.drafted.number
    if (this.#found !== 'release-older' || standing === undefined || !isTaken)
      this.#lacking = undefined
    else if (this.#lacking?.release !== standing.id)
      this.#lacking = { release: standing.id, sinceMillis: this.#parts.clock.nowMillis() }
  }

  #ofNothing(): DeskWarningCode | undefined {
    this.#servedNumber = 0
    return standingRelease(this.#parts.journal.state) === undefined ? undefined : 'release-older'
  }

  #of(bytes: Uint8Array): DeskWarningCode | undefined {
    const served = this.#verified(bytes)
    if (served === undefined) return 'release-foreign'
    this.#servedNumber = served.number
    const standing = standingRelease(this.#parts.journal.state)?.drafted
    const head = toHex(served.head)
    const isAhead = served.number > (standing?.number ?? 0)
    if (isAhead) return this.#recorded(head) ? undefined : this.#ofUnknown(head)
    if (served.number !== standing?.number) return 'release-older'
    return head === standing.head ? undefined : 'release-foreign'
  }

  #verified(bytes: Uint8Array) {
    const { p, newsroomId } = this.#parts.keys
    try {
      return verifyRelease(p, bytes, { newsroomId })
    } catch (error) {
      if (error instanceof ProtocolError) return undefined
      throw error
    }
  }

  #recorded(head: string): boolean {
    const { keys, clock, journal } = this.#parts
    const drafts = pendingReleases(journal.state).filter(({ drafted }) => drafted.head === head)
    // One that was drafted twice on a day has one head; the one that was signed by two was handed in.
    const release = drafts.find(isComplete) ?? drafts[0]
    if (release === undefined) return false
    if (release.published !== undefined) return true
    const { number } = release.drafted
    const person = toHex(keys.personId)
    const publishedAtMillis = clock.nowMillis()
    const told = { release: release.id, head, number, person, publishedAtMillis }
    journal.append([{ v: 1, type: 'release-published', ...told }])
    return true
  }

  #ofUnknown(head: string): DeskWarningCode | undefined {
    const nowMillis = this.#parts.clock.nowMillis()
    if (this.#unknown?.head !== head) this.#unknown = { head, sinceMillis: nowMillis }
    return nowMillis < this.#unknown.sinceMillis + JOURNAL_GRACE_MILLIS
      ? undefined
      : 'release-foreign'
  }
}
