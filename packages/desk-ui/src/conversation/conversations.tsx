import { useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import type { DeskStatus, ThreadSummary } from '@cronista/desk/api'
import { inInboxOrder } from '../inbox/inbox-order.ts'
import { Inbox } from '../inbox/inbox.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { Conversation } from './conversation.tsx'
import { NothingChosen } from './nothing-chosen.tsx'

interface ConversationsProps {
  readonly threads: readonly ThreadSummary[] | undefined
  readonly openThreadId: string | undefined
  readonly onOpen: (threadId: string | undefined) => void
  readonly capacity: DeskStatus['capacity'] | undefined
  /** A story was begun from a conversation. */
  readonly onStory: (storyId: string) => void
}

/** The inbox, and beside it one conversation. */
export function Conversations({
  threads,
  openThreadId,
  onOpen,
  capacity,
  onStory,
}: ConversationsProps) {
  const { texts } = useSpeech()
  const heading = useRef<HTMLHeadingElement>(null)
  const inbox = useRef<HTMLDivElement>(null)
  const openThread = threads?.find((thread) => thread.id === openThreadId)
  const open = (threadId: string): void => {
    onOpen(threadId)
    requestAnimationFrame(() => heading.current?.focus())
  }
  const backToInbox = (): void => {
    onOpen(undefined)
    requestAnimationFrame(() => {
      optionFor(inbox.current, openThreadId)?.focus()
    })
  }
  return (
    <main className="columns" data-pane={openThread === undefined ? 'inbox' : 'conversation'}>
      <Button className="skip-link" onPress={() => heading.current?.focus()}>
        {texts.skipToConversation}
      </Button>
      <Inbox
        ref={inbox}
        threads={threads === undefined ? undefined : inInboxOrder(threads)}
        openThreadId={openThreadId}
        onOpen={open}
      />
      <section className="conversation-column" aria-label={texts.conversation.region}>
        {openThread === undefined ? (
          <NothingChosen ref={heading} inboxIsEmpty={threads?.length === 0} />
        ) : (
          <Conversation
            key={openThread.id}
            ref={heading}
            summary={openThread}
            capacity={capacity}
            onBack={backToInbox}
            onStory={onStory}
          />
        )}
      </section>
    </main>
  )
}

function optionFor(
  inbox: HTMLElement | null,
  threadId: string | undefined,
): HTMLElement | undefined {
  const options = [...(inbox?.querySelectorAll<HTMLElement>('[role=option]') ?? [])]
  return options.find((option) => option.dataset['key'] === threadId)
}
