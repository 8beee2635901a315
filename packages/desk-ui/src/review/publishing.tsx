import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { StoryView } from '@cronista/desk/story-api'
import { useSite } from '../api/desk-queries.ts'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { Confirmation } from '../chrome/confirmation.tsx'
import { useNow } from '../moments/use-now.ts'
import { PendingRelease } from '../site/pending-release.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { useMove } from './use-move.ts'

/** The wait before publication, which a withdrawal does not have, and publication. No timer publishes:
 *  somebody does. */
export function Publishing({ story }: { story: StoryView }) {
  const { texts, moments } = useSpeech()
  const nowMillis = useNow()
  const pending = useSite().data?.pending
  const [isConfirmed, setConfirmed] = useState(false)
  const { make, isBusy, failure } = useMove(story.id)
  const { notBeforeMillis = 0, proposal } = story
  const isOver = nowMillis >= notBeforeMillis
  const wait = isOver
    ? texts.review.holdOver
    : texts.review.holdUntil(moments.full(notBeforeMillis))
  return (
    <div className="step">
      <p>{proposal?.kind === 'withdrawal' ? texts.review.withdrawNow : wait}</p>
      {!isOver && <p className="fine">{texts.review.holdExplained}</p>}
      {pending !== undefined && <PendingRelease pending={pending} />}
      {story.moves.includes('publish') && pending === undefined && (
        <>
          <p className="fine">{texts.review.publishExplained}</p>
          <Confirmation isConfirmed={isConfirmed} onChange={setConfirmed}>
            {texts.review.publishConfirm}
          </Confirmation>
          <Button
            className="button strong"
            isDisabled={!isConfirmed || isBusy}
            onPress={() =>
              void make('publish', proposal === undefined ? {} : { digest: proposal.digest })
            }
          >
            {isBusy ? texts.review.working : texts.review.moves.publish}
          </Button>
        </>
      )}
      <ActionFailure code={failure} />
    </div>
  )
}
