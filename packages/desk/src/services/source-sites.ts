// The part of the site that is made of one source's stories: what whoever knows that the source is in them
// could put together. It is really built, by the press that builds releases, since what is proved of a text
// is not proved of its address, its feed or its metadata.
import { toHex } from '@cronista/protocol'
import type { SiteStory } from '@cronista/newsroom'
import type { PressedSite, SitePress } from '../ports/site-press.ts'

/** A file of the built site. */
export interface SiteFile {
  /** As readers ask for it. */
  readonly path: string
  /** SHA-256 of its bytes, 64 hexadecimal digits. */
  readonly hash: string
  /** Made when they are asked for. */
  bytes(): Uint8Array
}

/** Builds what a source's stories make of the site. */
export class SourceSites {
  readonly #press: SitePress
  #bare: ReadonlyMap<string, string> | undefined

  /** `press` is for this alone: one that also builds releases would forget what it had printed. */
  constructor(press: SitePress) {
    this.#press = press
  }

  /** Every file of a site of these stories that is not, byte for byte, on a site without any. Throws
   *  `story-incomplete` where the press does. */
  filesOf(stories: readonly SiteStory[]): readonly SiteFile[] {
    const bare = (this.#bare ??= hashesOf(this.#press.site([])))
    const site = this.#press.site(stories)
    return [...hashesOf(site)]
      .filter(([path, hash]) => bare.get(path) !== hash)
      .map(([path, hash]) => ({ path, hash, bytes: () => bytesOf(site, path) }))
  }
}

function bytesOf({ files }: PressedSite, path: string): Uint8Array {
  const bytes = files.get(path)
  if (bytes === undefined) throw new RangeError('the press lists a file that it does not make')
  return bytes
}

function hashesOf({ list }: PressedSite): ReadonlyMap<string, string> {
  return new Map(list.map(({ path, sha256 }) => [path, toHex(sha256)]))
}
