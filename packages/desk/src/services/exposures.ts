// Stories on the site that say more of a source than is agreed now: after a level was lowered, a consent ran
// out or a text was protected. They stand until somebody corrects or withdraws them; this only shows them.
import {
  gateRules,
  gateSubjectOf,
  siteStories,
  type Bilingual,
  type GateFinding,
  type NewsroomState,
  type PlainDate,
  type PrintableStory,
} from '@cronista/newsroom'

/** A story on the site, as editors know it. */
export interface ExposingStory {
  readonly story: string
  readonly headline: Bilingual
}

interface Known {
  readonly sources: NewsroomState['sources']
  readonly today: PlainDate
  /** Ids of the sources of which it says more than agreed. */
  readonly exposed: readonly string[]
}

/** Looks through what stands on the site; a story that was looked through is not again until a source or
 *  the day is another. */
export class Exposures {
  readonly #known = new WeakMap<PrintableStory, Known>()

  /** By the id of a source: the stories that say more of it than it agreed to. */
  bySource(state: NewsroomState, today: PlainDate): ReadonlyMap<string, readonly ExposingStory[]> {
    const found = new Map<string, ExposingStory[]>()
    for (const one of siteStories(state)) {
      if (one.kind === 'withdrawn') continue
      const { id: story, headline } = one.story
      for (const source of this.#exposedBy(state, one.story, today))
        found.set(source, [...(found.get(source) ?? []), { story, headline }])
    }
    return found
  }

  #exposedBy(state: NewsroomState, story: PrintableStory, today: PlainDate): readonly string[] {
    const known = this.#known.get(story)
    if (known?.sources === state.sources && known.today === today) return known.exposed
    const exposed = exposedBy(state, story, today)
    this.#known.set(story, { sources: state.sources, today, exposed })
    return exposed
  }
}

function exposedBy(
  state: NewsroomState,
  story: PrintableStory,
  today: PlainDate,
): readonly string[] {
  const context = { stage: 'review', today, siteOf: () => [], site: [] } as const
  const subject = gateSubjectOf(state, { kind: 'publication', story }, context)
  const found = [...gateRules[1](subject), ...gateRules[4](subject)].filter(saysMore)
  return [...new Set(found.flatMap(({ source }) => source ?? []))]
}

/** Another label than the one agreed can say less as well. */
function saysMore({ code }: GateFinding): boolean {
  return code !== 'label-not-agreed'
}
