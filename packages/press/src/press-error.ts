/** Why the press refuses to print. */
export const pressErrorCodes = [
  'date-malformed',
  'newsroom-malformed',
  'slug-malformed',
  'slug-taken',
  'text-malformed',
] as const

/** A stable name for it. docs/errors.md says what each means. */
export type PressErrorCode = (typeof pressErrorCodes)[number]

const sentences: Record<PressErrorCode, string> = {
  'text-malformed': 'A text holds a control character, half a surrogate pair or a noncharacter',
  'date-malformed': 'A date is not a day of the calendar written YYYY-MM-DD',
  'slug-malformed': 'A slug is not lower-case letters, digits and single hyphens, at most 80',
  'slug-taken': 'Two pages would have the same address',
  'newsroom-malformed': 'The newsroom id is not 64 lower-case hexadecimal digits',
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
