import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useDeskStatus, useThreads } from './api/desk-queries.ts'
import { useAnnounce } from './chrome/announcer.tsx'
import { Masthead } from './chrome/masthead.tsx'
import { Conversation } from './conversation/conversation.tsx'
import { NothingChosen } from './conversation/nothing-chosen.tsx'
import { inInboxOrder, newlyArrived } from './inbox/inbox-order.ts'
import { Inbox } from './inbox/inbox.tsx'
import { DemoBanner } from './status/demo-banner.tsx'
import { StatusLine } from './status/status-line.tsx'
import { Warnings } from './status/warnings.tsx'
import { useSurroundings } from './surroundings.tsx'
import { useSpeech } from './texts/speech.tsx'
import type { ThreadSummary } from '@cronista/desk/api'

/** The unlocked desk. Which conversation is open is known to this component alone: never to the address,
 *  the history or the title. */
export function Desk() {
  const { lock } = useSurroundings()
  const { texts } = useSpeech()
  const status = useDeskStatus()
  const threads = useThreads()
  const [openThreadId, setOpenThreadId] = useState<string>()
  const heading = useRef<HTMLHeadingElement>(null)
  const inbox = useRef<HTMLDivElement>(null)
  useAnnouncedArrivals(threads.data)

  const open = (threadId: string): void => {
    setOpenThreadId(threadId)
    requestAnimationFrame(() => heading.current?.focus())
  }
  const backToInbox = (): void => {
    setOpenThreadId(undefined)
    requestAnimationFrame(() => {
      optionFor(inbox.current, openThreadId)?.focus()
    })
  }
  const openThread = threads.data?.find((thread) => thread.id === openThreadId)

  return (
    <div className="page desk" data-pane={openThread === undefined ? 'inbox' : 'conversation'}>
      <Button className="skip-link" onPress={() => heading.current?.focus()}>
        {texts.skipToConversation}
      </Button>
      <Masthead status={status.data} onLock={() => void lock()} />
      {status.data?.schedule === 'demo' && <DemoBanner />}
      <Warnings status={status.data} failure={status.error ?? threads.error} />
      {status.data !== undefined && <StatusLine status={status.data} />}
      <main className="columns">
        <Inbox
          ref={inbox}
          threads={threads.data === undefined ? undefined : inInboxOrder(threads.data)}
          openThreadId={openThreadId}
          onOpen={open}
        />
        <section className="conversation-column" aria-label={texts.conversation.region}>
          {openThread === undefined ? (
            <NothingChosen ref={heading} inboxIsEmpty={threads.data?.length === 0} />
          ) : (
            <Conversation
              key={openThread.id}
              ref={heading}
              summary={openThread}
              capacity={status.data?.capacity}
              onBack={backToInbox}
            />
          )}
        </section>
      </main>
    </div>
  )
}

function optionFor(
  inbox: HTMLElement | null,
  threadId: string | undefined,
): HTMLElement | undefined {
  const options = [...(inbox?.querySelectorAll<HTMLElement>('[role=option]') ?? [])]
  return options.find((option) => option.dataset['key'] === threadId)
}

/** Says aloud whose words arrived since the last look. */
function useAnnouncedArrivals(threads: readonly ThreadSummary[] | undefined): void {
  const { texts } = useSpeech()
  const announce = useAnnounce()
  const before = useRef<readonly ThreadSummary[]>(undefined)
  useEffect(() => {
    if (threads === undefined) return
    const arrived = before.current === undefined ? [] : newlyArrived(before.current, threads)
    before.current = threads
    if (arrived.length > 0)
      announce(arrived.map(({ handle }) => texts.inbox.arrived(handle)).join('. '))
  }, [threads, announce, texts])
}
