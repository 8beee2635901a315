// Replies that an editor has written and the newest edition does not carry, so that the desk can say for
// whom there was no room, and since when.
import {
  handleOf,
  openedThreads,
  repliesOf,
  type NewsroomState,
  type OpenedThread,
  type ReplyWritten,
} from '@cronista/newsroom'

/** A conversation whose replies wait for room. */
export interface WaitingThread {
  /** 32 hexadecimal digits. */
  readonly thread: string
  readonly handle: string
  readonly replies: number
  /** When the oldest of them was written. */
  readonly sinceMillis: number
}

/** Asks about replies. */
export interface WaitingQuestions {
  /** When the newest edition was built: what was written later waits for nobody. */
  readonly builtAtMillis: number
  /** Whether the thread can still be answered at all. */
  readonly isReachable: (thread: string) => boolean
  /** Whether the reply is neither read nor given up. */
  readonly isOpen: (thread: OpenedThread, reply: ReplyWritten) => boolean
  /** Whether the newest edition lists it. */
  readonly isListed: (thread: OpenedThread, reply: ReplyWritten) => boolean
}

/** Who waits, the one that has waited longest first. */
export function waitingReplies(
  state: NewsroomState,
  { builtAtMillis, isReachable, isOpen, isListed }: WaitingQuestions,
): readonly WaitingThread[] {
  return openedThreads(state)
    .filter(({ id }) => isReachable(id))
    .flatMap((thread) => {
      const waiting = repliesOf(thread).filter(
        (reply) =>
          reply.writtenAtMillis <= builtAtMillis &&
          isOpen(thread, reply) &&
          !isListed(thread, reply),
      )
      if (waiting.length === 0) return []
      const sinceMillis = Math.min(...waiting.map(({ writtenAtMillis }) => writtenAtMillis))
      const handle = handleOf(state, thread)
      return [{ thread: thread.id, handle, replies: waiting.length, sinceMillis }]
    })
    .sort((a, b) => a.sinceMillis - b.sinceMillis || (a.thread < b.thread ? -1 : 1))
}
