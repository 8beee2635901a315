import { useRef, useState } from 'react'
import { useStories } from '../api/desk-queries.ts'
import { Names } from '../sources/names.tsx'
import { StoryList } from './story-list.tsx'
import { StoryPage } from './story-page.tsx'

interface StoriesProps {
  readonly openStoryId: string | undefined
  readonly onOpen: (storyId: string | undefined) => void
}

/** The stories: their list, one of them, or the names they print. */
export function Stories({ openStoryId, onOpen }: StoriesProps) {
  const stories = useStories()
  const heading = useRef<HTMLHeadingElement>(null)
  const [isAtNames, setAtNames] = useState(false)
  const withFocus = (change: () => void): void => {
    change()
    requestAnimationFrame(() => heading.current?.focus())
  }
  if (openStoryId !== undefined)
    return (
      <StoryPage
        key={openStoryId}
        ref={heading}
        storyId={openStoryId}
        onBack={() => {
          withFocus(() => {
            onOpen(undefined)
          })
        }}
      />
    )
  if (isAtNames)
    return (
      <Names
        ref={heading}
        onBack={() => {
          withFocus(() => {
            setAtNames(false)
          })
        }}
      />
    )
  return (
    <StoryList
      ref={heading}
      stories={stories.data}
      onOpen={(storyId) => {
        withFocus(() => {
          onOpen(storyId)
        })
      }}
      onNames={() => {
        withFocus(() => {
          setAtNames(true)
        })
      }}
    />
  )
}
