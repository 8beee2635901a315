import { OCTETS } from '@cronista/protocol/http'
import { ANSWER_HEADERS } from './answer-headers.ts'
import { problemAnswer } from './problem.ts'

/** A list, as JSON. */
export function jsonAnswer(value: unknown): Response {
  return new Response(JSON.stringify(value), {
    headers: { ...ANSWER_HEADERS, 'content-type': 'application/json' },
  })
}

/** Bytes, or `not-found` where there are none. */
export function octetsAnswer(bytes: Uint8Array | undefined): Response {
  if (bytes === undefined) return problemAnswer('not-found')
  return new Response(bytes.slice(), { headers: { ...ANSWER_HEADERS, 'content-type': OCTETS } })
}
