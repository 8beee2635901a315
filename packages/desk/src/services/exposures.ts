// Stories on the site that say more of a source than is agreed now: after a level was lowered, a consent ran
// out or a text was protected. They stand until somebody corrects or withdraws them; this only shows them.
import {
  exposedBy,
  siteStories,
  type Bilingual,
  type NewsroomState,
  type PlainDate,
  type PrintableStory,
  type SiteStory,
  type StoryState,
  type WithdrawnStory,
} from '@cronista/newsroom'

/** A story on the site, as editors know it. */
export interface ExposingStory {
  readonly story: string
  readonly headline: Bilingual
}

interface Known {
  readonly sources: NewsroomState['sources']
  /** All that ever happened to the story: whoever it was proposed with is its source. */
  readonly moves: StoryState['moves'] | undefined
  readonly today: PlainDate
  /** Ids of the sources of which it says more than agreed. */
  readonly exposed: readonly string[]
}

/** Looks through what stands on the site, the notices of what was withdrawn included; what was looked
 *  through is not again until the story, a source or the day is another. */
export class Exposures {
  readonly #known = new WeakMap<PrintableStory | WithdrawnStory['note'], Known>()

  /** By the id of a source: the stories that say more of it than it agreed to. */
  bySource(state: NewsroomState, today: PlainDate): ReadonlyMap<string, readonly ExposingStory[]> {
    const found = new Map<string, ExposingStory[]>()
    for (const one of siteStories(state)) {
      const exposing = exposingStory(state, one)
      for (const source of this.#exposedBy(state, one, today))
        found.set(source, [...(found.get(source) ?? []), exposing])
    }
    return found
  }

  #exposedBy(state: NewsroomState, one: SiteStory, today: PlainDate): readonly string[] {
    const [id, text] = one.kind === 'story' ? [one.story.id, one.story] : [one.id, one.note]
    const { sources } = state
    const moves = state.stories.get(id)?.moves
    const known = this.#known.get(text)
    if (known?.sources === sources && known.moves === moves && known.today === today)
      return known.exposed
    const exposed = exposedBy(state, one, today)
    this.#known.set(text, { sources, moves, today, exposed })
    return exposed
  }
}

/** What was withdrawn is called as it was when it was last proposed. */
function exposingStory(state: NewsroomState, one: SiteStory): ExposingStory {
  if (one.kind === 'story') return { story: one.story.id, headline: one.story.headline }
  const moves = [...(state.stories.get(one.id)?.moves.values() ?? [])]
  const proposed = moves.flatMap(({ move }) => (move.kind === 'submit' ? [move.content] : []))
  return { story: one.id, headline: proposed.at(-1)?.headline ?? one.slug }
}
