import type { Ref } from 'react'
import { ListBox } from 'react-aria-components/ListBox'
import type { ThreadSummary } from '@cronista/desk/api'
import { useNow } from '../moments/use-now.ts'
import { useSpeech } from '../texts/speech.tsx'
import { InboxItem } from './inbox-item.tsx'

interface InboxProps {
  /** In inbox order; `undefined` until the desk has answered once. */
  readonly threads: readonly ThreadSummary[] | undefined
  readonly openThreadId: string | undefined
  readonly onOpen: (threadId: string) => void
  readonly ref: Ref<HTMLDivElement>
}

/** The conversations, one line each under the name the desk gave. */
export function Inbox({ threads, openThreadId, onOpen, ref }: InboxProps) {
  const { texts, language } = useSpeech()
  const nowMillis = useNow(10_000)
  const unread = threads?.filter((thread) => thread.unread > 0).length ?? 0
  return (
    <nav className="inbox" aria-labelledby="inbox-heading">
      <div className="inbox-head">
        <h2 id="inbox-heading">{texts.inbox.heading}</h2>
        {threads !== undefined && threads.length > 0 && (
          <p className="fine">{texts.inbox.count(threads.length, unread)}</p>
        )}
      </div>
      {threads === undefined && <p className="fine inbox-loading">{texts.inbox.loading}</p>}
      {threads?.length === 0 && <EmptyInbox />}
      {threads !== undefined && threads.length > 0 && (
        <ListBox
          ref={ref}
          className="inbox-list"
          aria-label={texts.inbox.heading}
          items={threads}
          dependencies={[language, nowMillis]}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={openThreadId === undefined ? [] : [openThreadId]}
          onSelectionChange={(keys) => {
            const chosen = threads.find((thread) => keys !== 'all' && keys.has(thread.id))
            if (chosen !== undefined) onOpen(chosen.id)
          }}
        >
          {(thread) => <InboxItem thread={thread} nowMillis={nowMillis} />}
        </ListBox>
      )}
    </nav>
  )
}

function EmptyInbox() {
  const { texts } = useSpeech()
  return (
    <div className="inbox-empty">
      <p className="inbox-empty-heading">{texts.inbox.emptyHeading}</p>
      <p className="fine inbox-empty-text">{texts.inbox.emptyText}</p>
    </div>
  )
}
