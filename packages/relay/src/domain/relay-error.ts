import type { Language } from '@cronista/protocol'

/** Every code a {@link RelayError} can have. docs/errors.md says what each means. */
export const relayErrorCodes = [
  'address-refused',
  'clock-doubted',
  'config-malformed',
  'config-unreadable',
  'disk-low',
  'disk-reserved',
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

/** One sentence in both languages. */
export type Sentence = Readonly<Record<Language, string>>

/** The one error of this package. The text is a sentence for the operator: it may name a file, a
 *  port or a setting of their own configuration, never a visitor, an address of one, or a cell. */
export class RelayError extends Error {
  readonly code: RelayErrorCode
  /** What the operator reads; the message is the English one. */
  readonly sentence: Sentence

  constructor(code: RelayErrorCode, sentence: Sentence, options?: ErrorOptions) {
    super(sentence.en, options)
    this.name = 'RelayError'
    this.code = code
    this.sentence = sentence
  }
}
