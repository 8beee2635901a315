// What a story's draft refers to elsewhere in the newsroom.
import {
  standingOf,
  storiesOf,
  type Bilingual,
  type NewsroomState,
  type OpenedStory,
  type PrintingContext,
  type Standing,
} from '@cronista/newsroom'

/** Everything outside the draft that decides whether and how it can be printed. */
export function printingContext(state: NewsroomState, story: OpenedStory): PrintingContext {
  const standing = standingOf(story)
  const onSite = 'onSite' in standing ? standing.onSite : undefined
  return {
    id: story.id,
    original: story.opened.original,
    sources: state.sources,
    penNames: state.penNames,
    series: state.series,
    takenSlugs: takenSlugs(state, story.id),
    ...(onSite && { onSite }),
    noted: 'noted' in standing ? standing.noted : [],
  }
}

/** Last parts of addresses that other stories have, or will have if they are published as proposed; a
 *  withdrawn story keeps its own. */
function takenSlugs(state: NewsroomState, story: string): Bilingual<ReadonlySet<string>> {
  const slugs = storiesOf(state)
    .filter(({ id }) => id !== story)
    .flatMap((other) => slugsOf(standingOf(other)))
  return { es: new Set(slugs.map(({ es }) => es)), en: new Set(slugs.map(({ en }) => en)) }
}

function slugsOf(standing: Standing): readonly Bilingual[] {
  if (standing.state === 'withdrawn') return [standing.slug]
  const onSite = 'onSite' in standing ? standing.onSite.story.slug : undefined
  const proposal = 'proposal' in standing ? standing.proposal : undefined
  const proposed = proposal?.kind === 'withdrawal' ? undefined : proposal?.story.slug
  return [onSite, proposed].filter((slug) => slug !== undefined)
}
