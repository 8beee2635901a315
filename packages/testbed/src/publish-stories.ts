/**
 * The demonstration's stories go the whole way that any story goes, over the ordinary API of two desks:
 * typed in at one, approved at both, held, released with two signatures.
 */
import {
  madeSchema,
  moveAnswerSchema,
  siteSchema,
  storySchema,
  syncAnswerSchema,
  type StoryMoveName,
  type StoryView,
} from '@cronista/desk/story-api'
import { toBase64Url } from '@cronista/protocol'
import type { DeskClient } from './desk-client.ts'
import { deskFailed } from './desk-failure.ts'
import type { SeedStory } from './stories/seed-story.ts'
import { typeIn, type ChosenNames } from './stories/type-in.ts'
import { until } from './until.ts'

/** A batch or a hold takes a few seconds in the demonstration's times. */
const PATIENCE_MILLIS = 60_000

/** Two unlocked desks of two people. */
export interface TwoDesks {
  readonly first: DeskClient
  readonly second: DeskClient
}

/** Publishes the stories in their order; all stand on the site when it resolves. What an interrupted
 *  call did is not done twice. Throws `desk-failed`. */
export async function publishStories(
  desks: TwoDesks,
  stories: readonly SeedStory[],
): Promise<void> {
  const ids = await Promise.all(stories.map((story, index) => held(desks, story, index)))
  for (const id of ids) await publish(desks.first, id)
}

/** Types the story in at the first desk and has both approve it. */
async function held({ first, second }: TwoDesks, story: SeedStory, index: number): Promise<string> {
  const requestId = (what: string): string => `seed-${String(index)}-${what}`
  const make = async (path: string, what: string, asked: object): Promise<string> =>
    (await first.post(path, { ...asked, requestId: requestId(what) }, madeSchema)).id
  const id = await make('stories', 'story', { original: story.original })
  const update = toBase64Url(typeIn(story, await chosenNames(story, make)))
  await first.post(`stories/${id}/sync`, { vector: 'AA', update }, syncAnswerSchema)
  const move = (desk: DeskClient, name: StoryMoveName, digest?: string) =>
    desk.post(
      `stories/${id}/moves`,
      { move: name, requestId: requestId(name), ...(digest && { digest }) },
      moveAnswerSchema,
    )
  const { moves } = await storyThat(first, id, () => true)
  if (moves.includes('begin')) await move(first, 'begin')
  if (moves.includes('begin') || moves.includes('submit')) await move(first, 'submit')
  for (const desk of [second, first]) {
    const { moves, proposal } = await storyThat(desk, id, isToApproveOrApproved)
    if (moves.includes('approve')) await move(desk, 'approve', proposal?.digest)
    // Two who approve at the same moment would leave it to an editor to set the hold.
    if (desk === second)
      await storyThat(
        first,
        id,
        ({ approvals, onSite }) => approvals.length > 0 || onSite !== undefined,
      )
  }
  return id
}

function isToApproveOrApproved({ moves, approvals, onSite }: StoryView): boolean {
  return moves.includes('approve') || approvals.some(({ own }) => own) || onSite !== undefined
}

async function chosenNames(
  story: SeedStory,
  make: (path: string, what: string, asked: object) => Promise<string>,
): Promise<ChosenNames> {
  const penName = await make('pen-names', 'pen-name', { name: story.penName })
  const sources: Record<string, string> = {}
  for (const [key, source] of Object.entries(story.sources))
    sources[key] = await make('sources', `source-${key}`, source)
  if (story.series === undefined) return { penName, sources }
  const { title, slug } = story.series
  return { penName, sources, series: await make('series', 'series', { title, slug }) }
}

async function publish(desk: DeskClient, id: string): Promise<void> {
  const { moves } = await storyThat(
    desk,
    id,
    (story) => story.moves.includes('publish') || story.onSite !== undefined,
  )
  if (!moves.includes('publish')) return
  await desk.post(
    `stories/${id}/moves`,
    { move: 'publish', requestId: `seed-publish-${id}` },
    moveAnswerSchema,
  )
  await storyThat(desk, id, ({ state }) => state === 'published')
}

async function storyThat(
  desk: DeskClient,
  id: string,
  isSo: (story: StoryView) => boolean,
): Promise<StoryView> {
  const found = await until(PATIENCE_MILLIS, async () => {
    const answer = await desk.find(`stories/${id}`, storySchema)
    return answer !== undefined && isSo(answer.story) ? answer.story : undefined
  })
  if (found !== undefined) return found
  const { pending, warnings } = await desk.get('site', siteSchema)
  throw deskFailed(desk.folder, pending?.code ?? warnings[0]?.code ?? 'internal')
}
