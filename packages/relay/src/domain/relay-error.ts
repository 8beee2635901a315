/** Every code a {@link RelayError} can have. docs/errors.md says what each means. */
export const relayErrorCodes = [
  'address-refused',
  'config-malformed',
  'config-unreadable',
  'folder-not-writable',
  'port-taken',
  'state-damaged',
  'state-in-use',
  'state-newer',
  'storage-failed',
  'tls-unreadable',
  'writer-stopped',
] as const

/** A stable, translatable name for what stopped the relay or a request. */
export type RelayErrorCode = (typeof relayErrorCodes)[number]

/** The one error of this package. The text is a sentence for the operator: it may name a file, a
 *  port or a setting of their own configuration, never a visitor, an address of one, or a cell. */
export class RelayError extends Error {
  readonly code: RelayErrorCode

  constructor(code: RelayErrorCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'RelayError'
    this.code = code
  }
}
