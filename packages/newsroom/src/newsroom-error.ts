/** Every code a `NewsroomError` can have. docs/errors.md says what each means. */
export const newsroomErrorCodes = [
  'change-not-held',
  'document-too-large',
  'event-malformed',
  'event-unknown',
  'handles-exhausted',
  'name-malformed',
  'update-malformed',
  'update-too-large',
] as const

/** A stable, translatable name for what went wrong. */
export type NewsroomErrorCode = (typeof newsroomErrorCodes)[number]

/** The one error of this package. The text is the code alone: no plaintext is ever put into it. */
export class NewsroomError extends Error {
  readonly code: NewsroomErrorCode

  constructor(code: NewsroomErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.name = 'NewsroomError'
    this.code = code
  }
}
