import { useEffect, useState, type Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import type { DeskStatus, ThreadSummary } from '@cronista/desk/api'
import { useRefresh, useThread } from '../api/desk-queries.ts'
import { DeskFailure } from '../api/desk-failure.ts'
import { useSurroundings } from '../surroundings.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { Filing } from './filing.tsx'
import { ReplyBox } from './reply-box.tsx'
import { StoryFromConversation } from './story-from-conversation.tsx'
import { Transcript } from './transcript.tsx'

interface ConversationProps {
  readonly summary: ThreadSummary
  readonly capacity: DeskStatus['capacity'] | undefined
  readonly onBack: () => void
  /** A story was begun from this conversation. */
  readonly onStory: (storyId: string) => void
  /** The heading, which takes the focus when the conversation opens. */
  readonly ref: Ref<HTMLHeadingElement>
}

/** One conversation: who it is with, what was written, and the box for a reply. */
export function Conversation({ summary, capacity, onBack, onStory, ref }: ConversationProps) {
  const { texts, moments } = useSpeech()
  const thread = useThread(summary.id)
  const [firstUnread] = useState(
    summary.unread === 0 ? undefined : summary.messages - summary.unread,
  )
  useReadMark(summary, thread.data !== undefined)
  const failure =
    thread.data === undefined && thread.error instanceof DeskFailure ? thread.error : undefined

  return (
    <div
      className="conversation"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onBack()
      }}
    >
      <div className="conversation-head">
        <Button className="button quiet back" onPress={onBack}>
          <span aria-hidden="true">←</span> {texts.conversation.back}
        </Button>
        <h2 ref={ref} tabIndex={-1}>
          {summary.handle}
        </h2>
        <p className="fine">
          {thread.data !== undefined && (
            <>{texts.conversation.opened(moments.day(thread.data.openedAtMillis))} </>
          )}
          {texts.conversation.handleExplained}
        </p>
        <StoryFromConversation thread={summary} onStory={onStory} />
        <Filing thread={summary} />
      </div>
      {failure !== undefined && <p className="notice">{texts.failures[failure.code]}</p>}
      {thread.data === undefined && failure === undefined && (
        <p className="fine conversation-loading">{texts.conversation.loading}</p>
      )}
      {thread.data !== undefined && <Transcript thread={thread.data} firstUnread={firstUnread} />}
      <ReplyBox thread={summary} capacity={capacity} />
    </div>
  )
}

/** Tells the desk that the words on the screen were seen, each time new ones come while they are shown. */
function useReadMark({ id, unread }: ThreadSummary, isShown: boolean): void {
  const { session } = useSurroundings()
  const refresh = useRefresh()
  useEffect(() => {
    if (!isShown || unread === 0) return
    session
      .call((api, bearer) => api.markRead(bearer, id))
      .then(refresh)
      .catch((error: unknown) => {
        // The mark stays, and is tried again when the next words come.
        if (!(error instanceof DeskFailure)) throw error
      })
  }, [id, unread, isShown, session, refresh])
}
