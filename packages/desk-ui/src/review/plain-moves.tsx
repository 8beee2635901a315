import { Button } from 'react-aria-components/Button'
import type { StoryMoveName, StoryView } from '@cronista/desk/story-api'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { useMove } from './use-move.ts'

/** From an idea to a draft. */
export function Beginning({ story }: { story: StoryView }) {
  const { texts } = useSpeech()
  return <PlainMove story={story} move="begin" explanation={texts.review.beginExplained} />
}

/** From the site back to the desk. */
export function Reopening({ story }: { story: StoryView }) {
  const { texts } = useSpeech()
  return <PlainMove story={story} move="reopen" explanation={texts.review.reopenExplained} />
}

/** Both approvals are there and no hold yet: two desks were apart when they approved. */
export function Holding({ story }: { story: StoryView }) {
  const { holdExplained, withdrawReady } = useSpeech().texts.review
  return story.proposal?.kind === 'withdrawal' ? (
    <PlainMove story={story} move="hold" label={withdrawReady} />
  ) : (
    <PlainMove story={story} move="hold" explanation={holdExplained} />
  )
}

interface PlainMoveProps {
  readonly story: StoryView
  readonly move: StoryMoveName
  readonly explanation?: string
  /** What is on the button; the move's own name, if it is absent. */
  readonly label?: string
}

/** A move that can be taken back, and so needs no question. */
function PlainMove({ story, move, explanation, label }: PlainMoveProps) {
  const { texts } = useSpeech()
  const { make, isBusy, failure } = useMove(story.id)
  return (
    <div className="step">
      {explanation !== undefined && <p className="fine">{explanation}</p>}
      <Button className="button" isDisabled={isBusy} onPress={() => void make(move)}>
        {isBusy ? texts.review.working : (label ?? texts.review.moves[move])}
      </Button>
      <ActionFailure code={failure} />
    </div>
  )
}
