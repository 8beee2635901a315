import { stateDamaged, TestbedError } from './testbed-error.ts'

const damage: ReadonlySet<string> = new Set([
  'journal-damaged',
  'root-key-damaged',
  'storage-damaged',
  'vault-damaged',
  'vault-missing',
  // The demonstration's passphrases stand beside the vault; if one does not open it, one has changed.
  'wrong-passphrase',
])

/** What a desk's own code means for whoever started it: damage to its folder, or that it could not do
 *  its work. */
export function deskFailed(folder: string, code: string, cause?: unknown): TestbedError {
  if (damage.has(code)) return stateDamaged(folder, cause)
  const sentence = `The desk of ${folder} could not do its work (${code}): is the disk full, or the clock wrong?`
  return new TestbedError('desk-failed', sentence, { cause })
}
