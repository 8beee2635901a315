import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A disk that is soon full, and can be made to have room. */
export interface SmallDisk {
  readonly folder: string
  makeRoom(): Promise<void>
  discard(): Promise<void>
}

/** Mounts one of so many KiB in memory; `undefined` where this process may not mount. */
export async function mountSmallDisk(
  under: string,
  sizeKiB: number,
): Promise<SmallDisk | undefined> {
  const folder = join(under, 'small-disk')
  await mkdir(folder)
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${sizeKiB}k`, 'tmpfs', folder])
  } catch {
    return undefined
  }
  return {
    folder,
    async makeRoom() {
      await run('mount', ['-o', `remount,size=${sizeKiB * 16}k`, folder])
    },
    async discard() {
      await run('umount', ['-l', folder])
    },
  }
}
