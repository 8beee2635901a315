// From an entry to the event in it. Entries are opened in two places, on arrival and when the desk is
// unlocked, and both must come to the same.
import { openEntry, ProtocolError, type JournalEntry } from '@cronista/protocol'
import { NewsroomError, parseEvent, subjectOf, type JournalEvent } from '@cronista/newsroom'
import { speaksForItself, type Author } from '../domain/author.ts'
import type { BodyKey } from './body-keys.ts'
import type { DeskKeys } from './desk-keys.ts'

/** The event of an entry, or why it has none that counts: it does not open, is no event of this
 *  newsroom's, concerns another subject than its key, or speaks for somebody else. */
export function eventIn(
  { p, newsroomId }: Pick<DeskKeys, 'newsroomId' | 'p'>,
  entry: JournalEntry,
  bodyKey: BodyKey,
  author: Author | undefined,
): JournalEvent | Error {
  try {
    const opened = openEntry(p, newsroomId, entry, bodyKey.key)
    if (opened === undefined) return new ProtocolError('entry-malformed')
    const event = parseEvent(opened)
    const isRight = subjectOf(event) === bodyKey.subject
    if (isRight && author !== undefined && speaksForItself(event, author)) return event
    return new NewsroomError('event-malformed')
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof NewsroomError) return error
    throw error
  }
}
