import { readFile, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { RelayError } from '../../domain/relay-error.ts'
import type { SitePath } from '../../domain/site-path.ts'
import type { SiteFile, SiteFiles } from '../../ports/site-files.ts'
import { unlessMissing } from './failure.ts'

/** The site in a folder. It is read anew at each request, so that a release that replaces the folder
 *  is served from the next request on; a link that leads out of the folder is not followed. */
export class DiskSiteFiles implements SiteFiles {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** Throws `RelayError` `site-missing` if there is no such folder. */
  static async open(folder: string): Promise<DiskSiteFiles> {
    const found = await unlessMissing(() => realpath(folder))
    if (found === undefined) throw new RelayError('site-missing', `There is no site at ${folder}.`)
    return new DiskSiteFiles(folder)
  }

  async find(path: SitePath, brotli: 'accepted' | 'refused'): Promise<SiteFile | undefined> {
    if (brotli === 'accepted') {
      const compressed = await this.#read(`${path}.br`)
      if (compressed !== undefined) return { bytes: compressed, brotli: true }
    }
    const bytes = await this.#read(path)
    return bytes === undefined ? undefined : { bytes, brotli: false }
  }

  async #read(path: string): Promise<Uint8Array | undefined> {
    return unlessMissing(async () => {
      const root = await realpath(this.#folder)
      const file = await realpath(join(root, path))
      return file.startsWith(root + sep) ? new Uint8Array(await readFile(file)) : undefined
    })
  }
}
