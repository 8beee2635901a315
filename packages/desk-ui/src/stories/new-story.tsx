import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Language } from '@cronista/newsroom'
import { useDeskAction } from '../api/use-desk-action.ts'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { LanguageChoice } from '../chrome/language-choice.tsx'
import { useSpeech } from '../texts/speech.tsx'

interface NewStoryProps {
  readonly onMade: (storyId: string) => void
  readonly onCancel: () => void
}

/** Asks for the original's language and begins an empty story. */
export function NewStory({ onMade, onCancel }: NewStoryProps) {
  const { texts } = useSpeech()
  const [original, setOriginal] = useState<Language>('es')
  const { begin, isBusy, failure } = useStoryBeginning()
  return (
    <div className="new-story">
      <p>{texts.stories.newStoryExplained}</p>
      <LanguageChoice label={texts.stories.original} value={original} onChange={setOriginal} />
      <Button
        className="button strong"
        isDisabled={isBusy}
        onPress={() => void begin({ original }).then((id) => id !== undefined && onMade(id))}
      >
        {texts.stories.begin}
      </Button>
      <Button className="button quiet" onPress={onCancel}>
        {texts.stories.cancel}
      </Button>
      <ActionFailure code={failure} />
    </div>
  )
}

/** Begins a story: it exists, and its draft has been begun. Resolves to its id, or to `undefined`. */
export function useStoryBeginning() {
  const { run, isBusy, failure } = useDeskAction()
  const begin = (story: { readonly original: Language; readonly thread?: string }) =>
    run(story, async (api, bearer, requestId) => {
      const id = await api.stories.begin(bearer, { ...story, requestId })
      const { state } = await api.stories.get(bearer, id)
      if (state === 'pitch') await api.stories.move(bearer, id, { move: 'begin', requestId })
      return id
    })
  return { begin, isBusy, failure }
}
