import type { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import type { StoryView } from '@cronista/desk/story-api'
import { languages, type StoryField } from '@cronista/newsroom'
import { BodyEditor } from '../editor/body-editor.tsx'
import { BehindStory } from '../fields/behind-story.tsx'
import { Choices } from '../fields/choices.tsx'
import { FieldPair } from '../fields/field-pair.tsx'
import { SlugProposals } from '../fields/slug-proposals.tsx'
import { useSpeech } from '../texts/speech.tsx'

interface StoryEditorProps {
  readonly doc: Y.Doc
  readonly story: StoryView
  readonly onView: (view: EditorView | undefined) => void
  readonly onSource: (source: string) => void
}

/** The fields above the body, in the order in which a reader meets them. */
const ABOVE: readonly StoryField[] = ['kicker', 'headline', 'summary', 'place']
const BELOW: readonly StoryField[] = ['sourcing', 'editorsNote', 'slug']

/** Everything of a story that is written, Spanish on the left and English on the right. */
export function StoryEditor({ doc, story, onView, onSource }: StoryEditorProps) {
  const { texts } = useSpeech()
  return (
    <div className="story-editor">
      <div className="cells column-heads" aria-hidden="true">
        {languages.map((language) => (
          <p key={language} className={`cell ${language}`}>
            {texts.languageNames[language]}{' '}
            <span>
              {language === story.original
                ? texts.editor.originalMark
                : texts.editor.translationMark}
            </span>
          </p>
        ))}
      </div>
      {ABOVE.map((field) => (
        <FieldPair key={field} doc={doc} field={field} isReadOnly={false} />
      ))}
      <Choices doc={doc} thread={story.thread} />
      <BodyEditor doc={doc} original={story.original} onView={onView} />
      <BehindStory doc={doc} onSource={onSource} />
      {BELOW.map((field) => (
        <FieldPair key={field} doc={doc} field={field} isReadOnly={false} />
      ))}
      <SlugProposals doc={doc} />
    </div>
  )
}
