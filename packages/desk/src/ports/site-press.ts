import type { SiteStory } from '@cronista/newsroom'
import type { ReleaseFile, ReleasePair } from '@cronista/protocol'

/** The whole site, as readers get it. */
export interface PressedSite {
  /** By path; one that ends in `/` is the page served there. Pages may be made when they are asked for,
   *  always the same. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Every file with its size and hash. */
  readonly list: readonly ReleaseFile[]
  /** Paths that are one page in two languages. */
  readonly pairs: readonly ReleasePair[]
}

/** Makes the site of stories: the same bytes on every desk that has the same press, script and
 *  configuration. */
export interface SitePress {
  /** Throws `story-incomplete` for stories that cannot stand on one site, as two at one address. */
  site(stories: readonly SiteStory[]): PressedSite
}
