import { constants } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const UNFINISHED = '.unfinished'

/** Writes a file so that, whenever the machine stops, its name holds all of the bytes or is not
 *  there: to another name, synced, renamed, and the folder synced. Replaces what had the name. Two
 *  writes of one name must come one after the other. The file is dated `modifiedMillis`, if given. */
export async function writeDurably(
  folder: string,
  name: string,
  bytes: Uint8Array,
  modifiedMillis?: number,
): Promise<void> {
  const unfinished = join(folder, name + UNFINISHED)
  try {
    const file = await open(unfinished, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      if (modifiedMillis !== undefined)
        await file.utimes(modifiedMillis / 1000, modifiedMillis / 1000)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, join(folder, name))
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  await syncFolder(folder)
}

/** Makes renames and removals in this folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a folder of our own durably, if it is not there, takes away what a process that was killed
 *  had not finished in it, and makes the names that it had given durable. */
export async function openFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await syncFolder(dirname(folder))
  for (const name of await readdir(folder))
    if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { force: true })
  await syncFolder(folder)
}
