/**
 * A desk over its ordinary API, as its page speaks to it: for what the demonstration's editors do
 * before anybody looks on. It refuses to know anything that the page could not ask for.
 */
import { unlockAnswerSchema } from '@cronista/desk/api'
import type { ZodType } from 'zod'
import { deskFailed } from './desk-failure.ts'

const PATIENCE_MILLIS = 40_000

/** A desk that runs, and what unlocks it. */
export interface LockedDesk {
  /** The address with the one-time token. */
  readonly url: string
  /** Named when something is wrong with it. */
  readonly folder: string
  readonly passphrase: string
}

interface Question {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly bearer?: string
  readonly body?: unknown
}

/** An unlocked desk. Every method throws `state-damaged` or `desk-failed`. */
export class DeskClient {
  readonly folder: string
  readonly #origin: string
  readonly #bearer: string

  private constructor(folder: string, origin: string, bearer: string) {
    this.folder = folder
    this.#origin = origin
    this.#bearer = bearer
  }

  static async unlock({ url, folder, passphrase }: LockedDesk): Promise<DeskClient> {
    const { origin, hash } = new URL(url)
    const token = new URLSearchParams(hash.slice(1)).get('token')
    const body = { passphrase, ...(token === null ? {} : { token }) }
    const answer = await send(`${origin}/api/unlock`, { method: 'POST', body })
    const { bearer } = unlockAnswerSchema.parse(await saidBy(folder, answer))
    return new DeskClient(folder, origin, bearer)
  }

  /** What the desk answers at `path` under `/api/`. */
  async get<Answer>(path: string, schema: ZodType<Answer>): Promise<Answer> {
    return schema.parse(await this.#ask(path, { method: 'GET' }))
  }

  /** The same; `undefined` if the desk knows no such thing, or not yet. */
  async find<Answer>(path: string, schema: ZodType<Answer>): Promise<Answer | undefined> {
    const answer = await this.#send(path, { method: 'GET' })
    return answer.status === 404 ? undefined : schema.parse(await saidBy(this.folder, answer))
  }

  async post<Answer>(path: string, body: unknown, schema: ZodType<Answer>): Promise<Answer> {
    return schema.parse(await this.#ask(path, { method: 'POST', body }))
  }

  /** Asks for what may be refused: the code of the refusal, or `undefined` if it was done. */
  async refusalOf(path: string, body: unknown): Promise<string | undefined> {
    const answer = await this.#send(path, { method: 'POST', body })
    return answer.ok ? undefined : codeIn(JSON.parse(await answer.text()))
  }

  /** For what is answered without a body. */
  async tell(path: string, body: unknown = {}): Promise<void> {
    await this.#ask(path, { method: 'POST', body })
  }

  lock(): Promise<void> {
    return this.tell('lock')
  }

  async #ask(path: string, question: Question): Promise<unknown> {
    return saidBy(this.folder, await this.#send(path, question))
  }

  #send(path: string, question: Question): Promise<Response> {
    return send(`${this.#origin}/api/${path}`, { ...question, bearer: this.#bearer })
  }
}

function send(url: string, { method, bearer, body }: Question): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      origin: new URL(url).origin,
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  })
}

async function saidBy(folder: string, answer: Response): Promise<unknown> {
  const text = await answer.text()
  const said: unknown = text === '' ? undefined : JSON.parse(text)
  if (!answer.ok) throw deskFailed(folder, codeIn(said))
  return said
}

function codeIn(problem: unknown): string {
  const isRecord = typeof problem === 'object' && problem !== null && 'code' in problem
  return isRecord && typeof problem.code === 'string' ? problem.code : 'internal'
}
