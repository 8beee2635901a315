import { DeskError, type DeskErrorCode } from '@cronista/desk'
import { CliError, type CliErrorCode } from '../cli-error.ts'

const codes: Readonly<Partial<Record<DeskErrorCode, CliErrorCode>>> = {
  'card-malformed': 'card-refused',
  'certificates-refused': 'certificates-refused',
  'desk-in-use': 'desk-in-use',
  'folder-not-writable': 'folder-not-writable',
  'root-key-damaged': 'root-damaged',
  'roster-change-refused': 'roster-change-refused',
  'storage-failed': 'storage-failed',
  'vault-damaged': 'vault-damaged',
  'vault-exists': 'file-exists',
  'vault-missing': 'vault-missing',
  'wrong-passphrase': 'passphrase-wrong',
}

/** Does what a desk's own code does, and tells its failures as the command's. `subject` is the file or
 *  folder that the sentence names; where the desk names a reason, that stands instead. */
export async function atDesk<Result>(
  subject: string,
  work: () => Promise<Result> | Result,
): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof DeskError)) throw cause
    const code = codes[cause.code] ?? 'desk-failed'
    const reason = cause.message.slice(cause.code.length + 2)
    const isReasoned = code === 'roster-change-refused' || code === 'certificates-refused'
    if (isReasoned) throw new CliError(code, reason, { cause })
    throw new CliError(code, code === 'desk-failed' ? cause.message : subject, { cause })
  }
}
