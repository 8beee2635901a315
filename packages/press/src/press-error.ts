/** Why the press refuses to print. */
export const pressErrorCodes = [
  'date-malformed',
  'host-malformed',
  'newsroom-malformed',
  'origin-malformed',
  'slug-malformed',
  'slug-taken',
  'text-malformed',
] as const

/** A stable name for it. docs/errors.md says what each means. */
export type PressErrorCode = (typeof pressErrorCodes)[number]

const sentences: Record<PressErrorCode, string> = {
  'date-malformed': 'A date is not a day of the calendar written YYYY-MM-DD',
  'host-malformed': 'A host is not a lower-case host name without port',
  'newsroom-malformed': 'The newsroom id is not 64 lower-case hexadecimal digits',
  'origin-malformed': 'The origin is not https:// or http:// and a host, without a path',
  'slug-malformed': 'A slug is not lower-case letters, digits and single hyphens, at most 80',
  'slug-taken': 'Two pages would have the same address',
  'text-malformed': 'A text holds a control character, half a surrogate pair or a noncharacter',
}

/** The press's only error. Its message never holds a story's text. */
export class PressError extends Error {
  override readonly name = 'PressError'
  readonly code: PressErrorCode

  constructor(code: PressErrorCode) {
    super(sentences[code])
    this.code = code
  }
}
