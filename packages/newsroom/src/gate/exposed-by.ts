import type { NewsroomState } from '../state/newsroom-state.ts'
import { sourcesOfStory, textsProposed } from '../state/story-sources.ts'
import type { PlainDate } from '../story/plain-date.ts'
import type { SiteStory } from '../story/printable-story.ts'
import { consentLacking } from './consent-lacking.ts'
import type { GateFinding } from './finding.ts'
import { protectedInText, protectedInTexts } from './protected-in-text.ts'
import { textsOfNotice } from './texts-of.ts'

/** The ids of the sources of which what stands there says more than is agreed on this day: a story, or the
 *  notice and the address that are left of one. Its sources are those of everything that was ever proposed
 *  of it. */
export function exposedBy(
  state: NewsroomState,
  one: SiteStory,
  today: PlainDate,
): readonly string[] {
  const found =
    one.kind === 'story' ? inStory(state, one.story, today) : inNotice(state, one, today)
  return [...new Set(found.filter(saysMore).flatMap(({ source }) => source ?? []))]
}

function inStory(
  state: NewsroomState,
  story: Extract<SiteStory, { kind: 'story' }>['story'],
  today: PlainDate,
): readonly GateFinding[] {
  const sources = sourcesOfStory(state, story)
  const nothing = { siblings: () => [], siteOf: () => [] }
  const judged = {
    stage: 'review',
    kind: 'publication',
    story,
    today,
    sources,
    ...nothing,
  } as const
  return [...protectedInText(judged), ...consentLacking(judged)]
}

/** A notice may use the names with which the source was quoted in what it stands for. */
function inNotice(
  state: NewsroomState,
  notice: Extract<SiteStory, { kind: 'withdrawn' }>,
  today: PlainDate,
): readonly GateFinding[] {
  const texts = textsOfNotice(notice)
  const proposed = textsProposed(state, notice.id)
  return sourcesOfStory(state, notice).flatMap((source) =>
    protectedInTexts(texts, source, today, proposed),
  )
}

/** Another label than the one agreed can say less as well; and who has nothing protected is not said. */
function saysMore({ code }: GateFinding): boolean {
  return code !== 'label-not-agreed' && code !== 'nothing-protected'
}
