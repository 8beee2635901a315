import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import type { StoryView } from '@cronista/desk/story-api'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { PlainField } from '../chrome/plain-field.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { useMove } from './use-move.ts'

/** Takes a proposal back to be written on, with a word to the colleague. */
export function Returning({ story }: { story: StoryView }) {
  const { texts } = useSpeech()
  const [reason, setReason] = useState('')
  const { make, isBusy, failure } = useMove(story.id)
  const said = reason.trim()
  return (
    <Disclosure className="step">
      <Button slot="trigger" className="button quiet">
        {texts.review.moves.return}…
      </Button>
      <DisclosurePanel className="step-panel">
        <p className="fine">{texts.review.returnExplained}</p>
        <PlainField
          isLong
          label={texts.review.reason}
          hint={texts.review.reasonHint}
          value={reason}
          onChange={setReason}
        />
        <Button
          className="button"
          isDisabled={isBusy}
          onPress={() => void make('return', said === '' ? {} : { reason: said })}
        >
          {isBusy ? texts.review.working : texts.review.moves.return}
        </Button>
        <ActionFailure code={failure} />
      </DisclosurePanel>
    </Disclosure>
  )
}
