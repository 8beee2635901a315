import { Button } from 'react-aria-components/Button'
import type * as Y from 'yjs'
import type { StoryView } from '@cronista/desk/story-api'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { Faults } from '../stories/faults.tsx'
import type { Fault } from '../stories/target.ts'
import { useSpeech } from '../texts/speech.tsx'
import { useMove } from './use-move.ts'

interface SubmittingProps {
  readonly story: StoryView
  readonly doc: Y.Doc
  /** The desk has everything that was written here. */
  readonly isSaved: boolean
  readonly onFault: (fault: Fault) => void
}

/** Asks for two approvals, once nothing is missing and the desk has every word. */
export function Submitting({ story, doc, isSaved, onFault }: SubmittingProps) {
  const { texts } = useSpeech()
  const { make, isBusy, failure } = useMove(story.id)
  const { faults } = story
  const isBlocked = story.gate.findings.length > 0
  return (
    <div className="step">
      {faults.length > 0 ? (
        <>
          <p>{texts.review.faultsLeft(faults.length)}</p>
          <Faults faults={faults} doc={doc} onFault={onFault} />
        </>
      ) : (
        !isBlocked && <p>{texts.faults.none}</p>
      )}
      {!isSaved && <p className="fine">{texts.review.waitsForSaving}</p>}
      <p className="fine">{texts.review.submitExplained}</p>
      <Button
        className="button strong"
        isDisabled={isBusy || faults.length > 0 || isBlocked || !isSaved}
        onPress={() => void make('submit')}
      >
        {isBusy ? texts.review.working : texts.review.moves.submit}
      </Button>
      <ActionFailure code={failure} />
    </div>
  )
}
