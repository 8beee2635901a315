import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore, type Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import type { EditorView } from 'prosemirror-view'
import type { GatePlaceView, StoryStateName, StoryView } from '@cronista/desk/story-api'
import { fieldName } from '@cronista/newsroom'
import { DeskFailure } from '../api/desk-failure.ts'
import { useStory } from '../api/desk-queries.ts'
import { useSharedText } from '../fields/use-shared-text.ts'
import type { Manuscript } from '../manuscript/manuscript.ts'
import { goToPrintedHeading, PrintedStory } from '../review/printed-story.tsx'
import { goToGate } from '../review/gate.tsx'
import { Review } from '../review/review.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { goToPrinted, goToWritten } from './go-to.ts'
import { SaveState } from './save-state.tsx'
import { stateName } from './state-name.ts'
import { StoryEditor } from './story-editor.tsx'
import { targetOfFault, targetOfPlace, type Target } from './target.ts'
import { useJudged } from './use-judged.ts'
import { useManuscript } from './use-manuscript.ts'

/** A place that somebody is led to, and the protected text that was seen there. */
export interface Led {
  readonly place: GatePlaceView
  readonly seen: string | undefined
}

interface StoryPageProps {
  readonly storyId: string
  /** What led here from another story; it is gone to once the story is open. */
  readonly led: Led | undefined
  readonly onLed: (led: Led, story: string) => void
  readonly onSource: (source: string, field?: string) => void
  readonly onBack: () => void
  /** The heading, which takes the focus when the story opens. */
  readonly ref: Ref<HTMLHeadingElement>
}

/** One story: its text, or what of it is proposed or published, and beside it where it stands. */
export function StoryPage({ storyId, onBack, ref, ...ways }: StoryPageProps) {
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
            {stateName(texts, { ...story.data, proposed: story.data.proposal?.kind })}
          </span>
        )}
        {story.data !== undefined && <BlockedMark story={story.data} />}
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
        <OpenStory ref={ref} story={story.data} asked={story} manuscript={manuscript} {...ways} />
      )}
    </section>
  )
}

/** Where the column with the findings comes last, the story says at its head that there are some. */
function BlockedMark({ story: { gate } }: { story: StoryView }) {
  const { texts } = useSpeech()
  const { judged, findings } = gate
  if (findings.length === 0) return null
  const verdict = judged === 'site' ? texts.gate.exposed : texts.gate.blocked
  return (
    <Button className="button link blocked-mark" onPress={goToGate}>
      {verdict(findings.length)}
    </Button>
  )
}

interface OpenStoryProps extends Pick<StoryPageProps, 'led' | 'onLed' | 'onSource'> {
  readonly story: StoryView
  readonly asked: ReturnType<typeof useStory>
  readonly manuscript: Manuscript
  readonly ref: Ref<HTMLHeadingElement>
}

function OpenStory({ story, asked, manuscript, ref, led, onLed, onSource }: OpenStoryProps) {
  const { texts, language } = useSpeech()
  const { isOpen } = useSyncExternalStore(manuscript.subscribe, manuscript.snapshot)
  const isJudged = useJudged(manuscript, asked)
  const [view, setView] = useState<EditorView>()
  const isBeingWritten = isWritten(story.state)
  const go = (target: Target | undefined): void => {
    if (target === undefined) return
    if (isBeingWritten) goToWritten(target, manuscript.doc, view)
    else goToPrinted(target)
  }
  const isReady = isBeingWritten ? view !== undefined : isOpen
  const arrive = useEffectEvent(() => {
    if (led !== undefined) go(targetOf(led))
  })
  useEffect(() => {
    if (isReady) arrive()
  }, [isReady])
  const wasWritten = useRef(isBeingWritten)
  useEffect(() => {
    if (wasWritten.current && !isBeingWritten) goToPrintedHeading()
    wasWritten.current = isBeingWritten
  }, [isBeingWritten])
  const headline = useSharedText(manuscript.doc.getText(fieldName('headline', language)))
  return (
    <>
      <h2 id="story-heading" ref={ref} tabIndex={-1} className="visually-hidden">
        {headline === '' ? texts.stories.withoutHeadline[language] : headline}
      </h2>
      <div className="story-columns">
        <div className="story-text">
          {isBeingWritten && !isOpen && <p className="fine">{texts.editor.loading}</p>}
          {isBeingWritten && isOpen && (
            <StoryEditor doc={manuscript.doc} story={story} onView={setView} onSource={onSource} />
          )}
          {!isBeingWritten && <PrintedStory story={story} />}
        </div>
        <Review
          story={story}
          manuscript={manuscript}
          isJudged={isJudged}
          onFault={(fault) => {
            go(targetOfFault(fault))
          }}
          onPlace={({ place }, seen) => {
            const other = 'story' in place && place.story !== story.id ? place.story : undefined
            if (other === undefined) go(targetOf({ place, seen }))
            else onLed({ place, seen }, other)
          }}
          onSource={onSource}
          onFigures={({ place }) => {
            if (place.kind === 'segment') go({ field: 'figures', segment: place.segment })
          }}
        />
      </div>
    </>
  )
}

function targetOf({ place, seen }: Led): Target | undefined {
  const target = targetOfPlace(place)
  return seen === undefined || target === undefined
    ? target
    : { ...target, seen: { id: '', text: seen } }
}

/** Whether it can be written in: what is proposed or published stands as it is. */
function isWritten(state: StoryStateName): boolean {
  return state === 'pitch' || state === 'draft'
}
