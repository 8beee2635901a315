import {
  admittedAnswerSchema,
  replyAnswerSchema,
  statusSchema,
  threadSchema,
  threadsSchema,
  unlockAnswerSchema,
  type DeskStatus,
  type ReplyAnswer,
  type ReplyRequest,
  type ThreadAnswer,
  type Threads,
  type ThreadSummary,
  type UnlockRequest,
} from '@cronista/desk/api'
import { DeskWire, type Fetch } from './desk-wire.ts'
import { DeviceApi } from './device-api.ts'
import { NameApi } from './name-api.ts'
import { SourceApi } from './source-api.ts'
import { StoryApi } from './story-api.ts'

/** One conversation with its entries, oldest first. */
export type Thread = ThreadAnswer['thread']

/** The desk's own HTTP interface, same origin. Each method throws `DeskFailure` and nothing else; each
 *  answer is parsed before anything reads it. */
export class DeskApi {
  readonly stories: StoryApi
  readonly names: NameApi
  readonly sources: SourceApi
  readonly devices: DeviceApi
  readonly #wire: DeskWire

  constructor(fetch: Fetch) {
    this.#wire = new DeskWire(fetch)
    this.stories = new StoryApi(this.#wire)
    this.names = new NameApi(this.#wire)
    this.sources = new SourceApi(this.#wire)
    this.devices = new DeviceApi(this.#wire)
  }

  /** Exchanges the passphrase, and the one-time token while the vault is locked, for a bearer. */
  async unlock(passphrase: string, oneTimeToken: string | undefined): Promise<string> {
    const request: UnlockRequest =
      oneTimeToken === undefined ? { passphrase } : { passphrase, token: oneTimeToken }
    const { bearer } = await this.#wire.ask(unlockAnswerSchema, 'unlock', {
      method: 'POST',
      body: request,
    })
    return bearer
  }

  async status(bearer: string): Promise<DeskStatus> {
    return this.#wire.ask(statusSchema, 'status', { bearer })
  }

  async threads(bearer: string): Promise<ThreadSummary[]> {
    return (await this.inbox(bearer)).threads
  }

  /** All conversations, and how much is held back of people who have none. */
  async inbox(bearer: string): Promise<Threads> {
    return this.#wire.ask(threadsSchema, 'threads', { bearer })
  }

  /** Files a conversation away, or takes it back. */
  async mute(bearer: string, threadId: string, muted: boolean): Promise<void> {
    const question = { method: 'POST', bearer, body: { muted } } as const
    await this.#wire.send(`${threadPath(threadId)}/mute`, question)
  }

  /** Lets in what is held back of one conversation; resolves to how many messages that were. */
  async admit(bearer: string, threadId: string): Promise<number> {
    const question = { method: 'POST', bearer } as const
    const path = `${threadPath(threadId)}/admit`
    return (await this.#wire.ask(admittedAnswerSchema, path, question)).admitted
  }

  /** Lets in at most so many messages of people who have no conversation yet. */
  async admitStrangers(bearer: string, atMost: number): Promise<number> {
    const question = { method: 'POST', bearer, body: { atMost } } as const
    return (await this.#wire.ask(admittedAnswerSchema, 'threads/admit-strangers', question))
      .admitted
  }

  async thread(bearer: string, threadId: string): Promise<Thread> {
    return (await this.#wire.ask(threadSchema, threadPath(threadId), { bearer })).thread
  }

  /** Resolves to its number and extent. The same `requestId` again changes nothing. */
  async reply(bearer: string, threadId: string, reply: ReplyRequest): Promise<ReplyAnswer> {
    const path = `${threadPath(threadId)}/replies`
    const question = { method: 'POST', bearer, body: reply } as const
    return this.#wire.ask(replyAnswerSchema, path, question)
  }

  async markRead(bearer: string, threadId: string): Promise<void> {
    await this.#wire.send(`${threadPath(threadId)}/read`, { method: 'POST', bearer })
  }

  async lock(bearer: string): Promise<void> {
    await this.#wire.send('lock', { method: 'POST', bearer })
  }
}

function threadPath(threadId: string): string {
  return `threads/${encodeURIComponent(threadId)}`
}
