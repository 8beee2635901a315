import type { StoryEdited, StoryEvent, StoryMoved, StoryOpened } from '../events/story-events.ts'
import { RadixMap } from '../radix-map.ts'
import { taggedDigest } from '../story/digest.ts'
import type { PublishedChange } from '../story/site-facts.ts'
import { chosen } from './chosen.ts'
import type { NewsroomState } from './newsroom-state.ts'
import { numberKey } from './number-key.ts'
import type { PublishedRelease } from './release-state.ts'

/** One story, as its events tell it. Where it stands is worked out by `replayOf`, what is written in
 *  it by `storyDraftOf`: both only when somebody asks. */
export interface StoryState {
  readonly id: string
  /** Absent as long as the story's own event has not come. */
  readonly opened?: StoryOpened
  /** By update. */
  readonly edits: RadixMap<StoryEdited>
  /** When somebody last typed; 0 is never. */
  readonly editedAtMillis: number
  /** In the order of their turns, and within a turn in an order that every device finds. */
  readonly moves: RadixMap<StoryMoved>
  /** What releases have made of it, in the order of their numbers, and within a number of their heads. */
  readonly published: RadixMap<PublishedChange>
}

/** A story whose own event has come. */
export interface OpenedStory extends StoryState {
  readonly opened: StoryOpened
}

/** The stories with one event more. */
export function foldStory(stories: RadixMap<StoryState>, event: StoryEvent): RadixMap<StoryState> {
  const story = stories.get(event.story) ?? emptyStory(event.story)
  return stories.with(event.story, applied(story, event))
}

/** The stories with the changes that a release made. One that names a story twice makes the last. */
export function foldPublished(
  stories: RadixMap<StoryState>,
  { id: release, drafted, published: { person, publishedAtMillis } }: PublishedRelease,
): RadixMap<StoryState> {
  const by = { type: 'published', release, person, movedAtMillis: publishedAtMillis } as const
  // The relay takes releases by number: no desk can choose another order.
  const key = `${numberKey(drafted.number)} ${drafted.head} ${release}`
  return drafted.changes.reduce((all, { story: id, digest, on }) => {
    const story = all.get(id) ?? emptyStory(id)
    return all.with(id, { ...story, published: story.published.with(key, { ...by, digest, on }) })
  }, stories)
}

/** The stories whose own event has come, in the order of their ids. */
export function storiesOf(state: NewsroomState): readonly OpenedStory[] {
  return [...state.stories.values()].filter(isOpened)
}

/** The opened story of this id, or `undefined`. */
export function findStory(state: NewsroomState, id: string): OpenedStory | undefined {
  const story = state.stories.get(id)
  return story !== undefined && isOpened(story) ? story : undefined
}

/** When it was last opened, edited or moved. */
export function updatedAtMillisOf(story: OpenedStory): number {
  const steps = [...story.moves.values(), ...story.published.values()]
  const moved = steps.map(({ movedAtMillis }) => movedAtMillis)
  return Math.max(story.opened.openedAtMillis, story.editedAtMillis, ...moved)
}

function emptyStory(id: string): StoryState {
  return {
    ...{ id, edits: RadixMap.empty(), editedAtMillis: 0 },
    ...{ moves: RadixMap.empty(), published: RadixMap.empty() },
  }
}

function applied(story: StoryState, event: StoryEvent): StoryState {
  const { edits, moves, editedAtMillis } = story
  switch (event.type) {
    case 'story-opened':
      return { ...story, opened: chosen(story.opened, event) }
    case 'story-edited':
      return {
        ...story,
        edits: edits.with(event.update, chosen(edits.get(event.update), event)),
        editedAtMillis: Math.max(editedAtMillis, event.editedAtMillis),
      }
    case 'story-moved':
      return {
        ...story,
        moves: moves.with(`${numberKey(event.turn)} ${taggedDigest('move', event)}`, event),
      }
  }
}

function isOpened(story: StoryState): story is OpenedStory {
  return story.opened !== undefined
}
