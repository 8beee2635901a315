// The sources of a story are those of everything that was ever proposed of it. A correction that no longer
// quotes somebody, or no longer says that they stand behind it, still speaks of what they told: nothing that
// they protect is let through because their name was taken from a list.
import { canonicalText } from '../story/canonical.ts'
import type { PrintableStory } from '../story/printable-story.ts'
import type { NewsroomState } from './newsroom-state.ts'
import { sourceStandingsOf, type SourceStanding } from './source-standing.ts'
import type { StoryState } from './story-state.ts'

/** Whom a text names: sources by id; and by label who has none, as in what earlier versions stored. */
interface Named {
  readonly ids: ReadonlySet<string>
  readonly labels: ReadonlySet<string>
}

/** Texts and moves are never changed, so what was worked out for them holds as long as they exist. */
const knownTexts = new WeakMap<PrintableStory, Named>()
const knownProposals = new WeakMap<StoryState['moves'], readonly PrintableStory[]>()

/** The sources of this text and of everything that was ever proposed of the same story, in the order of
 *  their ids. A story that was withdrawn keeps those of what was withdrawn. */
export function sourcesOfStory(
  state: NewsroomState,
  story: PrintableStory | { readonly id: string },
): readonly SourceStanding[] {
  const texts = textsWith(state, story)
  return sourceStandingsOf(state).filter((standing) => texts.some((text) => names(text, standing)))
}

/** Whether the source is one of {@link sourcesOfStory}. */
export function isEverOf(
  state: NewsroomState,
  story: PrintableStory | { readonly id: string },
  standing: SourceStanding,
): boolean {
  return textsWith(state, story).some((text) => names(text, standing))
}

/** Everything that was ever proposed of the story with this id, whatever became of it. */
export function textsProposed(state: NewsroomState, id: string): readonly PrintableStory[] {
  const moves = state.stories.get(id)?.moves
  if (moves === undefined) return []
  const found =
    knownProposals.get(moves) ??
    [...moves.values()].flatMap(({ move }) =>
      move.kind === 'submit' && move.content.id === id ? [move.content] : [],
    )
  knownProposals.set(moves, found)
  return found
}

function textsWith(
  state: NewsroomState,
  story: PrintableStory | { readonly id: string },
): readonly PrintableStory[] {
  const proposed = textsProposed(state, story.id)
  return 'blocks' in story ? [story, ...proposed] : proposed
}

function names(text: PrintableStory, { id, descriptions }: SourceStanding): boolean {
  const named = knownTexts.get(text) ?? namedIn(text)
  knownTexts.set(text, named)
  return (
    named.ids.has(id) ||
    (named.labels.size > 0 &&
      descriptions.some(({ label }) => named.labels.has(canonicalText(label))))
  )
}

function namedIn({ blocks, alsoFrom = [] }: PrintableStory): Named {
  const speakers = blocks.flatMap((block) => ('speaker' in block ? [block.speaker] : []))
  const ids = speakers.flatMap(({ source }) => source ?? [])
  const unnumbered = speakers.filter(({ source }) => source === undefined)
  const labels = unnumbered.map(({ label }) => canonicalText(label))
  return { ids: new Set([...ids, ...alsoFrom]), labels: new Set(labels) }
}
