import { siteStories } from '../state/site-stories.ts'
import type { NewsroomState } from '../state/newsroom-state.ts'
import { standingOf } from '../state/story-replay.ts'
import { isEverOf, sourcesOfStory } from '../state/story-sources.ts'
import type { ProposalContent } from '../story/digest.ts'
import type { PlainDate } from '../story/plain-date.ts'
import type { SiteStory } from '../story/printable-story.ts'
import type { Approval, OnSite } from '../story/standing.ts'
import type { GateSubject, SiteOf } from './subject.ts'

/** When and on what built site something is judged. */
export interface GateContext {
  readonly stage: GateSubject['stage']
  readonly today: PlainDate
  readonly siteOf: SiteOf
  /** What is on the site when it is published; as it stands now, if absent. A release names the site with
   *  all of its changes. */
  readonly site?: readonly SiteStory[]
}

/** What the gate judges if this is to be done to the site: a proposal, or the draft as it would be printed.
 *  Throws RangeError for a withdrawal of what is not on the site. */
export function gateSubjectOf(
  state: NewsroomState,
  content: ProposalContent,
  { stage, today, siteOf, site = siteStories(state) }: GateContext,
): GateSubject {
  const { onSite, approvals } = workOn(state, contentId(content))
  const story = content.kind === 'withdrawal' ? onSite?.story : content.story
  if (story === undefined) throw new RangeError('a withdrawal of what is not on the site')
  const sources = sourcesOfStory(state, story)
  const standing = site.flatMap((one) => (one.kind === 'story' ? [one.story] : []))
  return {
    ...{ stage, kind: content.kind, story, today, sources, siteOf, approvals },
    ...(content.kind === 'withdrawal' && { note: content.note }),
    ...(onSite && { onSite: onSite.story }),
    siblings: (id) => {
      const source = sources.find((one) => one.id === id)
      return source === undefined
        ? []
        : standing.filter((one) => one.id !== story.id && isEverOf(state, one, source))
    },
  }
}

function contentId(content: ProposalContent): string {
  return content.kind === 'withdrawal' ? content.id : content.story.id
}

function workOn(
  state: NewsroomState,
  id: string,
): { readonly onSite: OnSite | undefined; readonly approvals: readonly Approval[] } {
  const story = state.stories.get(id)
  const standing = story && standingOf(story)
  return {
    onSite: standing !== undefined && 'onSite' in standing ? standing.onSite : undefined,
    approvals: standing !== undefined && 'approvals' in standing ? standing.approvals : [],
  }
}
