/** Every code a `ProtocolError` can have. docs/errors.md says what each means. */
export const protocolErrorCodes = [
  'batch-malformed',
  'card-malformed',
  'cell-malformed',
  'edition-malformed',
  'edition-older',
  'edition-unsigned',
  'entry-malformed',
  'hex-malformed',
  'item-malformed',
  'key-malformed',
  'letter-empty',
  'letter-malformed',
  'letter-too-long',
  'parcel-malformed',
  'part-forged',
  'part-malformed',
  'release-foreign',
  'release-half-signed',
  'release-malformed',
  'release-one-language',
  'release-uncertified',
  'release-unsigned',
  'reply-malformed',
  'roster-duplicate-key',
  'roster-expired',
  'roster-foreign',
  'roster-half-signed',
  'roster-malformed',
  'roster-not-in-edition',
  'roster-older',
  'roster-too-long',
  'roster-uncertified',
  'roster-unsigned',
  'segment-malformed',
  'welcome-malformed',
  'welcome-other-card',
  'welcome-unsigned',
  'words-malformed',
] as const

/** A stable, translatable name for what went wrong. */
export type ProtocolErrorCode = (typeof protocolErrorCodes)[number]

/** The one error of this package: outside bytes, or a caller's text, broke a rule of the protocol.
 *  The text is the code alone: no plaintext, key or address is ever put into it. */
export class ProtocolError extends Error {
  readonly code: ProtocolErrorCode

  constructor(code: ProtocolErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.name = 'ProtocolError'
    this.code = code
  }
}
