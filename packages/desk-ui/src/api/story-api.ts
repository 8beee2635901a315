import {
  madeSchema,
  moveAnswerSchema,
  siteSchema,
  storiesSchema,
  storySchema,
  syncAnswerSchema,
  type MoveRequest,
  type NewStory,
  type SiteAnswer,
  type StoryStateName,
  type StorySummary,
  type StoryView,
  type SyncRequest,
} from '@cronista/desk/story-api'
import type { DeskCopy, Sending } from '../manuscript/manuscript.ts'
import { fromBase64Url, toBase64Url } from './base64-url.ts'
import type { DeskWire } from './desk-wire.ts'

/** The desk's stories and what is on the site. Throws `DeskFailure` and nothing else. */
export class StoryApi {
  readonly #wire: DeskWire

  constructor(wire: DeskWire) {
    this.#wire = wire
  }

  async list(bearer: string): Promise<StorySummary[]> {
    return (await this.#wire.ask(storiesSchema, 'stories', { bearer })).stories
  }

  /** Resolves to the new story's id. The same `requestId` again makes no other. */
  async begin(bearer: string, story: NewStory): Promise<string> {
    const question = { method: 'POST', bearer, body: story } as const
    return (await this.#wire.ask(madeSchema, 'stories', question)).id
  }

  async get(bearer: string, storyId: string): Promise<StoryView> {
    return (await this.#wire.ask(storySchema, storyPath(storyId), { bearer })).story
  }

  /** Hands in what was written here and takes what was written elsewhere. What is handed in is durable
   *  when it resolves. */
  async exchange(bearer: string, storyId: string, { vector, update }: Sending): Promise<DeskCopy> {
    const body: SyncRequest = {
      vector: toBase64Url(vector),
      ...(update === undefined ? {} : { update: toBase64Url(update) }),
    }
    const question = { method: 'POST', bearer, body, outlivesPage: true } as const
    const path = `${storyPath(storyId)}/sync`
    const answer = await this.#wire.ask(syncAnswerSchema, path, question)
    return {
      vector: fromBase64Url(answer.vector),
      update: answer.update === '' ? undefined : fromBase64Url(answer.update),
    }
  }

  /** Resolves to the story's new state. The same `requestId` again changes nothing. */
  async move(bearer: string, storyId: string, move: MoveRequest): Promise<StoryStateName> {
    const path = `${storyPath(storyId)}/moves`
    const question = { method: 'POST', bearer, body: move } as const
    return (await this.#wire.ask(moveAnswerSchema, path, question)).state
  }

  /** Drafts a release with what stands on the site already, and nothing new. */
  async publishSite(bearer: string): Promise<void> {
    await this.#wire.send('site/releases', { method: 'POST', bearer })
  }

  async site(bearer: string): Promise<SiteAnswer> {
    return this.#wire.ask(siteSchema, 'site', { bearer })
  }
}

function storyPath(storyId: string): string {
  return `stories/${encodeURIComponent(storyId)}`
}
