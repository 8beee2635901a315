// Reads with the desk's reply keys which replies an edition lists. Numbers belong to what an edition has
// listed first; the edition itself tells that to a desk which the journal has not told yet.
import {
  cut,
  equalBytes,
  fromHex,
  listedPieces,
  packLetter,
  REPLY_BODY_BYTES,
  toHex,
  type Edition,
  type SignedReplyPart,
  type TrustedRoster,
} from '@cronista/protocol'
import {
  listedSince,
  openedThreads,
  repliesOf,
  type JournalEvent,
  type NewsroomState,
  type OpenedThread,
  type ReplyWritten,
} from '@cronista/newsroom'
import type { Clock } from '../ports/clock.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { Journal } from './journal.ts'
import type { ReplyKeys } from './reply-keys.ts'
import type { ServedEditions } from './served-editions.ts'

/** A number that an edition uses. */
export interface ListedNumber {
  readonly thread: OpenedThread
  readonly number: number
  /** The reply that it means; `undefined` if that is not known here. */
  readonly reply: ReplyWritten | undefined
}

/** What it works with. */
interface ListedRepliesParts {
  readonly keys: DeskKeys
  readonly replyKeys: ReplyKeys
  readonly roster: { readonly trusted: TrustedRoster }
}

/** What reads the newest edition again works with. */
export interface ListedInNewestParts extends ListedRepliesParts {
  readonly journal: Pick<Journal, 'state'>
  readonly clock: Clock
}

/** Every number that an edition uses for a thread whose reply keys are here. */
function listedNumbers(
  { keys, replyKeys, roster }: ListedRepliesParts,
  edition: Edition,
  state: NewsroomState,
  nowMillis: number,
): readonly ListedNumber[] {
  return openedThreads(state).flatMap((thread) => {
    const contributor = fromHex(thread.opened.contributor)
    const pieces = replyKeys
      .all(thread.id, nowMillis)
      .flatMap((replyKey) =>
        listedPieces(keys.p, keys.newsroomId, edition, roster.trusted, contributor, replyKey),
      )
    const numbers = [...new Set(pieces.map(({ number }) => number))]
    return numbers.map((number) => {
      const own = pieces.filter((piece) => piece.number === number)
      return { thread, number, reply: replyOf(thread, number, own) }
    })
  })
}

/** What the newest edition that the relay has shown lists; read once, as it takes a while. */
export class ListedInNewest {
  readonly #parts: ListedInNewestParts
  readonly #served: Pick<ServedEditions, 'newest'>
  #read: { readonly number: number; readonly listed: readonly ListedNumber[] } | undefined

  constructor(parts: ListedInNewestParts, served: Pick<ServedEditions, 'newest'>) {
    this.#parts = parts
    this.#served = served
  }

  /** Every number that it uses for a thread whose reply keys are here. */
  numbers(): readonly ListedNumber[] {
    const { newest } = this.#served
    if (newest === undefined) return []
    if (this.#read?.number !== newest.number) {
      const { journal, clock } = this.#parts
      const listed = listedNumbers(this.#parts, newest, journal.state, clock.nowMillis())
      this.#read = { number: newest.number, listed }
    }
    return this.#read.listed
  }

  /** Whether it lists this reply. */
  has(thread: string, { requestId }: ReplyWritten): boolean {
    return this.numbers().some(
      (one) => one.thread.id === thread && one.reply?.requestId === requestId,
    )
  }

  /** Forgets what was read: the journal may know more replies by now. */
  readAgain(): void {
    this.#read = undefined
  }
}

/** What the journal does not tell yet of what an edition lists. */
export function untold(
  listed: readonly ListedNumber[],
  person: DeskKeys['personId'],
  listedAtMillis: number,
): readonly JournalEvent[] {
  return listed.flatMap(({ thread, number, reply }): readonly JournalEvent[] => {
    const by = { v: 1, thread: thread.id, person: toHex(person) } as const
    if (reply === undefined)
      return thread.lastListed >= number
        ? []
        : [{ ...by, type: 'reply-numbers-used', upTo: number }]
    if (listedSince(thread, reply) !== undefined) return []
    const replies = [{ requestId: reply.requestId, number }]
    return [{ ...by, type: 'replies-listed', replies, listedAtMillis }]
  })
}

function replyOf(
  thread: OpenedThread,
  number: number,
  pieces: readonly SignedReplyPart[],
): ReplyWritten | undefined {
  return repliesOf(thread).find((reply) => reply.number === number && isCutInto(reply, pieces))
}

/** Whether each of these pieces is one of the reply's. */
function isCutInto(reply: ReplyWritten, pieces: readonly SignedReplyPart[]): boolean {
  const bodies = cut(packLetter(reply), REPLY_BODY_BYTES)
  return pieces.every(({ part, count, body }) => {
    const expected = bodies[part]
    return count === bodies.length && expected !== undefined && equalBytes(body, expected)
  })
}
