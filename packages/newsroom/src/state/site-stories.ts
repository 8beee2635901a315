import type { ReleaseChange, ReleaseDrafted, ReleaseSigned } from '../events/release-events.ts'
import { NewsroomError } from '../newsroom-error.ts'
import { RadixMap } from '../radix-map.ts'
import { publish } from '../story/moves.ts'
import type { SiteStory } from '../story/printable-story.ts'
import type { Held, Standing } from '../story/standing.ts'
import type { NewsroomState } from './newsroom-state.ts'
import { releaseIdOf } from './release-state.ts'
import { standingOf } from './story-replay.ts'
import { foldPublished } from './story-state.ts'

/** Everything that has an address on the site, in the order of story ids: as it stands now, or with
 *  `changes` made. Throws `change-not-held` if one of them is no held proposal of this digest. */
export function siteStories(
  state: NewsroomState,
  changes: readonly ReleaseChange[] = [],
): readonly SiteStory[] {
  const changed = new Map(changes.map((change) => [change.story, afterChange(state, change)]))
  return [...state.stories.values()].flatMap((story) => {
    const found = siteStory(story.id, changed.get(story.id) ?? standingOf(story))
    return found === undefined ? [] : [found]
  })
}

/** What {@link siteStories} will be when this release is published, as every desk folds it then. Whoever
 *  signs it looks whether that is what they sign: the site with the release's changes. */
export function siteAfter(state: NewsroomState, drafted: ReleaseDrafted): readonly SiteStory[] {
  const { head, number, person, issuedAtMillis } = drafted
  const id = releaseIdOf(drafted)
  const told = { v: 1, type: 'release-published', release: id, head, number, person } as const
  const published = { ...told, publishedAtMillis: issuedAtMillis }
  const release = { id, drafted, published, signatures: RadixMap.empty<ReleaseSigned>() }
  return siteStories({ ...state, stories: foldPublished(state.stories, release) })
}

/** The held story that this change would publish, or `undefined`: then the change must not be signed. */
export function findHeld(state: NewsroomState, change: ReleaseChange): Held | undefined {
  const story = state.stories.get(change.story)
  const standing = story && standingOf(story)
  return standing?.state === 'held' && standing.proposal.digest === change.digest
    ? standing
    : undefined
}

function afterChange(state: NewsroomState, change: ReleaseChange): Standing {
  const held = findHeld(state, change)
  if (held === undefined) throw new NewsroomError('change-not-held')
  return publish(held, change.on)
}

function siteStory(id: string, standing: Standing): SiteStory | undefined {
  if (standing.state === 'withdrawn') {
    const { slug, withdrawnOn, note } = standing
    return { kind: 'withdrawn', id, slug, withdrawnOn, note }
  }
  if (!('onSite' in standing)) return undefined
  const { story, publishedOn } = standing.onSite
  return { kind: 'story', story, publishedOn }
}
