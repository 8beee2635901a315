/**
 * Editors make a story of a conversation: typed in with two slips, stopped by the gate, corrected, approved
 * at both desks, held, published. That the gate stops it, and where, is asserted: a demonstration whose gate
 * lets the slips through must not go on.
 */
import type { GateFindingView } from '@cronista/desk/story-api'
import { languages } from '@cronista/newsroom'
import { StoryAtDesks, type TwoDesks } from './story-at-desks.ts'
import type { SeedJourney, SeedStory } from './stories/seed-story.ts'
import { saysInField, segmentId, typeIn, typeOver } from './stories/type-in.ts'

/** What is being done. */
export type TellingStep = 'approving' | 'blocked' | 'telling'

/** Whose story it is, and which. */
export interface Telling {
  readonly desks: TwoDesks
  readonly journey: SeedJourney
  /** Among the demonstration's stories, from 0. */
  readonly number: number
  /** The conversation that it begins from. */
  readonly thread: string
  readonly onStep: (step: TellingStep) => void
}

/** Publishes the story; it is on the site when this resolves. What an interrupted call did is not done
 *  twice. Throws `desk-failed`, and RangeError if the gate does not find exactly the slips. */
export async function tellStory(telling: Telling): Promise<void> {
  const { desks, journey, number, thread, onStep } = telling
  onStep('telling')
  const story = await StoryAtDesks.open(desks, journey.story, number, thread)
  const slipped = withSlips(journey)
  await story.type(typeIn(await story.document(), slipped, story.names))
  await story.moveOn('begin')
  if (hasSlips(await story.document(), slipped)) {
    await expectBlocked(story, journey)
    onStep('blocked')
    await story.type(typeOver(slipped, journey.story, story.names))
  }
  await story.moveOn('submit')
  onStep('approving')
  await story.approve()
  await story.publish()
}

async function expectBlocked(story: StoryAtDesks, journey: SeedJourney): Promise<void> {
  const refusal = await story.submitInVain()
  const { gate } = await story.view()
  const found = gate.findings.map(placeOf).sort()
  if (refusal !== 'gate-blocked' || found.join() !== placesOfSlips(journey).sort().join())
    throw new RangeError(`The gate answered ${String(refusal)} and found: ${found.join()}`)
}

function placeOf({ code, place }: GateFindingView): string {
  if (place.kind === 'field') return `${code} ${place.field} ${place.language}`
  if (place.kind === 'segment') return `${code} ${place.segment} ${place.language ?? ''}`
  return `${code} ${place.kind}`
}

function placesOfSlips({ story, slips }: SeedJourney): string[] {
  const picture = segmentId(story.segments.findIndex(({ kind }) => kind === 'picture'))
  return languages.flatMap((language) => [
    ...(slips.slug[language] === undefined ? [] : [`protected-in-text slug ${language}`]),
    ...(slips.picture[language] === undefined ? [] : [`protected-in-text ${picture} ${language}`]),
  ])
}

function withSlips({ story, slips }: SeedJourney): SeedStory {
  return {
    ...story,
    fields: { ...story.fields, slug: { ...story.fields.slug, ...slips.slug } },
    segments: story.segments.map((segment) =>
      segment.kind === 'picture'
        ? { ...segment, text: { ...segment.text, ...slips.picture } }
        : segment,
    ),
  }
}

/** Whether nobody has corrected the draft yet. */
function hasSlips(document: Uint8Array, { fields }: SeedStory): boolean {
  return languages.every((language) =>
    saysInField(document, `slug.${language}`, fields.slug[language]),
  )
}
