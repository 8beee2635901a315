import { problemSchema } from '@cronista/desk/api'
import { DeskFailure } from './desk-failure.ts'

/** What `DeskWire` needs of `fetch`. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>

/** One request to the desk. */
export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly bearer?: string
  readonly body?: unknown
  /** It is finished even if the page goes meanwhile; for what is short. */
  readonly outlivesPage?: boolean
}

/** What parses an answer. */
export interface Schema<Answer> {
  safeParse(json: unknown): { success: true; data: Answer } | { success: false }
}

/** The most bytes that browsers let outlive a page. */
const MAX_OUTLIVING_CHARACTERS = 60_000

/** Requests to the desk's own HTTP interface, same origin. Each method throws `DeskFailure` and nothing
 *  else; each answer is parsed before anything reads it. */
export class DeskWire {
  readonly #fetch: Fetch

  constructor(fetch: Fetch) {
    this.#fetch = fetch
  }

  /** Asks, and parses the answer. `path` is relative to `/api/`; ids in it are encoded by the caller. */
  async ask<Answer>(schema: Schema<Answer>, path: string, question: Question): Promise<Answer> {
    const answer = schema.safeParse(await jsonOf(await this.send(path, question)))
    if (!answer.success) throw new DeskFailure('answer-malformed')
    return answer.data
  }

  /** Asks, and expects nothing but success. */
  async send(path: string, question: Question): Promise<Response> {
    const { method = 'GET', bearer, body, outlivesPage = false } = question
    const text = body === undefined ? undefined : JSON.stringify(body)
    const response = await this.#fetch(`/api/${path}`, {
      method,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      headers: {
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(text === undefined ? {} : { body: text }),
      ...(outlivesPage && (text?.length ?? 0) < MAX_OUTLIVING_CHARACTERS
        ? { keepalive: true }
        : {}),
    }).catch(() => {
      throw new DeskFailure('desk-unreachable')
    })
    if (response.ok) return response
    const problem = problemSchema.safeParse(await jsonOf(response))
    throw new DeskFailure(problem.success ? problem.data.code : 'answer-malformed')
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    throw new DeskFailure('answer-malformed')
  }
}
