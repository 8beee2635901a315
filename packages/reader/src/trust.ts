import {
  CLOCK_TOLERANCE_MILLIS,
  currentEpoch,
  ProtocolError,
  readEdition,
  verifyRoster,
  type Edition,
  type EpochRecipient,
  type NewsroomId,
  type Primitives,
  type ProtocolErrorCode,
  type TrustedRoster,
} from '@cronista/protocol'

/** Why a page does not trust what it was given. */
export type Refusal =
  Extract<ProtocolErrorCode, `edition-${string}` | `roster-${string}`> | 'key-malformed'

/** What a page knows of the newsroom's keys: nothing yet, that they are right, or that they are not. */
export type NewsroomState =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'trusted'; readonly editionAtMillis: number }
  | { readonly kind: 'waiting' }

/** What the relay served, unread. */
export interface News {
  readonly edition: Uint8Array
  readonly roster: Uint8Array
}

/** The newest roster and edition this page has accepted; nothing older is taken after it. */
interface Seen {
  readonly roster: { readonly number: number; readonly head: Uint8Array }
  readonly edition: { readonly number: number }
}

/** A roster that passed every rule of §5, and the edition that names it. */
export interface TrustedNews {
  readonly roster: TrustedRoster
  readonly edition: Edition
}

/** When a cell is sealed, as far as choosing its epoch goes. */
export interface SealingMoment {
  readonly nowMillis: number
  /** How much later than the newsroom's day this visit's day begins. */
  readonly lagMillis: number
  /** The number of the epoch sealed to last; none below it is chosen. */
  readonly atLeast: number
}

/** Judges roster and edition together (§5, §6): neither is trusted without the other. What is
 *  refused changes nothing while an accepted pair is in force: whoever serves a bad one could else
 *  hold back real cells, and see who then stays longer. */
export class Trust {
  readonly #p: Primitives
  readonly #newsroomId: NewsroomId
  #seen: Seen | undefined
  #news: TrustedNews | undefined
  #state: NewsroomState = { kind: 'waiting' }

  constructor(p: Primitives, newsroomId: NewsroomId) {
    this.#p = p
    this.#newsroomId = newsroomId
  }

  get state(): NewsroomState {
    return this.#state
  }

  /** The roster and edition to work with, if there are any. */
  get news(): TrustedNews | undefined {
    return this.#news
  }

  /** Verifies what was fetched; throws nothing for outside bytes. */
  take(news: News, nowMillis: number): void {
    const p = this.#p
    const newsroomId = this.#newsroomId
    try {
      const roster = verifyRoster(p, news.roster, {
        newsroomId,
        nowMillis,
        seen: this.#seen?.roster,
      })
      const edition = readEdition(p, newsroomId, news.edition, roster, this.#seen?.edition)
      this.#news = { roster, edition }
      this.#seen = {
        roster: { number: roster.number, head: roster.head },
        edition: { number: edition.number },
      }
      this.#state = { kind: 'trusted', editionAtMillis: edition.timeMillis }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      if (this.#news === undefined) this.refuse(asRefusal(error.code))
    }
  }

  /** To whom cells are sealed now; `undefined` while nothing real may leave. */
  recipient(moment: SealingMoment): EpochRecipient | undefined {
    const roster = this.#news?.roster
    if (roster === undefined) return undefined
    const isOver = moment.nowMillis > roster.expiresAtMillis + CLOCK_TOLERANCE_MILLIS
    const epoch = isOver ? undefined : epochAt(roster, moment)
    if (epoch === undefined) this.refuse('roster-expired')
    return epoch
  }

  /** Takes all trust away. */
  refuse(refusal: Refusal): void {
    this.#state = { kind: 'refused', refusal }
    this.#news = undefined
  }
}

/** The day as this visit counts it, or today's where that one is not listed; after a clock was set
 *  back, the last one used. */
function epochAt(
  roster: TrustedRoster,
  { nowMillis, lagMillis, atLeast }: SealingMoment,
): EpochRecipient | undefined {
  return [
    currentEpoch(roster, nowMillis - lagMillis),
    currentEpoch(roster, nowMillis),
    ...roster.epochs.filter(({ number }) => number === atLeast),
  ].find((epoch) => epoch && epoch.number >= atLeast && nowMillis < epoch.endsAtMillis)
}

function asRefusal(code: ProtocolErrorCode): Refusal {
  return isRefusal(code) ? code : 'roster-malformed'
}

function isRefusal(code: ProtocolErrorCode): code is Refusal {
  return /^(?:edition|roster)-|^key-malformed$/u.test(code)
}
