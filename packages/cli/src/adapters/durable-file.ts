import { constants } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const UNFINISHED = '.unfinished'

/** Makes a folder durably, if it is not there, and takes away what a process that was killed had not
 *  finished in it. */
export async function openFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await syncFolder(dirname(folder))
  for (const name of await readdir(folder))
    if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { force: true })
}

/** Writes a file so that, whenever the machine stops, its name holds all of the bytes or what it held
 *  before. Durable once {@link syncFolder} has resolved too. */
export async function writeWhole(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const unfinished = join(folder, name + UNFINISHED)
  try {
    const file = await open(unfinished, 'w', 0o644)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, join(folder, name))
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Makes new names and removals in this folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A file's bytes, or `undefined` if there is none. */
export async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
