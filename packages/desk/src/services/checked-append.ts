import { encodeEvent, NewsroomError, parseEvent, type JournalEvent } from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import type { Journal } from './journal.ts'

/** Appends events made of what a page sent, if a later reading would take them: an event that no desk can
 *  read must never stand in a journal. Durable when it returns. Throws `request-malformed` or
 *  `storage-failed`; nothing has changed then. */
export function appendChecked(
  journal: Pick<Journal, 'append'>,
  events: readonly JournalEvent[],
): void {
  try {
    for (const event of events) parseEvent(encodeEvent(event))
  } catch (cause) {
    if (cause instanceof NewsroomError) throw new DeskError('request-malformed', { cause })
    throw cause
  }
  journal.append(events)
}
