// Looks at the newest edition once an interval, on every desk; the one whose turn it is builds the next and
// hands it in, whether or not anything happened. What it says is decided elsewhere (`edition-contents.ts`):
// neither when it is built nor when it leaves depends on that.
import { toHex } from '@cronista/protocol'
import type { OpenedThread, ReplyWritten } from '@cronista/newsroom'
import { codeOf, DeskError } from '../desk-error.ts'
import { dueEditionMillis, type Delivery } from '../domain/edition-plan.ts'
import { waitingReplies, type WaitingThread } from '../domain/waiting-replies.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import {
  EditionContents,
  type BuiltEdition,
  type EditionContentsParts,
  type Issue,
} from './edition-contents.ts'
import { EditionLease, type EditionLeaseParts } from './edition-lease.ts'
import { editionWarningOf } from './edition-warnings.ts'
import type { ListedNumber } from './listed-numbers.ts'
import { Rhythm } from './rhythm.ts'
import { ServedEditions } from './served-editions.ts'

const MIN_RETRY_MILLIS = 1_000

/** What an edition builder works with. */
export interface EditionBuilderParts extends EditionContentsParts, EditionLeaseParts {
  readonly schedule: EditionContentsParts['schedule']
  readonly journal: EditionContentsParts['journal']
  readonly relay: RelayClient
  /** The roster that the relay has, which the edition names. */
  readonly roster: EditionContentsParts['roster'] & { handIn(again?: boolean): Promise<void> }
}

/** How the editions are doing. */
export interface EditionStatus {
  /** Of the newest edition that this desk has handed in or seen. */
  readonly number?: number
  readonly timeMillis?: number
  readonly nextAtMillis: number
  /** Whether this desk builds them. */
  readonly isBuilder: boolean
  readonly lastError?: DeskWarningCode
  /** Replies that found no room in the newest edition, by thread, the one that has waited longest first. */
  readonly waiting: readonly WaitingThread[]
}

/** The desk's way down. */
export class EditionBuilder {
  readonly #parts: EditionBuilderParts
  readonly #rhythm: Rhythm
  readonly #served: ServedEditions
  readonly #contents: EditionContents
  readonly #lease: EditionLease
  #handedIn: BuiltEdition | undefined
  #unsent: BuiltEdition | undefined
  #refused: Issue | undefined
  #isAwaitingTurn = false
  #isReady = false
  #isOlderCopy = false
  #startedAtMillis: number | undefined
  #lastError: DeskWarningCode | undefined

  constructor(parts: EditionBuilderParts) {
    this.#parts = parts
    this.#served = new ServedEditions(parts)
    this.#contents = new EditionContents(parts, this.#served)
    this.#lease = new EditionLease(parts)
    this.#unsent = this.#contents.lastNoted()
    this.#rhythm = new Rhythm(
      parts.clock,
      () => this.#round(),
      (error) => this.#afterFailure(error),
    )
  }

  /** Looks, and hands the due edition in if it is this desk's turn, at once; then once in each interval. */
  start(): void {
    this.#startedAtMillis = this.#parts.clock.nowMillis()
    this.#rhythm.start()
  }

  /** Resolves when the edition under way is with the relay, or has failed. */
  stop(): Promise<void> {
    return this.#rhythm.stop()
  }

  status(): EditionStatus {
    const { schedule } = this.#parts
    const due = this.#due()
    const newest = this.#newest()
    const lastError = this.#lastError ?? this.#served.fault ?? this.#lateness()
    return {
      ...(newest === undefined ? {} : { number: newest.number, timeMillis: newest.timeMillis }),
      nextAtMillis: this.#isFor(newest, due) ? due + schedule.editionIntervalMillis : due,
      isBuilder: this.#isBuilder(due),
      ...(lastError === undefined ? {} : { lastError }),
      waiting: this.#waiting(),
    }
  }

  /** Whether the newest edition lists this reply. */
  isListed(thread: string, requestId: string): boolean {
    return this.#listedNow().some(
      (one) => one.thread.id === thread && one.reply?.requestId === requestId,
    )
  }

  /** Whether a reply is read, given up after its time in the editions, or still to be listed. */
  deliveryOf(thread: OpenedThread, reply: ReplyWritten): Delivery {
    return this.#contents.deliveryOf(thread, reply)
  }

  /** Looks at the newest edition; and hands in the one that is due if it is this desk's turn, unless it is
   *  with the relay already or was refused. Throws `DeskError`; `desk-is-older-copy` from when on the
   *  relay has shown an edition that this device signed and knows nothing of. */
  async issue(): Promise<void> {
    if (await this.#prepare()) await this.#handIn()
  }

  /** Looks and builds a lead before the edition's time, and hands in half a lead before it: how long
   *  building took, which tells how much there was to say, must not show in when it leaves. */
  async #round(): Promise<number> {
    const { schedule, clock } = this.#parts
    const { editionIntervalMillis, editionLeadMillis } = schedule
    const due = this.#due()
    const handInMillis = due - Math.floor(editionLeadMillis / 2)
    if (this.#isReady && this.#isFor(this.#unsent, due)) await this.#handIn()
    else if (await this.#prepare()) {
      this.#isReady = clock.nowMillis() < handInMillis
      if (this.#isReady) return handInMillis
      await this.#handIn()
    }
    return this.#isAwaitingTurn ? this.#soon() : due + editionIntervalMillis - editionLeadMillis
  }

  /** Whether there is an edition to hand in now. */
  async #prepare(): Promise<boolean> {
    const due = this.#due()
    if (this.#isFor(this.#handedIn, due)) return false
    await this.#look()
    // A refusal may mean that the relay has lost the roster which the edition names.
    await this.#parts.roster.handIn(
      this.#lastError === 'edition-refused' || this.#lastError === 'device-refused',
    )
    if (!this.#isOurTurn(due)) {
      this.#lastError = undefined
      return false
    }
    if (this.#isFor(this.#refused, due)) return false
    if (!this.#isFor(this.#unsent, due)) this.#unsent = this.#contents.build(due)
    return true
  }

  async #handIn(): Promise<void> {
    const edition = this.#unsent
    this.#isReady = false
    if (edition === undefined) return
    await this.#served.handIn(edition)
    this.#handedIn = edition
    this.#unsent = undefined
    this.#lastError = undefined
    this.#contents.remember(edition)
  }

  #afterFailure(error: unknown): number {
    const code = codeOf(error, 'internal')
    if (code === 'edition-refused') {
      this.#refused = this.#unsent
      this.#unsent = undefined
    }
    this.#lastError = editionWarningOf(code)
    return this.#soon()
  }

  #soon(): number {
    const { clock, schedule } = this.#parts
    return clock.nowMillis() + Math.max(MIN_RETRY_MILLIS, schedule.editionLeadMillis / 4)
  }

  #due(): number {
    const { clock, schedule } = this.#parts
    return dueEditionMillis(clock.nowMillis(), schedule)
  }

  /** Whether an edition is for the time that is due: one further ahead was built under a clock that
   *  was wrong, and keeps nothing out. */
  #isFor<Some extends Issue>(edition: Some | undefined, due: number): edition is Some {
    if (edition === undefined || edition.timeMillis < due) return false
    return edition.timeMillis <= due + this.#parts.schedule.editionIntervalMillis
  }

  /** The newest edition that this desk knows to be with the relay. */
  #newest(): Issue | undefined {
    const served = this.#served.newest
    if (this.#handedIn === undefined || served === undefined) return this.#handedIn ?? served
    return this.#handedIn.number >= served.number ? this.#handedIn : served
  }

  #isBuilder(due: number): boolean {
    return this.#lease.holder(due, this.#served.sign(due)) === toHex(this.#parts.keys.deviceId)
  }

  /** What to warn of once an edition's time has come, since this began, without that edition being with the
   *  relay. A desk that does not build has looked before its time, and knows of the one before. */
  #lateness(): 'edition-failed' | undefined {
    const { clock, schedule } = this.#parts
    const { editionIntervalMillis } = schedule
    const nowMillis = clock.nowMillis()
    const current = nowMillis - (nowMillis % editionIntervalMillis)
    const expected = this.#isBuilder(this.#due()) ? current : current - editionIntervalMillis
    if (this.#startedAtMillis === undefined || expected <= this.#startedAtMillis) return undefined
    return (this.#newest()?.timeMillis ?? 0) < expected ? 'edition-failed' : undefined
  }

  async #look(): Promise<void> {
    // What this device signs is noted first. Numbers, replies and keys have been used that this state does
    // not know of, and would be used again.
    if (!this.#isOlderCopy)
      this.#isOlderCopy = (await this.#served.look(this.#contents.ownNumber)) === 'own-unknown'
    if (this.#isOlderCopy) throw new DeskError('desk-is-older-copy')
  }

  #isOurTurn(due: number): boolean {
    const turn = this.#lease.turn(due, this.#served.sign(due))
    this.#isAwaitingTurn = turn === 'not-ready'
    return turn === 'own'
  }

  /** What the newest edition lists, the own one before the relay serves it. */
  #listedNow(): readonly Pick<ListedNumber, 'reply' | 'thread'>[] {
    const own = this.#handedIn
    const isKnown = own?.builtAtMillis !== undefined && this.#newest() === own
    return isKnown ? own.plan.replies : this.#contents.listed()
  }

  #waiting(): readonly WaitingThread[] {
    const { journal, replyKeys, clock, schedule } = this.#parts
    const newest = this.#newest()
    if (newest === undefined) return []
    const nowMillis = clock.nowMillis()
    const builtAtMillis =
      newest === this.#handedIn
        ? this.#handedIn.builtAtMillis
        : newest.timeMillis - schedule.editionLeadMillis
    // Handed in by this process and built by one before it: what it lists is not known here.
    if (builtAtMillis === undefined) return []
    return waitingReplies(journal.state, {
      builtAtMillis,
      isReachable: (thread) => replyKeys.newest(thread, nowMillis) !== undefined,
      isOpen: (thread, reply) => this.deliveryOf(thread, reply) === 'open',
      isListed: (thread, { requestId }) => this.isListed(thread.id, requestId),
    })
  }
}
