import { relayProblemCodes, type RelayProblemCode } from '@cronista/protocol/http'
import { z } from 'zod'
import { DeskError } from '../desk-error.ts'

/** A request to the relay, before it is signed. */
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly query?: string
  readonly body?: Uint8Array
}

/** What the relay answered. */
export interface Answer {
  readonly status: number
  readonly body: Uint8Array
}

/** Signs a request, sends it, and reads an answer of at most `limit` bytes; throws `relay-unreachable`. */
export type Ask = (asked: Asked, limit: number) => Promise<Answer>

const problemSchema = z.object({ type: z.string() })

/** The answer, if it has this status; throws `device-refused` or `relay-unreachable` otherwise. */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status === 401) throw new DeskError('device-refused')
  if (answer.status !== status) throw new DeskError('relay-unreachable')
  return answer
}

/** The relay's own name for what it refused, if the answer is a problem. */
export function relayProblemOf(answer: Answer): RelayProblemCode | undefined {
  if (answer.status < 400) return undefined
  const parsed = problemSchema.safeParse(parsedJson(answer.body))
  const code = parsed.success ? parsed.data.type.replace(/^urn:cronista:problem:/u, '') : ''
  return relayProblemCodes.find((known) => known === code)
}

/** The JSON of an answer, or `undefined` if it is none. */
export function parsedJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return undefined
  }
}
