import { DeskError } from '../desk-error.ts'
import { deskProblemCodes, type DeskProblem, type DeskProblemCode } from './api.ts'

const problems: Readonly<Record<DeskProblemCode, readonly [status: number, title: string]>> = {
  'bearer-needed': [401, 'Unlock the desk first.'],
  busy: [429, 'Other attempts are under way.'],
  internal: [500, 'Something in the desk is broken.'],
  'journal-damaged': [500, 'The journal on this disk is damaged.'],
  'letter-empty': [422, 'The text is empty.'],
  'letter-malformed': [422, 'The text holds what is no character.'],
  'not-found': [404, 'There is nothing here.'],
  'reply-too-long': [422, 'The reply does not fit into an edition.'],
  'request-foreign': [403, 'This request does not come from the desk’s own page.'],
  'request-malformed': [400, 'The request is malformed.'],
  'storage-damaged': [500, 'The desk’s state on this disk is damaged.'],
  'storage-failed': [507, 'The disk did not take it. Nothing was changed.'],
  'thread-without-reply-key': [409, 'This contributor can no longer be answered.'],
  'token-needed': [403, 'Open the address that the terminal shows.'],
  'too-large': [413, 'The request is too large.'],
  'vault-damaged': [500, 'The vault on this disk is damaged.'],
  'vault-missing': [500, 'There is no vault on this disk.'],
  'wrong-passphrase': [403, 'The passphrase is wrong.'],
}

/** An RFC 9457 answer for a code. */
export function problemAnswer(code: DeskProblemCode): Response {
  const [status, title] = problems[code]
  const problem: DeskProblem = { type: `urn:cronista:problem:${code}`, title, status, code }
  const headers = { 'content-type': 'application/problem+json' }
  return new Response(JSON.stringify(problem), { status, headers })
}

/** The code under which an error is told to the page: its own if the page knows it. */
export function problemCodeOf(error: unknown): DeskProblemCode {
  const code = error instanceof DeskError ? error.code : 'internal'
  return deskProblemCodes.find((known) => known === code) ?? 'internal'
}
