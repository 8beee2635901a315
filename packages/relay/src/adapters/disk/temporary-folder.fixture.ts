import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A fresh folder for one test. */
export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'cronista-relay-'))
}

/** Takes it away again, with all that is in it. */
export async function discardFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}
