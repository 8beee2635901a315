import type { MessageReceived, ReplyWritten, ThreadOpened } from './events.ts'
import { RadixMap } from './radix-map.ts'

/** One conversation. Its parts do not depend on the order in which its events came. */
export interface ThreadState {
  readonly id: string
  /** Absent as long as the thread's own event has not come. */
  readonly opened?: ThreadOpened
  /** By message id. */
  readonly messages: RadixMap<MessageReceived>
  /** By request id. */
  readonly replies: RadixMap<ReplyWritten>
  /** Ids of messages that an editor has read. */
  readonly read: RadixMap<true>
  /** The highest number a reply ever had; 0 is none. */
  readonly lastReply: number
  /** The highest number of a reply that the contributor has confirmed; 0 is none. */
  readonly confirmed: number
}

/** A thread whose contributor is known. */
export interface OpenedThread extends ThreadState {
  readonly opened: ThreadOpened
}

/** Everything the newsroom knows. */
export interface NewsroomState {
  /** By thread id. */
  readonly threads: RadixMap<ThreadState>
  /** Every handle a contributor ever had on any device. */
  readonly handles: RadixMap<true>
}

/** Before anything has happened. */
export const emptyNewsroom: NewsroomState = {
  threads: RadixMap.empty(),
  handles: RadixMap.empty(),
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

function isOpened(thread: ThreadState): thread is OpenedThread {
  return thread.opened !== undefined
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
