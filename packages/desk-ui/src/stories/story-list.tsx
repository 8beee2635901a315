import { useState, type Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import { ListBox } from 'react-aria-components/ListBox'
import type { StorySummary } from '@cronista/desk/story-api'
import { useNow } from '../moments/use-now.ts'
import { useSpeech } from '../texts/speech.tsx'
import { NewStory } from './new-story.tsx'
import { StoryItem } from './story-item.tsx'
import { byWaiting } from './story-order.ts'

interface StoryListProps {
  /** In the desk's order; `undefined` until it has answered once. */
  readonly stories: readonly StorySummary[] | undefined
  readonly onOpen: (storyId: string) => void
  readonly onNames: () => void
  readonly ref: Ref<HTMLHeadingElement>
}

/** All stories; those that wait for this person first. */
export function StoryList({ stories, onOpen, onNames, ref }: StoryListProps) {
  const { texts } = useSpeech()
  const [isMaking, setMaking] = useState(false)
  const { waiting, others } = byWaiting(stories ?? [])
  return (
    <section className="sheet stories" aria-labelledby="stories-heading">
      <div className="sheet-head">
        <h2 id="stories-heading" ref={ref} tabIndex={-1}>
          {texts.stories.heading}
        </h2>
        {stories !== undefined && stories.length > 0 && (
          <p className="fine">{texts.stories.count(stories.length, waiting.length)}</p>
        )}
        <div className="sheet-actions">
          <Button className="button quiet" onPress={onNames}>
            {texts.names.open}
          </Button>
          {!isMaking && (
            <Button
              className="button"
              onPress={() => {
                setMaking(true)
              }}
            >
              {texts.stories.newStory}
            </Button>
          )}
        </div>
      </div>
      {isMaking && (
        <NewStory
          onMade={onOpen}
          onCancel={() => {
            setMaking(false)
          }}
        />
      )}
      {stories === undefined && <p className="fine">{texts.stories.loading}</p>}
      {stories?.length === 0 && <EmptyList />}
      <StoryGroup heading={texts.stories.waitsForMeHeading} stories={waiting} onOpen={onOpen} />
      <StoryGroup
        heading={waiting.length > 0 ? texts.stories.othersHeading : undefined}
        stories={others}
        onOpen={onOpen}
      />
    </section>
  )
}

interface StoryGroupProps {
  readonly heading: string | undefined
  readonly stories: readonly StorySummary[]
  readonly onOpen: (storyId: string) => void
}

function StoryGroup({ heading, stories, onOpen }: StoryGroupProps) {
  const { texts, language } = useSpeech()
  const nowMillis = useNow(10_000)
  if (stories.length === 0) return null
  return (
    <>
      {heading !== undefined && <h3 className="group-heading">{heading}</h3>}
      <ListBox
        className="story-list"
        aria-label={heading ?? texts.stories.heading}
        items={stories}
        dependencies={[language, nowMillis]}
        onAction={(key) => {
          onOpen(String(key))
        }}
      >
        {(story) => <StoryItem story={story} nowMillis={nowMillis} />}
      </ListBox>
    </>
  )
}

function EmptyList() {
  const { texts } = useSpeech()
  return (
    <div className="nothing-chosen">
      <h3>{texts.stories.emptyHeading}</h3>
      <p>{texts.stories.emptyText}</p>
    </div>
  )
}
