// The part of the site that is made of one source's stories: what whoever knows that the source is in them
// could put together. It is really built, by the press that builds releases, since what is proved of a text
// is not proved of its address, its feed or its metadata. Beside each file stands what it would be if the
// stories had no words: what the site says by itself is nobody's secret.
import { toHex } from '@cronista/protocol'
import { canonicalText, type SiteStory } from '@cronista/newsroom'
import { blankStories } from '../domain/blank-stories.ts'
import type { PressedSite, SitePress } from '../ports/site-press.ts'

/** Blank sites that are remembered: one for each source that is asked for in turn. */
const MOST_BLANKS = 8

/** A file of the built site. */
export interface SiteFile {
  /** As readers ask for it. */
  readonly path: string
  /** SHA-256 of its bytes, 64 hexadecimal digits. */
  readonly hash: string
  /** Made when they are asked for. */
  bytes(): Uint8Array
  /** The same file without the words of its stories, with the path that it has then. */
  blank(): readonly [path: string, bytes: Uint8Array] | undefined
}

interface BlankSite {
  readonly site: PressedSite
  /** Paths without words, by path. */
  readonly paths: ReadonlyMap<string, string>
}

/** Builds what a source's stories make of the site. */
export class SourceSites {
  readonly #press: SitePress
  readonly #blanks = new Map<string, BlankSite>()
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
      .map(([path, hash]) => ({
        ...{ path, hash },
        bytes: () => bytesOf(site, path),
        blank: () => {
          const { site: without, paths } = this.#blankOf(stories)
          const blankPath = paths.get(path)
          return blankPath === undefined ? undefined : [blankPath, bytesOf(without, blankPath)]
        },
      }))
  }

  /** Typing changes nothing of it, so it is seldom built. */
  #blankOf(stories: readonly SiteStory[]): BlankSite {
    const blank = blankStories(stories)
    const key = canonicalText([blank.stories, stories.map(addressesOf)])
    const known = this.#blanks.get(key) ?? this.#builtBlank(blank)
    this.#blanks.delete(key)
    this.#blanks.set(key, known)
    const [oldest] = this.#blanks.keys()
    if (this.#blanks.size > MOST_BLANKS && oldest !== undefined) this.#blanks.delete(oldest)
    return known
  }

  #builtBlank({ stories, pathOf }: ReturnType<typeof blankStories>): BlankSite {
    const site = this.#press.site(stories)
    return { site, paths: new Map(site.list.map(({ path }) => [pathOf(path), path])) }
  }

  forget(): void {
    this.#blanks.clear()
  }
}

function addressesOf(one: SiteStory): unknown {
  if (one.kind === 'withdrawn') return [one.slug]
  const { slug, series, penName } = one.story
  return [slug, penName.slug, ...(series ? [series.slug] : [])]
}

function bytesOf({ files }: PressedSite, path: string): Uint8Array {
  const bytes = files.get(path)
  if (bytes === undefined) throw new RangeError('the press lists a file that it does not make')
  return bytes
}

function hashesOf({ list }: PressedSite): ReadonlyMap<string, string> {
  return new Map(list.map(({ path, sha256 }) => [path, toHex(sha256)]))
}
