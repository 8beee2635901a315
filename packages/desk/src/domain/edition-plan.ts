// What goes into the next edition: which messages are acknowledged and which replies are listed.
import { ACK_CAPACITY, RECORD_CAPACITY, type Schedule } from '@cronista/protocol'
import {
  openedThreads,
  repliesOf,
  type NewsroomState,
  type OpenedThread,
  type ReplyWritten,
} from '@cronista/newsroom'

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
  /** How many records the reply takes. */
  readonly recordsOf: (reply: ReplyWritten) => number
}

/** Where a reply stands, apart from whether an edition lists it. */
export type Delivery = 'confirmed' | 'expired' | 'open'

/** Whether a reply is read, given up, or still to be listed. */
export function deliveryOf(
  thread: OpenedThread,
  reply: ReplyWritten,
  nowMillis: number,
  schedule: Pick<Schedule, 'replyListedMillis'>,
): Delivery {
  if (reply.number <= thread.confirmed) return 'confirmed'
  return reply.writtenAtMillis + schedule.replyListedMillis < nowMillis ? 'expired' : 'open'
}

/** Chooses: acknowledgements newest first; replies oldest first, whole, and within a thread in order,
 *  because a contributor confirms up to a number and would lose one that was passed over. */
export function planEdition(
  state: NewsroomState,
  nowMillis: number,
  schedule: Pick<Schedule, 'ackListedMillis' | 'replyListedMillis'>,
  sources: PlanSources,
): EditionPlan {
  const open = openReplies(state, nowMillis, schedule, sources)
  const replies: PlannedReply[] = []
  const heldBack = new Set<string>()
  let room = RECORD_CAPACITY
  for (const planned of open) {
    const records = sources.recordsOf(planned.reply)
    if (records > room || heldBack.has(planned.thread.id)) {
      heldBack.add(planned.thread.id)
      continue
    }
    room -= records
    replies.push(planned)
  }
  const acknowledgements = planAcknowledgements(state, nowMillis, schedule)
  return { acknowledgements, replies, waiting: open.length - replies.length }
}

function openReplies(
  state: NewsroomState,
  nowMillis: number,
  schedule: Pick<Schedule, 'replyListedMillis'>,
  { isReachable }: PlanSources,
): readonly PlannedReply[] {
  return openedThreads(state)
    .filter(({ id }) => isReachable(id))
    .flatMap((thread) =>
      repliesOf(thread)
        .filter((reply) => deliveryOf(thread, reply, nowMillis, schedule) === 'open')
        .map((reply) => ({ thread, reply })),
    )
    .sort((a, b) => a.reply.writtenAtMillis - b.reply.writtenAtMillis || inThread(a, b))
}

function inThread(a: PlannedReply, b: PlannedReply): number {
  return a.thread.id === b.thread.id
    ? a.reply.number - b.reply.number
    : a.thread.id < b.thread.id
      ? -1
      : 1
}

function planAcknowledgements(
  state: NewsroomState,
  nowMillis: number,
  { ackListedMillis }: Pick<Schedule, 'ackListedMillis'>,
): readonly PlannedAcknowledgement[] {
  return openedThreads(state)
    .flatMap((thread) => [...thread.messages.values()])
    .filter(({ receivedAtMillis }) => receivedAtMillis + ackListedMillis >= nowMillis)
    .sort((a, b) => b.receivedAtMillis - a.receivedAtMillis)
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
