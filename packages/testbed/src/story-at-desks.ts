/**
 * One of the demonstration's stories at the two desks, over their ordinary API. Every request bears the
 * story's number, so that asking again after an interruption changes nothing.
 */
import {
  madeSchema,
  moveAnswerSchema,
  seriesSchema,
  siteSchema,
  storySchema,
  syncAnswerSchema,
  type StoryMoveName,
  type StoryView,
  type SyncRequest,
} from '@cronista/desk/story-api'
import { fromBase64Url, toBase64Url } from '@cronista/protocol'
import type { DeskClient } from './desk-client.ts'
import { deskFailed } from './desk-failure.ts'
import type { SeedStory } from './stories/seed-story.ts'
import type { ChosenNames } from './stories/type-in.ts'
import { until } from './until.ts'

/** A batch or a hold takes a few seconds in the demonstration's times. */
const PATIENCE_MILLIS = 60_000
/** The state vector of a page that has nothing of the story yet. */
const NOTHING = 'AA'

/** Two unlocked desks of two people. */
export interface TwoDesks {
  readonly first: DeskClient
  readonly second: DeskClient
}

/** A story on its way. Every method throws `desk-failed`. */
export class StoryAtDesks {
  readonly id: string
  readonly names: ChosenNames
  readonly #desks: TwoDesks
  readonly #requests: Requests

  private constructor(desks: TwoDesks, requests: Requests, id: string, names: ChosenNames) {
    this.#desks = desks
    this.#requests = requests
    this.id = id
    this.names = names
  }

  /** Makes the story at the first desk, and everything it names. `number` counts the demonstration's
   *  stories, from 0; `thread` is the conversation it begins from. */
  static async open(
    desks: TwoDesks,
    story: SeedStory,
    number: number,
    thread?: string,
  ): Promise<StoryAtDesks> {
    const requests = new Requests(desks.first, number)
    const from = thread === undefined ? {} : { thread }
    const id = await requests.make('stories', 'story', { original: story.original, ...from })
    return new StoryAtDesks(desks, requests, id, await chosenNames(story, requests, from))
  }

  /** The draft as the first desk has it: a Yjs update that is the whole document. */
  document(): Promise<Uint8Array> {
    return this.#sync({ vector: NOTHING })
  }

  /** Hands in what was typed, a Yjs update. */
  async type(update: Uint8Array): Promise<void> {
    await this.#sync({ vector: NOTHING, update: toBase64Url(update) })
  }

  /** As the first desk has it now. */
  view(): Promise<StoryView> {
    return this.#that(this.#desks.first, () => true)
  }

  /** Does this at the first desk, if it is to be done. */
  async moveOn(move: 'begin' | 'submit'): Promise<void> {
    const { moves } = await this.view()
    if (moves.includes(move)) await this.#move(this.#desks.first, move)
  }

  /** Asks to submit what should be refused: the code, or `undefined` if it was not. */
  submitInVain(): Promise<string | undefined> {
    const asked = { move: 'submit', requestId: this.#requests.id('submit-in-vain') }
    return this.#desks.first.refusalOf(`stories/${this.id}/moves`, asked)
  }

  /** Both editors approve what is proposed. */
  async approve(): Promise<void> {
    const { first, second } = this.#desks
    for (const desk of [second, first]) {
      const { moves, proposal } = await this.#that(desk, isToApproveOrApproved)
      if (moves.includes('approve')) await this.#move(desk, 'approve', proposal?.digest)
      // Two who approve at the same moment would leave it to an editor to set the hold.
      if (desk === second)
        await this.#that(
          first,
          ({ approvals, onSite }) => approvals.length > 0 || onSite !== undefined,
        )
    }
  }

  /** Publishes it after its hold; it is on the site when this resolves. */
  async publish(): Promise<void> {
    const { first } = this.#desks
    const { moves } = await this.#that(
      first,
      (story) => story.moves.includes('publish') || story.onSite !== undefined,
    )
    if (!moves.includes('publish')) return
    await first.post(
      `stories/${this.id}/moves`,
      { move: 'publish', requestId: `seed-publish-${this.id}` },
      moveAnswerSchema,
    )
    await this.#that(first, ({ state }) => state === 'published')
  }

  async #sync(asked: SyncRequest): Promise<Uint8Array> {
    const answer = await this.#desks.first.post(`stories/${this.id}/sync`, asked, syncAnswerSchema)
    return fromBase64Url(answer.update) ?? new Uint8Array(0)
  }

  async #move(desk: DeskClient, move: StoryMoveName, digest?: string): Promise<void> {
    const asked = { move, requestId: this.#requests.id(move), ...(digest && { digest }) }
    await desk.post(`stories/${this.id}/moves`, asked, moveAnswerSchema)
  }

  async #that(desk: DeskClient, isSo: (story: StoryView) => boolean): Promise<StoryView> {
    const found = await until(PATIENCE_MILLIS, async () => {
      const answer = await desk.find(`stories/${this.id}`, storySchema)
      return answer !== undefined && isSo(answer.story) ? answer.story : undefined
    })
    if (found !== undefined) return found
    const { pending, warnings } = await desk.get('site', siteSchema)
    throw deskFailed(desk.folder, pending?.code ?? warnings[0]?.code ?? 'internal')
  }
}

/** Requests that make something for one story. */
class Requests {
  readonly desk: DeskClient
  readonly #number: number

  constructor(desk: DeskClient, number: number) {
    this.desk = desk
    this.#number = number
  }

  id(what: string): string {
    return `seed-${String(this.#number)}-${what}`
  }

  /** Posts it; the id of what was made, the first time and every other. */
  async make(path: string, what: string, asked: object): Promise<string> {
    return (await this.desk.post(path, { ...asked, requestId: this.id(what) }, madeSchema)).id
  }
}

function isToApproveOrApproved({ moves, approvals, onSite }: StoryView): boolean {
  return moves.includes('approve') || approvals.some(({ own }) => own) || onSite !== undefined
}

async function chosenNames(
  story: SeedStory,
  requests: Requests,
  from: { readonly thread?: string },
): Promise<ChosenNames> {
  const penName = await requests.make('pen-names', 'pen-name', { name: story.penName, ...from })
  const sources: Record<string, string> = {}
  for (const [key, { protections = [], ...described }] of Object.entries(story.sources)) {
    const id = await requests.make('sources', `source-${key}`, described)
    for (const [index, protection] of protections.entries())
      await requests.make(
        `sources/${id}/protections`,
        `${key}-protects-${String(index)}`,
        protection,
      )
    sources[key] = id
  }
  if (story.series === undefined) return { penName, sources }
  return { penName, sources, series: await chosenSeries(story.series, requests) }
}

/** The newsroom's series with this slug, or a new one. */
async function chosenSeries(
  { title, slug }: NonNullable<SeedStory['series']>,
  requests: Requests,
): Promise<string> {
  const { series } = await requests.desk.get('series', seriesSchema)
  const known = series.find((one) => one.slug.es === slug.es)
  return known?.id ?? requests.make('series', 'series', { title, slug })
}
