import { access, mkdir, open, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** Makes a folder for its owner alone, with those above it that are not there; durable when it resolves:
 *  whatever is written in it later, however durably, would be lost with its name. One that is there already
 *  may be what a process that was killed had not made durable. Throws what the system does. */
export async function makeOwnFolder(folder: string): Promise<void> {
  const path = resolve(folder)
  if (await isMade(path)) return syncFolder(dirname(path)).catch(unlessGiven)
  await syncFolder(dirname(path))
}

/** Makes the names in a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Whether it was there already. Like `mkdir -p`, and ends also where no folder can be made: Node's own
 *  `recursive` never does under /proc. */
async function isMade(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 })
    return false
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return true
    const parent = dirname(path)
    if (code !== 'ENOENT' || (await exists(parent))) throw error
    await makeOwnFolder(parent)
    await mkdir(path, { mode: 0o700 })
    return false
  }
}

/** Where this account may not look, somebody else has made the folder and given it. */
function unlessGiven(error: unknown): void {
  if (codeOf(error) !== 'EACCES') throw error
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
