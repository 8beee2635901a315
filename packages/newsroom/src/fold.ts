// The journal's events, folded into what the newsroom knows. Pure; an event that comes twice changes
// nothing, and within one thread the order of events does not matter, so any device may collect. What
// one event costs does not depend on how many threads or messages there are: anybody can add to them.
import type { JournalEvent } from './events.ts'
import { RadixMap } from './radix-map.ts'
import { emptyNewsroom, type NewsroomState, type ThreadState } from './state.ts'

/** Folds events onto a state; the state that is given stays as it was. */
export function fold(
  events: Iterable<JournalEvent>,
  onto: NewsroomState = emptyNewsroom,
): NewsroomState {
  let { threads, handles } = onto
  for (const event of events) {
    const thread = threads.get(event.thread) ?? emptyThread(event.thread)
    threads = threads.with(event.thread, applied(thread, event))
    if (event.type === 'thread-opened') handles = handles.with(event.handle, true)
  }
  return { threads, handles }
}

function emptyThread(id: string): ThreadState {
  return {
    id,
    messages: RadixMap.empty(),
    replies: RadixMap.empty(),
    read: RadixMap.empty(),
    lastReply: 0,
    confirmed: 0,
  }
}

function applied(thread: ThreadState, event: JournalEvent): ThreadState {
  const { messages, replies, read, lastReply, confirmed } = thread
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
      return { ...thread, confirmed: Math.max(confirmed, event.repliesRead) }
    case 'reply-written':
      return {
        ...thread,
        replies: replies.with(event.requestId, chosen(replies.get(event.requestId), event)),
        lastReply: Math.max(lastReply, event.number),
      }
    case 'messages-read':
      return {
        ...thread,
        read: event.messageIds.reduce((ids, messageId) => ids.with(messageId, true), read),
      }
  }
}

/** Two devices may tell the same twice and differ in time or handle; the smaller text is taken, so
 *  that every device takes the same. */
function chosen<Event extends JournalEvent>(known: Event | undefined, event: Event): Event {
  return known === undefined || orderOf(event) < orderOf(known) ? event : known
}

function orderOf(event: JournalEvent): string {
  return JSON.stringify(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)))
}
