// Looks at the edition that the relay serves, once an interval and whether or not this desk builds. Anybody
// could have answered: only what a device of the roster signed counts.
import {
  equalBytes,
  parseEdition,
  ProtocolError,
  readEdition,
  toHex,
  type Edition,
  type TrustedRoster,
} from '@cronista/protocol'
import type { EditionSign } from '../domain/edition-lease.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { Clock } from '../ports/clock.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import type { DeskKeys } from './desk-keys.ts'

/** Another device's edition with a number further ahead than this is not believed: numbers would run
 *  out, and the newsroom's editions with them. */
const MAX_NUMBERS_AHEAD = 10_000

/** What it works with. */
export interface ServedEditionsParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly relay: Pick<RelayClient, 'edition' | 'putEdition'>
  readonly roster: { readonly trusted: TrustedRoster }
}

/** An edition of this device on its way. */
interface HandedIn extends Pick<Edition, 'number' | 'timeMillis'> {
  readonly bytes: Uint8Array
}

/** What a look has found. */
export type Look = 'nothing' | 'of-another' | 'own' | 'own-unknown'

/** What the relay has shown so far. */
export class ServedEditions {
  readonly #parts: ServedEditionsParts
  #newest: Edition | undefined
  /** What the relay has acknowledged last. */
  #acknowledged: HandedIn | undefined
  #isWithheld = false

  constructor(parts: ServedEditionsParts) {
    this.#parts = parts
  }

  /** The edition of the highest number that the relay has served; `undefined` before the first. */
  get newest(): Edition | undefined {
    return this.#newest
  }

  /** Whether this device signed the newest. */
  get isNewestOwn(): boolean {
    return this.#newest !== undefined && this.#isOwn(this.#newest)
  }

  /** Set where the relay, at the last look, served something older than what it had acknowledged, or
   *  nothing, though the time of that had come. To this desk, that is: others may be served otherwise. */
  get fault(): Extract<DeskWarningCode, 'edition-withheld'> | undefined {
    return this.#isWithheld ? 'edition-withheld' : undefined
  }

  /** Gives the relay an edition of this device. Throws as `RelayClient.putEdition`. */
  async handIn(edition: HandedIn): Promise<void> {
    await this.#parts.relay.putEdition(edition.number, edition.bytes)
    this.#acknowledged = edition
  }

  /** Asks the relay. `own-unknown` is an edition of this device with a number above `ownNumber`, the last
   *  that it used. Throws as `RelayClient.edition`. */
  async look(ownNumber: number): Promise<Look> {
    const bytes = await this.#parts.relay.edition()
    const served = bytes && this.#signed(bytes)
    this.#isWithheld = (served?.number ?? 0) < this.#dueNumber()
    if (served === undefined) return 'nothing'
    if (this.#isOwn(served)) {
      if (served.number > ownNumber) return 'own-unknown'
      this.#remember(served)
      return 'own'
    }
    const known = Math.max(ownNumber, this.#newest?.number ?? 0)
    if (served.number > known + MAX_NUMBERS_AHEAD) return 'nothing'
    this.#remember(served)
    return 'of-another'
  }

  /** What the newest edition says of the lease. One of a later time than `dueMillis` says nothing: a clock
   *  was wrong, or somebody wants to keep everybody from building. */
  sign(dueMillis: number): EditionSign | undefined {
    const newest = this.#newest
    if (newest === undefined || newest.timeMillis > dueMillis) return undefined
    if (!equalBytes(newest.builder, newest.leaseHolder)) return undefined
    return { timeMillis: newest.timeMillis, leaseHolder: toHex(newest.leaseHolder) }
  }

  /** The least number that the relay has to serve now. */
  #dueNumber(): number {
    const { number = 0, timeMillis = 0 } = this.#acknowledged ?? {}
    return timeMillis <= this.#parts.clock.nowMillis() ? number : 0
  }

  /** A relay that was restored, or that lies, may serve older ones again. */
  #remember(served: Edition): void {
    if (served.number > (this.#newest?.number ?? 0)) this.#newest = served
  }

  #isOwn({ builder }: Edition): boolean {
    return equalBytes(builder, this.#parts.keys.deviceId)
  }

  /** An edition signed by a device that this desk's roster lists, whichever roster it names: after a
   *  renewal it is the one before, and to an older copy of a desk one that is not known yet. */
  #signed(bytes: Uint8Array): Edition | undefined {
    const { keys, roster } = this.#parts
    try {
      const head = parseEdition(bytes).rosterHead
      return readEdition(keys.p, keys.newsroomId, bytes, { ...roster.trusted, head })
    } catch (error) {
      if (error instanceof ProtocolError) return undefined
      throw error
    }
  }
}
