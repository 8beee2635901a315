import {
  problemSchema,
  replyAnswerSchema,
  statusSchema,
  threadSchema,
  threadsSchema,
  unlockAnswerSchema,
  type DeskStatus,
  type ReplyRequest,
  type ThreadAnswer,
  type ThreadSummary,
  type UnlockRequest,
} from '@cronista/desk/api'
import { DeskFailure } from './desk-failure.ts'

/** One conversation with its entries, oldest first. */
export type Thread = ThreadAnswer['thread']

/** What `DeskApi` needs of `fetch`. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>

interface Question {
  readonly method?: 'GET' | 'POST'
  readonly bearer?: string
  readonly body?: unknown
}

interface Schema<Answer> {
  safeParse(json: unknown): { success: true; data: Answer } | { success: false }
}

/** The desk's own HTTP interface, same origin. Each method throws `DeskFailure` and nothing else; each
 *  answer is parsed before anything reads it. */
export class DeskApi {
  readonly #fetch: Fetch

  constructor(fetch: Fetch) {
    this.#fetch = fetch
  }

  /** Exchanges the passphrase, and the one-time token while the vault is locked, for a bearer. */
  async unlock(passphrase: string, oneTimeToken: string | undefined): Promise<string> {
    const request: UnlockRequest =
      oneTimeToken === undefined ? { passphrase } : { passphrase, token: oneTimeToken }
    const { bearer } = await this.#ask(unlockAnswerSchema, 'unlock', {
      method: 'POST',
      body: request,
    })
    return bearer
  }

  async status(bearer: string): Promise<DeskStatus> {
    return this.#ask(statusSchema, 'status', { bearer })
  }

  async threads(bearer: string): Promise<ThreadSummary[]> {
    return (await this.#ask(threadsSchema, 'threads', { bearer })).threads
  }

  async thread(bearer: string, threadId: string): Promise<Thread> {
    return (await this.#ask(threadSchema, threadPath(threadId), { bearer })).thread
  }

  /** Resolves to the reply's number. The same `requestId` again changes nothing. */
  async reply(bearer: string, threadId: string, reply: ReplyRequest): Promise<number> {
    const path = `${threadPath(threadId)}/replies`
    return (await this.#ask(replyAnswerSchema, path, { method: 'POST', bearer, body: reply }))
      .number
  }

  async markRead(bearer: string, threadId: string): Promise<void> {
    await this.#send(`${threadPath(threadId)}/read`, { method: 'POST', bearer })
  }

  async lock(bearer: string): Promise<void> {
    await this.#send('lock', { method: 'POST', bearer })
  }

  async #ask<Answer>(schema: Schema<Answer>, path: string, question: Question): Promise<Answer> {
    const answer = schema.safeParse(await jsonOf(await this.#send(path, question)))
    if (!answer.success) throw new DeskFailure('answer-malformed')
    return answer.data
  }

  async #send(path: string, { method = 'GET', bearer, body }: Question): Promise<Response> {
    const response = await this.#fetch(`/api/${path}`, {
      method,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      headers: {
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new DeskFailure('desk-unreachable')
    })
    if (response.ok) return response
    const problem = problemSchema.safeParse(await jsonOf(response))
    throw new DeskFailure(problem.success ? problem.data.code : 'answer-malformed')
  }
}

function threadPath(threadId: string): string {
  return `threads/${encodeURIComponent(threadId)}`
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    throw new DeskFailure('answer-malformed')
  }
}
