// Builds one edition for each interval, whether or not anything happened, and hands it in before its
// time: what the relay sees is a clock.
import {
  buildEdition,
  ByteReader,
  concatBytes,
  cut,
  encodeReplyPart,
  fromHex,
  asMessageId,
  packLetter,
  parseEdition,
  ProtocolError,
  RECORD_CAPACITY,
  REPLY_BODY_BYTES,
  u64,
  type EditionRecord,
  type Schedule,
} from '@cronista/protocol'
import type { ReplyWritten } from '@cronista/newsroom'
import { codeOf } from '../desk-error.ts'
import { dueEditionMillis, planEdition, type EditionPlan } from '../domain/edition-plan.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { Journal } from './journal.ts'
import { readNote, writeNote } from './notes.ts'
import type { ReplyKeys } from './reply-keys.ts'
import { Rhythm } from './rhythm.ts'

const MIN_RETRY_MILLIS = 1_000

/** What an edition builder works with. */
export interface EditionBuilderParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly schedule: Schedule
  readonly store: DeskStore
  readonly relay: RelayClient
  readonly journal: Journal
  readonly replyKeys: ReplyKeys
  /** The roster that the relay has, which the edition names. */
  readonly roster: { readonly head: Uint8Array; handIn(again?: boolean): Promise<void> }
}

/** How the editions are doing. */
export interface EditionStatus {
  readonly number?: number
  readonly timeMillis?: number
  readonly nextAtMillis: number
  readonly lastError?: DeskWarningCode
  /** Replies that found no room in the newest edition. */
  readonly waiting: number
}

interface Issue {
  readonly number: number
  readonly timeMillis: number
}

interface BuiltEdition extends Issue {
  readonly bytes: Uint8Array
  readonly plan: EditionPlan
}

/** How many records a reply takes; throws `letter-too-long`, `letter-empty` or `letter-malformed`. */
function recordsOf(reply: Pick<ReplyWritten, 'language' | 'text'>): number {
  return cut(packLetter(reply), REPLY_BODY_BYTES).length
}

/** Whether an edition can hold a reply at all. */
export function fitsAnEdition(reply: Pick<ReplyWritten, 'language' | 'text'>): boolean {
  return recordsOf(reply) <= RECORD_CAPACITY
}

/** The desk's way down. */
export class EditionBuilder {
  readonly #parts: EditionBuilderParts
  readonly #rhythm: Rhythm
  #newest: Issue | undefined
  #handedIn: BuiltEdition | undefined
  #unsent: BuiltEdition | undefined
  #lastError: DeskWarningCode | undefined

  constructor(parts: EditionBuilderParts) {
    this.#parts = parts
    this.#newest = readIssue(parts)
    this.#rhythm = new Rhythm(
      parts.clock,
      () => this.#round(),
      (error) => this.#afterFailure(error),
    )
  }

  /** Hands the due edition in at once, and then one for each interval. */
  start(): void {
    this.#rhythm.start()
  }

  /** Resolves when the edition under way is with the relay, or has failed. */
  stop(): Promise<void> {
    return this.#rhythm.stop()
  }

  status(): EditionStatus {
    const { clock, schedule } = this.#parts
    const due = dueEditionMillis(clock.nowMillis(), schedule)
    const isWithRelay = (this.#handedIn?.timeMillis ?? 0) >= due
    return {
      ...(this.#handedIn === undefined
        ? {}
        : { number: this.#handedIn.number, timeMillis: this.#handedIn.timeMillis }),
      nextAtMillis: isWithRelay ? due + schedule.editionIntervalMillis : due,
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
      waiting: this.#handedIn?.plan.waiting ?? 0,
    }
  }

  /** Whether the newest edition lists this reply. */
  isListed(thread: string, requestId: string): boolean {
    const replies = this.#handedIn?.plan.replies ?? []
    return replies.some((one) => one.thread.id === thread && one.reply.requestId === requestId)
  }

  /** Hands in the edition that is due, unless it is with the relay already. Throws `DeskError`. */
  async issue(): Promise<void> {
    const { clock, relay, schedule, roster } = this.#parts
    const due = dueEditionMillis(clock.nowMillis(), schedule)
    if ((this.#handedIn?.timeMillis ?? this.#newest?.timeMillis ?? 0) >= due) return
    // A refusal may mean that the relay has lost the roster which the edition names.
    await roster.handIn(
      this.#lastError === 'edition-refused' || this.#lastError === 'device-refused',
    )
    await this.#learnFromRelay()
    if ((this.#newest?.timeMillis ?? 0) >= due && this.#unsent === undefined) return
    if (this.#unsent === undefined || this.#unsent.timeMillis < due) this.#unsent = this.#build(due)
    const edition = this.#unsent
    await relay.putEdition(edition.number, edition.bytes)
    this.#unsent = undefined
    this.#handedIn = edition
    this.#lastError = undefined
  }

  async #round(): Promise<number> {
    await this.issue()
    const { clock, schedule } = this.#parts
    const { editionIntervalMillis, editionLeadMillis } = schedule
    return dueEditionMillis(clock.nowMillis(), schedule) + editionIntervalMillis - editionLeadMillis
  }

  #afterFailure(error: unknown): number {
    const code = codeOf(error, 'internal')
    if (code === 'edition-refused') this.#unsent = undefined
    this.#lastError = warningOf(code)
    const { clock, schedule } = this.#parts
    return clock.nowMillis() + Math.max(MIN_RETRY_MILLIS, schedule.editionLeadMillis / 4)
  }

  /** Numbers only grow, also when this desk's state is an older copy. */
  async #learnFromRelay(): Promise<void> {
    if (this.#handedIn !== undefined && this.#lastError === undefined) return
    const bytes = await this.#parts.relay.edition()
    const served = bytes && parsedOrNothing(bytes)
    const known = this.#newest
    if (served === undefined || served.number <= (known?.number ?? 0)) return
    this.#newest = { number: served.number, timeMillis: served.timeMillis }
  }

  #build(timeMillis: number): BuiltEdition {
    const { keys, clock, schedule, store, journal, replyKeys, roster } = this.#parts
    const now = clock.nowMillis()
    const plan = planEdition(journal.state, now, schedule, {
      isReachable: (thread) => replyKeys.newest(thread, now) !== undefined,
      recordsOf,
    })
    const number = (this.#newest?.number ?? 0) + 1
    const bytes = buildEdition(keys.p, keys.random, keys.newsroomId, keys.deviceSeed, {
      number,
      timeMillis,
      rosterHead: roster.head,
      leaseHolder: keys.deviceId,
      acknowledgements: plan.acknowledgements.flatMap(({ thread, messageId, week }) => {
        const replyKey = replyKeys.find(thread, week, now)
        return replyKey === undefined
          ? []
          : [{ replyKey, messageId: asMessageId(fromHex(messageId)) }]
      }),
      records: this.#records(plan, now),
    })
    // Before it is sent: an edition's number is never used for other bytes.
    store.change((stores) =>
      writeNote(keys, stores, 'edition', concatBytes(u64(number), u64(timeMillis))),
    )
    this.#newest = { number, timeMillis }
    return { number, timeMillis, bytes, plan }
  }

  #records(plan: EditionPlan, nowMillis: number): readonly EditionRecord[] {
    const { keys, replyKeys } = this.#parts
    const slots = new Map<string, number>()
    return plan.replies.flatMap(({ thread, reply }) => {
      const replyKey = replyKeys.newest(thread.id, nowMillis)
      if (replyKey === undefined) return []
      const contributor = fromHex(thread.opened.contributor)
      const bodies = cut(packLetter(reply), REPLY_BODY_BYTES)
      return bodies.map((body, part) => {
        const slot = slots.get(thread.id) ?? 0
        slots.set(thread.id, slot + 1)
        const { number } = reply
        const piece = { number, confirmed: thread.confirmed, part, count: bodies.length, body }
        const { p, newsroomId, deviceSeed } = keys
        const plaintext = encodeReplyPart(p, newsroomId, deviceSeed, contributor, piece)
        return { replyKey, slot, plaintext }
      })
    })
  }
}

function readIssue({ keys, store }: EditionBuilderParts): Issue | undefined {
  const note = readNote(keys, store, 'edition')
  if (note === undefined) return undefined
  const reader = new ByteReader(note, 'edition-malformed')
  return { number: reader.u64(), timeMillis: reader.u64() }
}

function parsedOrNothing(bytes: Uint8Array): Issue | undefined {
  try {
    return parseEdition(bytes)
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

const expectedFaults: readonly DeskWarningCode[] = [
  'device-refused',
  'edition-refused',
  'relay-unreachable',
  'roster-refused',
  'storage-failed',
]

function warningOf(code: string): DeskWarningCode {
  return expectedFaults.find((expected) => expected === code) ?? 'edition-failed'
}
