import { ProtocolError } from '@cronista/protocol'
import { CliError } from './cli-error.ts'
import type { Difference, Verification } from './verify-site.ts'
import type { Wording } from './wording.ts'

/** What a command ends with. */
export const exitCodes = { same: 0, differs: 1, unchecked: 2 } as const

/** What is printed, and what the command ends with. */
export interface Report {
  readonly lines: readonly string[]
  readonly exitCode: (typeof exitCodes)[keyof typeof exitCodes]
}

/** Says what was found, path by path. A difference outweighs what could not be checked. */
export function reportOf(wording: Wording, found: Verification, atLeast: number): Report {
  const { release, isOlder, differences, unchecked, unlisted } = found
  const issued = new Date(release.issuedAtMillis).toISOString().slice(0, 10)
  const lines = [
    wording.release(release.number, issued, release.files.length),
    ...(isOlder ? [wording.older(release.number, atLeast)] : []),
    ...differences.map((one) => lineOf(wording, one)),
    ...unchecked.map(({ why, path }) => `  ${path}  ${wording.noAnswer[why]}`),
    ...(differences.length > 0 ? [wording.differs(differences.length)] : []),
    ...(unchecked.length > 0 ? [wording.unchecked(unchecked.length)] : []),
    ...(differences.length + unchecked.length === 0 ? [wording.same(unlisted)] : []),
    wording.onlyHere,
  ]
  const differs = isOlder || differences.length > 0
  const otherwise = unchecked.length > 0 ? exitCodes.unchecked : exitCodes.same
  return { lines, exitCode: differs ? exitCodes.differs : otherwise }
}

function lineOf(wording: Wording, { kind, path, header }: Difference): string {
  const line = `  ${path}  ${wording.differences[kind]}`
  return header === undefined ? line : `${line}: ${header}`
}

/** Says why a command could not do its work; `undefined` for a bug. A release that breaks a rule of the
 *  protocol is something found, everything else something that could not be checked. */
export function failureOf(wording: Wording, error: unknown): Report | undefined {
  if (error instanceof ProtocolError)
    return { lines: [wording.refused(error.code)], exitCode: exitCodes.differs }
  if (error instanceof CliError)
    return { lines: [wording.errors[error.code](error.subject)], exitCode: exitCodes.unchecked }
  return undefined
}
