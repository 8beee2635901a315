import { DeskError } from '../desk-error.ts'
import { deskProblemCodes, type DeskProblem, type DeskProblemCode } from './api.ts'

const problems: Readonly<Record<DeskProblemCode, readonly [status: number, title: string]>> = {
  'approved-already': [409, 'This person has approved it already.'],
  'bearer-needed': [401, 'Unlock the desk first.'],
  busy: [429, 'Other attempts are under way.'],
  'card-foreign': [422, 'The newsroom has not certified this device for this person.'],
  'card-malformed': [422, 'This is not a device’s card.'],
  'changed-meanwhile': [409, 'Somebody else has changed it meanwhile.'],
  'consent-missing': [409, 'Nothing recorded says that the source agreed to this.'],
  'desk-is-older-copy': [409, 'This disk is an older copy. What it lacks is on its way.'],
  'desk-waiting': [409, 'This desk waits for its welcome.'],
  'digest-changed': [409, 'What is proposed has changed meanwhile.'],
  'gate-blocked': [409, 'It says more than was agreed. The story shows where.'],
  'hold-not-over': [409, 'The hold is not over yet.'],
  internal: [500, 'Something in the desk is broken.'],
  'journal-damaged': [500, 'The journal on this disk is damaged.'],
  'letter-empty': [422, 'The text is empty.'],
  'letter-malformed': [422, 'The text holds what is no character.'],
  'move-impossible': [409, 'The story stands where this cannot be done.'],
  'not-found': [404, 'There is nothing here.'],
  'pen-name-taken': [409, 'Another pen name has this address already.'],
  'protection-unfindable': [400, 'This text is too short or too common to be looked for.'],
  'release-pending': [409, 'Another release is under way.'],
  'reply-too-long': [422, 'The reply does not fit into an edition.'],
  'request-foreign': [403, 'This request does not come from the desk’s own page.'],
  'request-malformed': [400, 'The request is malformed.'],
  'storage-damaged': [500, 'The desk’s state on this disk is damaged.'],
  'storage-failed': [507, 'The disk did not take it. Nothing was changed.'],
  'story-incomplete': [422, 'The story is not complete in both languages.'],
  'thread-without-reply-key': [409, 'This contributor can no longer be answered.'],
  'token-needed': [403, 'Open the address that the terminal shows.'],
  'too-large': [413, 'The request is too large.'],
  'update-malformed': [422, 'The update cannot be read.'],
  'vault-damaged': [500, 'The vault on this disk is damaged.'],
  'vault-missing': [500, 'There is no vault on this disk.'],
  'welcome-refused': [422, 'This welcome is not for this desk, or not from a member.'],
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
