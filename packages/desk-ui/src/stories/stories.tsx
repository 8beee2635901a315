import { useRef, useState } from 'react'
import { useStories } from '../api/desk-queries.ts'
import { Names, type LedToSource } from '../sources/names.tsx'
import { StoryList } from './story-list.tsx'
import { StoryPage, type Led } from './story-page.tsx'

interface StoriesProps {
  readonly openStoryId: string | undefined
  readonly onOpen: (storyId: string | undefined) => void
}

/** The stories: their list, one of them, or the names they print. */
export function Stories({ openStoryId, onOpen }: StoriesProps) {
  const stories = useStories()
  const heading = useRef<HTMLHeadingElement>(null)
  /** Over whatever is open, so that the way back leads there. */
  const [names, setNames] = useState<{ readonly led: LedToSource | undefined }>()
  const [led, setLed] = useState<Led>()
  const withFocus = (change: () => void): void => {
    change()
    requestAnimationFrame(() => heading.current?.focus())
  }
  const openStory = (storyId: string | undefined): void => {
    withFocus(() => {
      setLed(undefined)
      setNames(undefined)
      onOpen(storyId)
    })
  }
  if (names !== undefined)
    return (
      <Names
        ref={heading}
        led={names.led}
        isFromStory={openStoryId !== undefined}
        onBack={() => {
          openStory(openStoryId)
        }}
        onStory={openStory}
      />
    )
  if (openStoryId !== undefined)
    return (
      <StoryPage
        key={openStoryId}
        ref={heading}
        storyId={openStoryId}
        led={led}
        onLed={(place, storyId) => {
          setLed(place)
          onOpen(storyId)
        }}
        onSource={(source, field) => {
          setNames({ led: { source, field } })
        }}
        onBack={() => {
          openStory(undefined)
        }}
      />
    )
  return (
    <StoryList
      ref={heading}
      stories={stories.data}
      onOpen={openStory}
      onNames={() => {
        withFocus(() => {
          setNames({ led: undefined })
        })
      }}
    />
  )
}
