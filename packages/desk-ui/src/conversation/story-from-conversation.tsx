import { Button } from 'react-aria-components/Button'
import type { ThreadSummary } from '@cronista/desk/api'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { useStoryBeginning } from '../stories/new-story.tsx'
import { useSpeech } from '../texts/speech.tsx'

interface StoryFromConversationProps {
  readonly thread: ThreadSummary
  readonly onStory: (storyId: string) => void
}

/** Begins a story with what the contributor wrote, in the contributor's language. */
export function StoryFromConversation({ thread, onStory }: StoryFromConversationProps) {
  const { texts } = useSpeech()
  const { begin, isBusy, failure } = useStoryBeginning()
  const { id, language } = thread
  return (
    <>
      <Button
        className="button quiet"
        isDisabled={isBusy}
        onPress={() =>
          void begin({ original: language, thread: id }).then((storyId) => {
            if (storyId !== undefined) onStory(storyId)
          })
        }
      >
        {texts.stories.fromConversation}
      </Button>
      <ActionFailure code={failure} />
    </>
  )
}
