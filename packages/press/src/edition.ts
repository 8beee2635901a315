// What stands on the site on one day, sorted and grouped the same way on every machine, in whatever
// order the stories came.
import type {
  PlainDate,
  PrintedPenName,
  PrintedSeries,
  SiteStory,
  StandingStory,
  WithdrawnStory,
} from '@cronista/newsroom'
import { PressError } from './press-error.ts'

/** Stories under one heading. */
export interface Group<Heading> {
  readonly heading: Heading
  readonly stories: readonly StandingStory[]
}

/** The site's stories. Groups stand in the order of their newest stories. */
export interface Edition {
  /** Newest first. */
  readonly newest: readonly StandingStory[]
  readonly withdrawn: readonly WithdrawnStory[]
  /** Stories by part. The heading is as the newest story has it. */
  readonly series: readonly Group<PrintedSeries>[]
  /** Stories newest first. */
  readonly penNames: readonly Group<PrintedPenName>[]
  /** Years of four digits; stories newest first. */
  readonly years: readonly Group<string>[]
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The day on which readers last saw something new in a story: its publication or its last correction. */
export function changedOn({ story, publishedOn }: StandingStory): PlainDate {
  const last = story.corrections.at(-1)?.madeOn
  return last !== undefined && last > publishedOn ? last : publishedOn
}

function groupedBy<Heading>(
  newest: readonly StandingStory[],
  headingOf: (standing: StandingStory) => readonly [key: string, heading: Heading] | undefined,
): Group<Heading>[] {
  const groups = new Map<string, { heading: Heading; stories: StandingStory[] }>()
  for (const standing of newest) {
    const found = headingOf(standing)
    if (found === undefined) continue
    const [key, heading] = found
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { heading, stories: [standing] })
    else group.stories.push(standing)
  }
  return [...groups.values()]
}

function byPart({ heading, stories }: Group<PrintedSeries>): Group<PrintedSeries> {
  const partOf = ({ story }: StandingStory): number => story.series?.part ?? 0
  // Of two stories that claim one part, the older is the first: `toSorted` is stable.
  const sorted = stories.toReversed().toSorted((a, b) => compare(partOf(a), partOf(b)))
  return { heading, stories: sorted }
}

/** Two people must never share the page of a pen name. */
function refuseSharedPages(penNames: readonly Group<PrintedPenName>[]): void {
  for (const { heading, stories } of penNames)
    if (stories.some(({ story }) => story.penName.name !== heading.name))
      throw new PressError('slug-taken')
}

/** Sorts and groups `stories`. Throws `slug-taken` where two pen names would share a page. */
export function editionOf(stories: readonly SiteStory[]): Edition {
  const newest = stories
    .filter((story) => story.kind === 'story')
    .toSorted(
      (a, b) => compare(b.publishedOn, a.publishedOn) || compare(a.story.slug.es, b.story.slug.es),
    )
  const withdrawn = stories
    .filter((story) => story.kind === 'withdrawn')
    .toSorted((a, b) => compare(b.withdrawnOn, a.withdrawnOn) || compare(a.slug.es, b.slug.es))
  const penNames = groupedBy(newest, ({ story }) => [story.penName.slug, story.penName])
  refuseSharedPages(penNames)
  return {
    newest,
    withdrawn,
    series: groupedBy(
      newest,
      ({ story: { series } }) => series && [`${series.slug.es} ${series.slug.en}`, series],
    ).map(byPart),
    penNames,
    years: groupedBy(newest, ({ publishedOn }) => {
      const year = publishedOn.slice(0, 4)
      return [year, year]
    }),
  }
}
