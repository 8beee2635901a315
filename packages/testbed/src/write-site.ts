import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { SiteFiles } from '@cronista/press'

const compress = promisify(brotliCompress)

/** Puts `files` in place of whatever stood in `folder`, each with a brotli copy beside it. The folder is
 *  changed as a whole, after everything has been written. */
export async function writeSite(folder: string, files: SiteFiles): Promise<void> {
  const [next, last] = [`${folder}.next`, `${folder}.last`]
  await Promise.all([next, last].map((left) => rm(left, { recursive: true, force: true })))
  await Promise.all(
    [...files].map(async ([path, bytes]) => {
      const file = join(next, path.endsWith('/') ? `${path}index.html` : path)
      await mkdir(dirname(file), { recursive: true })
      await Promise.all([writeFile(file, bytes), writeFile(`${file}.br`, await compress(bytes))])
    }),
  )
  await rename(folder, last).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  })
  await rename(next, folder)
  await rm(last, { recursive: true, force: true })
}
