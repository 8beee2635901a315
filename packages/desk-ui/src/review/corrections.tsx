import type { StoryView } from '@cronista/desk/story-api'
import { languages } from '@cronista/newsroom'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { BilingualNote } from './bilingual-note.tsx'
import { useMove } from './use-move.ts'

/** What readers will be told of the changes: what is noted, and a place to note more. */
export function Corrections({ story, canAdd }: { story: StoryView; canAdd: boolean }) {
  const { texts, moments } = useSpeech()
  const { make, isBusy, failure } = useMove(story.id)
  return (
    <div className="step">
      <h4>{texts.review.corrections}</h4>
      <ul className="corrections">
        {story.corrections.map(({ madeOn, text }) => (
          <li key={text.es}>
            <time dateTime={madeOn}>{moments.plainDay(madeOn)}</time>
            {languages.map((language) => (
              <p key={language} lang={language}>
                {text[language]}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {canAdd && (
        <>
          <p className="fine">
            {texts.review.correctionExplained} {texts.review.correctionWarning}
          </p>
          <BilingualNote
            label={texts.review.correctionText}
            submit={texts.review.moves['note-correction']}
            isBusy={isBusy}
            place="correction"
            onSubmit={(note) => make('note-correction', { note })}
          />
          <ActionFailure code={failure} />
        </>
      )}
    </div>
  )
}
