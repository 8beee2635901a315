import { deskProblemCodes, deskWarningCodes } from './http/api.ts'

/** Codes that the page never sees: of starting, founding and co-signing. */
const innerCodes = [
  'certificates-refused',
  'config-malformed',
  'desk-in-use',
  'folder-not-writable',
  'page-missing',
  'port-refused',
  'port-taken',
  'release-incomplete',
  'root-key-damaged',
  'roster-change-refused',
  'script-missing',
  'vault-exists',
  'worker-failed',
] as const

/** Every code a `DeskError` can have. docs/errors.md says what each means. */
export const deskErrorCodes = [...deskProblemCodes, ...deskWarningCodes, ...innerCodes] as const

/** A stable, translatable name for what went wrong. */
export type DeskErrorCode = (typeof deskErrorCodes)[number]

/** The one error of this package. The text is the code, and for damage the place; no plaintext, key,
 *  handle or address is ever put into it. */
export class DeskError extends Error {
  readonly code: DeskErrorCode

  constructor(code: DeskErrorCode, options?: ErrorOptions & { readonly place?: string }) {
    super(options?.place === undefined ? code : `${code}: ${options.place}`, options)
    this.name = 'DeskError'
    this.code = code
  }
}

/** The code of an error of this package, or `fallback` for any other. */
export function codeOf<Fallback extends DeskErrorCode>(
  error: unknown,
  fallback: Fallback,
): DeskErrorCode | Fallback {
  return error instanceof DeskError ? error.code : fallback
}
