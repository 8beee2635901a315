// Files for parsers that read their own disk: each thread of a run has a folder, the run takes all away.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pid } from 'node:process'
import { threadId } from 'node:worker_threads'

const all = join(tmpdir(), `cronista-fuzz-${pid}`)
const own = join(all, String(threadId))

/** This thread's folder of a name, made if it is not there. */
export function scratchFolder(name: string): string {
  const folder = join(own, name)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** The path of a file in this thread's folder that holds these bytes. */
export function scratchFile(name: string, bytes: Uint8Array): string {
  const path = join(scratchFolder('files'), name)
  writeFileSync(path, bytes)
  return path
}

/** Takes away what all threads of this process have written. */
export function removeScratch(): void {
  rmSync(all, { recursive: true, force: true })
}
