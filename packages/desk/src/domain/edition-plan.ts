// What goes into the next edition: which messages are acknowledged and which replies are listed.
import {
  ACK_CAPACITY,
  CLOCK_TOLERANCE_MILLIS,
  RECORD_CAPACITY,
  type Schedule,
} from '@cronista/protocol'
import {
  isConfirmed,
  isPassedOver,
  listedSince,
  openedThreads,
  type MessageReceived,
  type NewsroomState,
  type OpenedThread,
  type ReplyWritten,
} from '@cronista/newsroom'
import { findListing, type Listings } from './edition-plan-listings.ts'
import { listableReplies } from './reply-numbers.ts'

/** A message to acknowledge, under the reply key of the week it came with. */
export interface PlannedAcknowledgement {
  readonly thread: string
  readonly messageId: string
  readonly week: number
}

/** A reply to list, whole. */
export interface PlannedReply {
  readonly thread: OpenedThread
  readonly reply: ReplyWritten
  /** How often its thread had its turn before. */
  readonly turn: number
}

/** An edition before it is sealed. */
export interface EditionPlan {
  readonly acknowledgements: readonly PlannedAcknowledgement[]
  readonly replies: readonly PlannedReply[]
  /** Replies that could be delivered but found no room. */
  readonly waiting: number
}

/** Asks that only the desk's keys can answer. */
export interface PlanSources {
  /** Whether the thread can still be answered at all. */
  readonly isReachable: (thread: string) => boolean
  /** Whether the key is here under which a message is to be acknowledged. */
  readonly isAcknowledgeable: (message: PlannedAcknowledgement) => boolean
  /** How many records the reply takes. */
  readonly recordsOf: (reply: ReplyWritten) => number
  /** What earlier editions listed. */
  readonly listings: Listings
  /** Whether the edition may list the reply at all; every one unless given. */
  readonly mayList?: (thread: string, reply: ReplyWritten) => boolean
  /** A fresh random number: where turns are equal, the order is drawn. */
  readonly draw: () => number
}

/** Where a reply stands, apart from whether an edition lists it. */
export type Delivery = 'confirmed' | 'expired' | 'open'

/** Whether a reply is read, given up, or still to be listed. Its time counts from the first edition
 *  that listed it: no reply is given up before a reader could find it. */
export function deliveryOf(
  thread: OpenedThread,
  reply: ReplyWritten,
  nowMillis: number,
  schedule: Pick<Schedule, 'replyListedMillis'>,
  listings: Listings,
): Delivery {
  if (isPassedOver(thread, reply)) return 'open'
  if (isConfirmed(thread, reply)) return 'confirmed'
  const first = firstListedAtMillis(thread, reply, listings)
  return first !== undefined && first + schedule.replyListedMillis < nowMillis ? 'expired' : 'open'
}

/** When the first edition listed a reply, as this desk noted or the journal tells; `undefined` for one
 *  that was in none. */
function firstListedAtMillis(
  thread: OpenedThread,
  reply: ReplyWritten,
  listings: Listings,
): number | undefined {
  return findListing(listings, thread.id, reply.number)?.firstAtMillis ?? listedSince(thread, reply)
}

/** Chooses: acknowledgements newest first; replies whole, one of each thread at a time and within a
 *  thread in order, because a contributor confirms up to a number and would lose one that was passed
 *  over. Threads take turns: whoever was listed least comes first. Who has the same turn is drawn, so
 *  that a contributor who looks at the same hour every day does not meet the same replies every day. */
export function planEdition(
  state: NewsroomState,
  nowMillis: number,
  schedule: Pick<Schedule, 'ackListedMillis' | 'replyListedMillis'>,
  sources: PlanSources,
): EditionPlan {
  const queues = openQueues(state, nowMillis, schedule, sources)
  const open = queues.reduce((sum, { replies }) => sum + replies.length, 0)
  const replies = takeTurns(queues, sources)
  const acknowledgements = planAcknowledgements(state, nowMillis, schedule, sources)
  return { acknowledgements, replies, waiting: open - replies.length }
}

/** One thread's open replies, in order. */
interface Queue {
  readonly replies: readonly PlannedReply[]
  readonly turn: number
  readonly isNew: boolean
  readonly drawn: number
}

function openQueues(
  state: NewsroomState,
  nowMillis: number,
  schedule: Pick<Schedule, 'replyListedMillis'>,
  { isReachable, listings, draw }: PlanSources,
): readonly Queue[] {
  const waiting = openedThreads(state)
    .filter(({ id }) => isReachable(id))
    .map((thread) => ({
      thread,
      open: listableReplies(thread).filter(
        (reply) => deliveryOf(thread, reply, nowMillis, schedule, listings) === 'open',
      ),
    }))
  const turnOf = (thread: string, reply: ReplyWritten | undefined) =>
    reply && findListing(listings, thread, reply.number)?.turn
  const turns = waiting.flatMap(({ thread, open }) => turnOf(thread.id, open[0]) ?? [])
  // A newcomer joins the round that is under way: it neither waits for the others' nor outruns them.
  const round = turns.reduce((least, turn) => Math.min(least, turn), turns[0] ?? 0)
  return waiting
    .filter(({ open }) => open.length > 0)
    .map(({ thread, open }) => ({
      replies: open.map((reply) => ({ thread, reply, turn: turnOf(thread.id, reply) ?? round })),
      turn: turnOf(thread.id, open[0]) ?? round,
      isNew: turnOf(thread.id, open[0]) === undefined,
      drawn: draw(),
    }))
    .sort((a, b) => a.turn - b.turn || Number(b.isNew) - Number(a.isNew) || a.drawn - b.drawn)
}

/** Lists one reply of each thread, then a second one, and so on. A thread whose next reply finds no
 *  room is done: a later one of its replies must not come before that. */
function takeTurns(
  queues: readonly Queue[],
  { recordsOf, mayList = () => true }: Pick<PlanSources, 'mayList' | 'recordsOf'>,
): readonly PlannedReply[] {
  const listed: PlannedReply[] = []
  let room = RECORD_CAPACITY
  let inLine = queues.map(({ replies }) => replies)
  while (inLine.length > 0) {
    inLine = inLine.flatMap(([next, ...later]) => {
      if (next === undefined || room === 0 || !mayList(next.thread.id, next.reply)) return []
      const records = recordsOf(next.reply)
      if (records > room) return []
      room -= records
      listed.push(next)
      return [later]
    })
  }
  return listed
}

/** Those of a day, the newest first. What can take nobody's place: a message whose key is not here, and,
 *  before all others have theirs, one that bears a time to come. One stolen device could else tell of so many
 *  that nobody's is acknowledged any more. */
function planAcknowledgements(
  state: NewsroomState,
  nowMillis: number,
  { ackListedMillis }: Pick<Schedule, 'ackListedMillis'>,
  { isAcknowledgeable }: Pick<PlanSources, 'isAcknowledgeable'>,
): readonly PlannedAcknowledgement[] {
  const isAhead = ({ receivedAtMillis }: MessageReceived) =>
    receivedAtMillis > nowMillis + CLOCK_TOLERANCE_MILLIS
  return openedThreads(state)
    .flatMap((thread) => [...thread.messages.values()])
    .filter(({ receivedAtMillis }) => receivedAtMillis + ackListedMillis >= nowMillis)
    .sort(
      (a, b) => Number(isAhead(a)) - Number(isAhead(b)) || b.receivedAtMillis - a.receivedAtMillis,
    )
    .filter(isAcknowledgeable)
    .slice(0, ACK_CAPACITY)
    .map(({ thread, messageId, week }) => ({ thread, messageId, week }))
}

/** The time of the edition that should be with the relay by now: the one that is current or, once its
 *  lead has begun, the next. Editions stand at multiples of the interval since 1970. */
export function dueEditionMillis(
  nowMillis: number,
  schedule: Pick<Schedule, 'editionIntervalMillis' | 'editionLeadMillis'>,
): number {
  const { editionIntervalMillis, editionLeadMillis } = schedule
  return Math.floor((nowMillis + editionLeadMillis) / editionIntervalMillis) * editionIntervalMillis
}
