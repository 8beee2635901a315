import type { SitePath } from '../../domain/site-path.ts'
import type { SiteFile, SiteFiles } from '../../ports/site-files.ts'

/** A site in memory; a compressed copy of `page.html` is its entry `page.html.br`. */
export class MemorySiteFiles implements SiteFiles {
  readonly #files: ReadonlyMap<string, Uint8Array>

  constructor(files: Iterable<readonly [path: string, bytes: Uint8Array]>) {
    this.#files = new Map(files)
  }

  async find(path: SitePath, brotli: 'accepted' | 'refused'): Promise<SiteFile | undefined> {
    const plain = this.#files.get(path)
    if (plain === undefined) return undefined
    const compressed = brotli === 'accepted' ? this.#files.get(`${path}.br`) : undefined
    return { bytes: compressed ?? plain, brotli: compressed !== undefined }
  }
}
