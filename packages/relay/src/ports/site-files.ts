import type { SitePath } from '../domain/site-path.ts'

/** A file of the site as it goes out. */
export interface SiteFile {
  readonly bytes: Uint8Array
  /** Whether `bytes` are compressed with brotli. */
  readonly brotli: boolean
}

/** The public site. */
export interface SiteFiles {
  /** `undefined` if the site has no such file. Compressed only if `brotli` is accepted and saves
   *  something. */
  find(path: SitePath, brotli: 'accepted' | 'refused'): Promise<SiteFile | undefined>
}
