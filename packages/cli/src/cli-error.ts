/** Every code a {@link CliError} can have. docs/errors.md says what each means. */
export const cliErrorCodes = [
  'address-refused',
  'arguments-malformed',
  'auditor-refused',
  'card-refused',
  'certificates-refused',
  'desk-failed',
  'desk-in-use',
  'desk-not-started',
  'file-exists',
  'file-refused',
  'file-unreadable',
  'folder-not-writable',
  'input-ended',
  'not-confirmed',
  'passphrase-differs',
  'passphrase-short',
  'passphrase-wrong',
  'port-taken',
  'relay-not-started',
  'release-changing',
  'release-missing',
  'release-older',
  'release-too-long',
  'root-damaged',
  'roster-change-refused',
  'share-foreign',
  'share-malformed',
  'share-mixed',
  'share-twice',
  'shares-other-root',
  'shares-too-few',
  'site-unreachable',
  'storage-failed',
  'vault-damaged',
  'vault-missing',
] as const

/** A stable, translatable name for what kept a command from its work. */
export type CliErrorCode = (typeof cliErrorCodes)[number]

/** What the sentence of an error names: an option, an address, a folder that the caller gave. */
type Subject = string

/** The one error of this package: the command could not do what it was asked. */
export class CliError extends Error {
  readonly code: CliErrorCode
  readonly subject: Subject

  constructor(code: CliErrorCode, subject: Subject, options?: ErrorOptions) {
    super(`${code}: ${subject}`, options)
    this.name = 'CliError'
    this.code = code
    this.subject = subject
  }
}
