import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Primitives, Random } from '@cronista/protocol'
import { CliError } from '../cli-error.ts'
import { openFolder, readIfThere, syncFolder } from '../adapters/durable-file.ts'

const FILE = 'auditor-key'
const SEED_BYTES = 32

/** The key with which a machine asks a relay for segments. It opens nothing. */
export interface AuditorKey {
  /** Ed25519 seed, 32 bytes. */
  readonly seed: Uint8Array
  readonly publicKey: Uint8Array
  /** Whether it was made just now: the relay's operator has not heard of it. */
  readonly isNew: boolean
}

/** The auditor's key in this folder; the first time one is drawn, and is on disk when this resolves,
 *  readable by its owner alone. Throws `CliError` `folder-not-writable`, or `storage-failed` for a file that
 *  is no key. */
export async function openAuditorKey(
  p: Primitives,
  random: Random,
  folder: string,
): Promise<AuditorKey> {
  try {
    await openFolder(folder)
    const seed = await readIfThere(join(folder, FILE))
    if (seed?.length === SEED_BYTES)
      return { seed, publicKey: p.ed25519PublicKey(seed), isNew: false }
    // A file cut short by a power cut was told to nobody: its public key is printed after it is on disk.
    if (seed !== undefined && seed.length > 0)
      throw new CliError('storage-failed', join(folder, FILE))
    const drawn = random(SEED_BYTES)
    await writeSecret(folder, drawn)
    return { seed: drawn, publicKey: p.ed25519PublicKey(drawn), isNew: true }
  } catch (cause) {
    throw cause instanceof CliError ? cause : new CliError('folder-not-writable', folder, { cause })
  }
}

async function writeSecret(folder: string, seed: Uint8Array): Promise<void> {
  const { O_CREAT, O_TRUNC, O_WRONLY } = constants
  const file = await open(join(folder, FILE), O_CREAT | O_TRUNC | O_WRONLY, 0o600)
  try {
    await file.writeFile(seed)
    await file.sync()
  } finally {
    await file.close()
  }
  await syncFolder(folder)
}
