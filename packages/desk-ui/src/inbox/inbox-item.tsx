import { ListBoxItem } from 'react-aria-components/ListBox'
import type { ThreadSummary } from '@cronista/desk/api'
import { useSpeech } from '../texts/speech.tsx'

/** One conversation of the inbox. Its accessible name is all it shows; an unread one says so first. */
export function InboxItem({ thread, nowMillis }: { thread: ThreadSummary; nowMillis: number }) {
  const { texts, moments } = useSpeech()
  const isUnread = thread.unread > 0
  return (
    <ListBoxItem
      className={isUnread ? 'inbox-item unread' : 'inbox-item'}
      id={thread.id}
      textValue={thread.handle}
    >
      <div className="inbox-line">
        <span className="handle">
          {isUnread && <span className="visually-hidden">{texts.inbox.unread}: </span>}
          {thread.handle}
        </span>
        <time dateTime={new Date(thread.lastAtMillis).toISOString()}>
          {moments.inList(nowMillis, thread.lastAtMillis)}
        </time>
      </div>
      <div className="inbox-description">
        <span className="preview" lang={thread.language} dir="auto">
          {thread.unreadPreview ?? thread.preview}
        </span>
        {thread.unread > 1 && (
          <span className="newest">
            {texts.inbox.newest}{' '}
            <span lang={thread.language} dir="auto">
              {thread.preview}
            </span>
          </span>
        )}
        <span className="inbox-facts">
          {isUnread && <span>{texts.inbox.unreadMessages(thread.unread)}</span>}
          {thread.held > 0 && <span>{texts.inbox.held(thread.held)}</span>}
          <span>{texts.inbox.writesIn[thread.language]}</span>
          {thread.repliesWaiting > 0 && (
            <span>{texts.inbox.repliesWaiting(thread.repliesWaiting)}</span>
          )}
        </span>
      </div>
    </ListBoxItem>
  )
}
