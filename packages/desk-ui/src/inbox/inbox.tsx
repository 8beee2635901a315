import { useState, type Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import { ListBox } from 'react-aria-components/ListBox'
import type { ThreadSummary } from '@cronista/desk/api'
import { useNow } from '../moments/use-now.ts'
import { useSpeech } from '../texts/speech.tsx'
import { HeldStrangers } from './held-strangers.tsx'
import { InboxItem } from './inbox-item.tsx'

interface InboxProps {
  /** In inbox order; `undefined` until the desk has answered once. */
  readonly threads: readonly ThreadSummary[] | undefined
  readonly openThreadId: string | undefined
  readonly onOpen: (threadId: string) => void
  readonly ref: Ref<HTMLDivElement>
}

/** The conversations, one line each under the name the desk gave. */
export function Inbox({ threads: all, openThreadId, onOpen, ref }: InboxProps) {
  const { texts, language } = useSpeech()
  const nowMillis = useNow(10_000)
  const filed = all?.filter((thread) => thread.muted) ?? []
  const [isFileOpen, setFileOpen] = useState(false)
  const showsFiled = isFileOpen && filed.length > 0
  const threads = showsFiled ? filed : all?.filter((thread) => !thread.muted)
  const unread = threads?.filter((thread) => thread.unread > 0).length ?? 0
  const heading = showsFiled ? texts.inbox.filedHeading : texts.inbox.heading
  return (
    <nav className="inbox" aria-labelledby="inbox-heading">
      <div className="inbox-head">
        <h2 id="inbox-heading">{heading}</h2>
        {threads !== undefined && threads.length > 0 && (
          <p className="fine">{texts.inbox.count(threads.length, unread)}</p>
        )}
      </div>
      {threads === undefined && <p className="fine inbox-loading">{texts.inbox.loading}</p>}
      {all?.length === 0 && <EmptyInbox />}
      {!showsFiled && <HeldStrangers />}
      {filed.length > 0 && (
        <Button className="button quiet inbox-filed" onPress={() => setFileOpen(!isFileOpen)}>
          {showsFiled ? texts.inbox.backToInbox : texts.inbox.filed(filed.length)}
        </Button>
      )}
      {threads !== undefined && threads.length > 0 && (
        <ListBox
          ref={ref}
          className="inbox-list"
          aria-label={heading}
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
