import type { JournalEvent } from './events.ts'

/** Under whose body key events are sealed that are about the newsroom as a whole: 32 zeros. */
export const NEWSROOM_SUBJECT = '00'.repeat(16)

/** Whom or what an event is about, 32 hexadecimal digits: its body is sealed under this subject's key,
 *  and destroying that key makes all of the subject's events unreadable at once. */
export function subjectOf(event: JournalEvent): string {
  switch (event.type) {
    case 'thread-opened':
    case 'message-received':
    case 'replies-confirmed':
    case 'reply-written':
    case 'replies-listed':
    case 'reply-numbers-used':
    case 'messages-read':
    case 'thread-muted':
      return event.thread
    case 'story-opened':
    case 'story-edited':
    case 'story-moved':
      return event.story
    case 'source-described':
    case 'source-protected':
    case 'protection-lifted':
      return event.source
    case 'pen-name-recorded':
      return event.penName
    case 'person-introduced':
    case 'series-recorded':
    case 'release-drafted':
    case 'release-signed':
    case 'release-published':
    case 'roster-drafted':
    case 'roster-signed':
    case 'edition-lease-taken':
    case 'prekey-announced':
      return NEWSROOM_SUBJECT
  }
}

/** Who an event says its author is. */
export interface Claims {
  readonly person?: string
  readonly device?: string
}

/** What has to be compared with the authenticated author of the entry before the event is folded: the
 *  fold believes these, and two people's approvals are only worth something if nobody claims both. */
export function claimsOf(event: JournalEvent): Claims {
  const person = 'person' in event ? { person: event.person } : {}
  if ('device' in event) return { ...person, device: event.device }
  if (event.type === 'story-moved' && event.move.kind === 'approve')
    return { ...person, device: event.move.device }
  return person
}
