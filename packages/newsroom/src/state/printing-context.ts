import type { PrintingContext } from '../draft/printable-of.ts'
import type { Bilingual } from '../story/language.ts'
import { reservedSlugs } from '../story/reserved-slugs.ts'
import type { Standing } from '../story/standing.ts'
import type { NewsroomState } from './newsroom-state.ts'
import { newestDescription } from './source-standing.ts'
import { standingOf } from './story-replay.ts'
import { storiesOf, type OpenedStory } from './story-state.ts'

/** What a draft of this story is printed with. */
export function printingContextOf(state: NewsroomState, story: OpenedStory): PrintingContext {
  const standing = standingOf(story)
  const taken = { es: new Set(reservedSlugs.es), en: new Set(reservedSlugs.en) }
  for (const other of storiesOf(state)) {
    if (other.id === story.id) continue
    for (const slug of slugsOf(standingOf(other))) {
      taken.es.add(slug.es)
      taken.en.add(slug.en)
    }
  }
  const { penNames, series } = state
  const sources = { get: (source: string) => newestDescription(state, source) }
  return {
    ...{ id: story.id, original: story.opened.original, sources, penNames, series },
    takenSlugs: taken,
    ...('onSite' in standing && { onSite: standing.onSite }),
    noted: 'noted' in standing ? standing.noted : [],
  }
}

/** The addresses that a story has or is proposed to have; one that was withdrawn keeps its own. */
function slugsOf(standing: Standing): readonly Bilingual[] {
  if (standing.state === 'withdrawn') return [standing.slug]
  const proposed =
    'proposal' in standing && standing.proposal.kind !== 'withdrawal'
      ? [standing.proposal.story.slug]
      : []
  return 'onSite' in standing ? [...proposed, standing.onSite.story.slug] : proposed
}
