import type {
  MessageReceived,
  ReplyWritten,
  ThreadEvent,
  ThreadMuted,
  ThreadOpened,
} from '../events/thread-events.ts'
import { RadixMap } from '../radix-map.ts'
import { chosen, newest, ranked } from './chosen.ts'
import { foldListed, isPassedOver, nothingListed, type ListedReplies } from './listed-replies.ts'
import { SHARED, type NewsroomState } from './newsroom-state.ts'
import {
  nothingNumbered,
  reachedWith,
  type NumberingEvent,
  type ReplyReach,
} from './reply-reach.ts'

/** One conversation. Its parts do not depend on the order in which its events came. */
export interface ThreadState extends ListedReplies, ReplyReach {
  readonly id: string
  /** Absent as long as the thread's own event has not come. */
  readonly opened?: ThreadOpened
  /** By message id. */
  readonly messages: RadixMap<MessageReceived>
  /** By request id, each under the last number it was given. */
  readonly replies: RadixMap<ReplyWritten>
  /** Ids of messages that an editor has read. */
  readonly read: RadixMap<true>
  /** The highest number a reply ever had; 0 is none. */
  readonly lastReply: number
  /** The highest number of a reply that the contributor has confirmed; 0 is none. */
  readonly confirmed: number
  /** When a cell last confirmed a reply; 0 is never. */
  readonly confirmedAtMillis: number
  /** The newest word on whether the conversation is filed away. */
  readonly muting?: ThreadMuted
}

/** A thread whose contributor is known. */
export interface OpenedThread extends ThreadState {
  readonly opened: ThreadOpened
}

/** The threads with one event more. */
export function foldThread(
  threads: RadixMap<ThreadState>,
  event: ThreadEvent,
): RadixMap<ThreadState> {
  const thread = threads.get(event.thread) ?? emptyThread(event.thread)
  return threads.with(event.thread, applied(thread, event))
}

/** The threads whose contributor is known. */
export function openedThreads(state: NewsroomState): readonly OpenedThread[] {
  return [...state.threads.values()].filter(isOpened)
}

/** The opened thread of this id, or `undefined`. */
export function findThread(state: NewsroomState, id: string): OpenedThread | undefined {
  const thread = state.threads.get(id)
  return thread !== undefined && isOpened(thread) ? thread : undefined
}

/** What a contributor is called here: never what another is called. */
export function handleOf(state: NewsroomState, { id, opened }: OpenedThread): string {
  const { handle } = opened
  return state.handles.get(handle) === SHARED ? `${handle} · ${id.slice(0, 6)}` : handle
}

/** Messages in the order they were received. */
export function messagesOf(thread: ThreadState): readonly MessageReceived[] {
  return [...thread.messages.values()].sort(
    (a, b) => a.receivedAtMillis - b.receivedAtMillis || compareText(a.messageId, b.messageId),
  )
}

/** Replies in the order of their numbers. */
export function repliesOf(thread: ThreadState): readonly ReplyWritten[] {
  return [...thread.replies.values()].sort(
    (a, b) => a.number - b.number || compareText(a.requestId, b.requestId),
  )
}

/** Messages no editor has read. */
export function unreadOf(thread: ThreadState): readonly MessageReceived[] {
  return messagesOf(thread).filter(({ messageId }) => !thread.read.has(messageId))
}

/** The number of the last reply, 0 if there is none. */
export function lastReplyNumber({ lastReply }: ThreadState): number {
  return lastReply
}

/** The number that the next reply gets: above all that replies had and editions used. */
export function nextReplyNumber({ reach }: ThreadState): number {
  return reach + 1
}

/** Whether an editor has answered: the one thing that nobody can bring about alone. */
export function isAnswered({ lastReply }: ThreadState): boolean {
  return lastReply > 0
}

/** Whether the conversation is filed away: it is neither shown nor announced, and all else goes on. */
export function isMuted({ muting }: ThreadState): boolean {
  return muting?.muted === true
}

/** Whether the contributor has confirmed it. */
export function isConfirmed(thread: ThreadState, reply: ReplyWritten): boolean {
  return reply.number <= thread.confirmed && !isPassedOver(thread, reply)
}

function emptyThread(id: string): ThreadState {
  return {
    id,
    messages: RadixMap.empty(),
    replies: RadixMap.empty(),
    read: RadixMap.empty(),
    lastReply: 0,
    ...nothingListed,
    ...nothingNumbered,
    confirmed: 0,
    confirmedAtMillis: 0,
  }
}

function applied(thread: ThreadState, event: ThreadEvent): ThreadState {
  const { messages, read, confirmed } = thread
  switch (event.type) {
    case 'thread-opened':
      return { ...thread, opened: chosen(thread.opened, event) }
    case 'message-received':
      return {
        ...thread,
        messages: messages.with(event.messageId, chosen(messages.get(event.messageId), event)),
        confirmed: Math.max(confirmed, event.repliesRead),
      }
    case 'replies-confirmed':
      return {
        ...thread,
        confirmed: Math.max(confirmed, event.repliesRead),
        confirmedAtMillis: Math.max(thread.confirmedAtMillis, event.confirmedAtMillis),
      }
    case 'reply-written':
    case 'replies-listed':
    case 'reply-numbers-used': {
      const { reached, counting } = reachedWith(thread, event)
      return counting.reduce(numbered, { ...thread, ...reached })
    }
    case 'messages-read':
      return {
        ...thread,
        read: event.messageIds.reduce((ids, messageId) => ids.with(messageId, true), read),
      }
    case 'thread-muted':
      return { ...thread, muting: newest(thread.muting, event) }
  }
}

function numbered(thread: ThreadState, event: NumberingEvent): ThreadState {
  if (event.type !== 'reply-written') return { ...thread, ...foldListed(thread, event) }
  const { replies, lastReply } = thread
  return {
    ...thread,
    replies: replies.with(event.requestId, highest(replies.get(event.requestId), event)),
    lastReply: Math.max(lastReply, event.number),
  }
}

function highest(known: ReplyWritten | undefined, told: ReplyWritten): ReplyWritten {
  return ranked(known, told, ({ number }) => number)
}

function isOpened(thread: ThreadState): thread is OpenedThread {
  return thread.opened !== undefined
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
