import type { DeskProblemCode, DeskWarningCode } from './http/api.ts'

/** Every code a `DeskError` can have. docs/errors.md says what each means. */
export type DeskErrorCode =
  | DeskProblemCode
  | DeskWarningCode
  | 'config-malformed'
  | 'cosign-refused'
  | 'folder-not-writable'
  | 'locked'
  | 'page-missing'
  | 'port-refused'
  | 'port-taken'
  | 'root-key-damaged'
  | 'segments-withheld'
  | 'vault-exists'
  | 'worker-failed'

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
