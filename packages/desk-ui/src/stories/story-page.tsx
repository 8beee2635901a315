import { useState, useSyncExternalStore, type Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import type { EditorView } from 'prosemirror-view'
import type { StoryStateName, StoryView } from '@cronista/desk/story-api'
import { fieldName } from '@cronista/newsroom'
import { DeskFailure } from '../api/desk-failure.ts'
import { useStory } from '../api/desk-queries.ts'
import { useSharedText } from '../fields/use-shared-text.ts'
import type { Manuscript } from '../manuscript/manuscript.ts'
import { PrintedStory } from '../review/printed-story.tsx'
import { Review } from '../review/review.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { goToFault } from './go-to-fault.ts'
import { SaveState } from './save-state.tsx'
import { StoryEditor } from './story-editor.tsx'
import { useManuscript } from './use-manuscript.ts'

interface StoryPageProps {
  readonly storyId: string
  readonly onBack: () => void
  /** The heading, which takes the focus when the story opens. */
  readonly ref: Ref<HTMLHeadingElement>
}

/** One story: its text, or what of it is proposed or published, and beside it where it stands. */
export function StoryPage({ storyId, onBack, ref }: StoryPageProps) {
  const { texts } = useSpeech()
  const story = useStory(storyId)
  const manuscript = useManuscript(storyId)
  const failure =
    story.data === undefined && story.error instanceof DeskFailure ? story.error : undefined
  return (
    <section className="story" aria-labelledby="story-heading">
      <div className="story-head">
        <Button className="button quiet" onPress={onBack}>
          <span aria-hidden="true">←</span> {texts.stories.back}
        </Button>
        {story.data !== undefined && (
          <span className={`state ${story.data.state}`}>
            {texts.stories.states[story.data.state]}
          </span>
        )}
        {manuscript !== undefined && (
          <SaveState manuscript={manuscript} isQuiet={!isWritten(story.data?.state ?? 'draft')} />
        )}
      </div>
      {failure !== undefined && <p className="notice">{texts.failures[failure.code]}</p>}
      {story.data === undefined || manuscript === undefined ? (
        <h2 id="story-heading" ref={ref} tabIndex={-1} className="loading">
          {texts.editor.loading}
        </h2>
      ) : (
        <OpenStory ref={ref} story={story.data} manuscript={manuscript} />
      )}
    </section>
  )
}

interface OpenStoryProps {
  readonly story: StoryView
  readonly manuscript: Manuscript
  readonly ref: Ref<HTMLHeadingElement>
}

function OpenStory({ story, manuscript, ref }: OpenStoryProps) {
  const { texts, language } = useSpeech()
  const { isOpen } = useSyncExternalStore(manuscript.subscribe, manuscript.snapshot)
  const [view, setView] = useState<EditorView>()
  const headline = useSharedText(manuscript.doc.getText(fieldName('headline', language)))
  return (
    <>
      <h2 id="story-heading" ref={ref} tabIndex={-1} className="visually-hidden">
        {headline === '' ? texts.stories.withoutHeadline[language] : headline}
      </h2>
      <div className="story-columns">
        <div className="story-text">
          {isWritten(story.state) && !isOpen && <p className="fine">{texts.editor.loading}</p>}
          {isWritten(story.state) && isOpen && (
            <StoryEditor doc={manuscript.doc} story={story} onView={setView} />
          )}
          {!isWritten(story.state) && <PrintedStory story={story} />}
        </div>
        <Review
          story={story}
          manuscript={manuscript}
          onFault={(fault) => {
            goToFault(fault, manuscript.doc, view)
          }}
        />
      </div>
    </>
  )
}

/** Whether it can be written in: what is proposed or published stands as it is. */
function isWritten(state: StoryStateName): boolean {
  return state === 'pitch' || state === 'draft'
}
