import { Button } from 'react-aria-components/Button'
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import type { StoryView } from '@cronista/desk/story-api'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { BilingualNote } from './bilingual-note.tsx'
import { useMove } from './use-move.ts'

/** Proposes a notice in place of the story. A second person has to approve it, as with any proposal. */
export function Withdrawing({ story }: { story: StoryView }) {
  const { texts } = useSpeech()
  const { make, isBusy, failure } = useMove(story.id)
  return (
    <Disclosure className="step">
      <Button slot="trigger" className="button quiet">
        {texts.review.moves['propose-withdrawal']}…
      </Button>
      <DisclosurePanel className="step-panel">
        <p className="fine">{texts.review.withdrawExplained}</p>
        <BilingualNote
          label={texts.review.withdrawNote}
          submit={texts.review.moves['propose-withdrawal']}
          confirm={texts.review.withdrawConfirm}
          isBusy={isBusy}
          place="withdrawal"
          onSubmit={(note) => make('propose-withdrawal', { note })}
        />
        <ActionFailure code={failure} />
      </DisclosurePanel>
    </Disclosure>
  )
}
