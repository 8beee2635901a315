import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { StoryView } from '@cronista/desk/story-api'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { Confirmation } from '../chrome/confirmation.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { useMove } from './use-move.ts'

/** Approves exactly what is on the screen: its digest goes along, and the desk refuses any other. */
export function Approving({ story }: { story: StoryView }) {
  const { texts } = useSpeech()
  const digest = story.proposal?.digest
  // Whoever confirmed one proposal has not confirmed the next.
  const [confirmed, setConfirmed] = useState<string>()
  const { make, isBusy, failure } = useMove(story.id)
  const isConfirmed = digest !== undefined && confirmed === digest
  return (
    <div className="step needed">
      <p>
        <strong>{texts.review.yourApproval}</strong>
      </p>
      {story.approvals.length === 1 && (
        <p className="fine">
          {story.proposal?.kind === 'withdrawal'
            ? texts.review.approveSecondWithdrawal
            : texts.review.approveSecond}
        </p>
      )}
      <Confirmation
        isConfirmed={isConfirmed}
        onChange={(isSet) => {
          setConfirmed(isSet ? digest : undefined)
        }}
      >
        {texts.review.approveConfirm}
      </Confirmation>
      <Button
        className="button strong"
        isDisabled={!isConfirmed || isBusy}
        onPress={() => void make('approve', digest === undefined ? {} : { digest })}
      >
        {isBusy ? texts.review.working : texts.review.moves.approve}
      </Button>
      <p className="fine">{texts.review.approveExplained}</p>
      <ActionFailure code={failure} />
    </div>
  )
}
