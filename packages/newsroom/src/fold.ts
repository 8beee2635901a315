// The journal's events, folded into what the newsroom knows. Pure; an event that comes twice changes
// nothing, and within one thread the order of events does not matter, so any device may collect.
import type { JournalEvent } from './events.ts'
import { emptyNewsroom, type NewsroomState, type ThreadState } from './state.ts'

/** Folds events onto a state; the state that is given stays as it was. */
export function fold(
  events: Iterable<JournalEvent>,
  onto: NewsroomState = emptyNewsroom,
): NewsroomState {
  const threads = new Map(onto.threads)
  const fresh = new Set<string>()
  for (const event of events) {
    const known = threads.get(event.thread)
    const thread =
      fresh.has(event.thread) && known ? (known as Draft) : draftOf(event.thread, known)
    fresh.add(event.thread)
    apply(thread, event)
    threads.set(event.thread, thread)
  }
  return { threads }
}

/** A thread that this fold alone can see, and may therefore change in place. */
interface Draft extends ThreadState {
  opened?: NonNullable<ThreadState['opened']>
  readonly messages: Map<string, NonNullable<ReturnType<ThreadState['messages']['get']>>>
  readonly replies: Map<string, NonNullable<ReturnType<ThreadState['replies']['get']>>>
  readonly read: Set<string>
  confirmed: number
}

function draftOf(id: string, known: ThreadState | undefined): Draft {
  return {
    id,
    ...(known?.opened === undefined ? {} : { opened: known.opened }),
    messages: new Map(known?.messages),
    replies: new Map(known?.replies),
    read: new Set(known?.read),
    confirmed: known?.confirmed ?? 0,
  }
}

function apply(thread: Draft, event: JournalEvent): void {
  switch (event.type) {
    case 'thread-opened':
      thread.opened = chosen(thread.opened, event)
      return
    case 'message-received':
      thread.messages.set(event.messageId, chosen(thread.messages.get(event.messageId), event))
      thread.confirmed = Math.max(thread.confirmed, event.repliesRead)
      return
    case 'replies-confirmed':
      thread.confirmed = Math.max(thread.confirmed, event.repliesRead)
      return
    case 'reply-written':
      thread.replies.set(event.requestId, chosen(thread.replies.get(event.requestId), event))
      return
    case 'messages-read':
      for (const messageId of event.messageIds) thread.read.add(messageId)
      return
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
