import { PROBLEM_JSON, type Problem, type RelayProblemCode } from '@cronista/protocol/http'
import { ANSWER_HEADERS } from './answer-headers.ts'

const problems: Readonly<Record<RelayProblemCode, { status: number; title: string }>> = {
  'batch-refused': { status: 422, title: 'The batch was refused.' },
  'edition-refused': { status: 422, title: 'The edition was refused.' },
  'not-a-cell': { status: 400, title: 'This is not a cell.' },
  'not-found': { status: 404, title: 'There is nothing here.' },
  'nothing-published': { status: 503, title: 'Nothing has been published yet.' },
  'release-incomplete': { status: 409, title: 'Files of the release are missing.' },
  'release-refused': { status: 422, title: 'The release was refused.' },
  'roster-refused': { status: 422, title: 'The roster was refused.' },
  'signature-refused': { status: 401, title: 'The signature was refused.' },
  'storage-failed': { status: 503, title: 'It could not be stored. Try again later.' },
  'too-large': { status: 413, title: 'This is too large.' },
}

/** The status and body of a problem (RFC 9457): the same for everyone who meets it. `cause` names
 *  the protocol's rule that was broken; it goes to devices only. */
export function problemOf(code: RelayProblemCode, cause?: string): Problem {
  const type = `urn:cronista:problem:${code}` as const
  return { type, ...problems[code], ...(cause === undefined ? {} : { cause }) }
}

/** A problem as an answer. */
export function problemAnswer(code: RelayProblemCode, cause?: string): Response {
  const problem = problemOf(code, cause)
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...ANSWER_HEADERS, 'content-type': PROBLEM_JSON },
  })
}
