/**
 * The demonstration's first stories go the way that any story goes, over the ordinary API of two desks:
 * typed in at one, approved at both, held, released with two signatures.
 */
import { StoryAtDesks, type TwoDesks } from './story-at-desks.ts'
import type { SeedStory } from './stories/seed-story.ts'
import { typeIn } from './stories/type-in.ts'

/** Publishes the stories in their order; all stand on the site when it resolves. What an interrupted
 *  call did is not done twice. Throws `desk-failed`. */
export async function publishStories(
  desks: TwoDesks,
  stories: readonly SeedStory[],
): Promise<void> {
  const held = await Promise.all(stories.map((story, number) => hold(desks, story, number)))
  for (const story of held) await story.publish()
}

/** Types the story in at the first desk and has both approve it. */
async function hold(desks: TwoDesks, story: SeedStory, number: number): Promise<StoryAtDesks> {
  const atDesks = await StoryAtDesks.open(desks, story, number)
  await atDesks.type(typeIn(await atDesks.document(), story, atDesks.names))
  await atDesks.moveOn('begin')
  await atDesks.moveOn('submit')
  await atDesks.approve()
  return atDesks
}
