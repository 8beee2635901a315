/**
 * From stories to the files of the site. The same stories, newsroom, script and schedule give the same
 * bytes on every machine, in whatever order the stories come and whatever was printed before, so that a
 * second person can rebuild what the first one built. It asks no clock, no locale and no disk.
 */
import { createHash } from 'node:crypto'
import type { Bilingual, SiteStory } from '@cronista/newsroom'
import type { ReleaseFile, Schedule } from '@cronista/protocol'
import { contentAddressed } from './assets.ts'
import { editionOf } from './edition.ts'
import { Fingerprints } from './fingerprints.ts'
import { icon } from './icon.ts'
import { pinnedScript } from './pinned-script.ts'
import { PressError } from './press-error.ts'
import { RenderedFiles } from './rendered-files.ts'
import type { Newsroom, Site } from './site.ts'
import { planSite, type PlannedFile } from './site-plan.ts'
import { stylesheet } from './stylesheet.ts'

/** What stays the same from one edition of the site to the next. */
export interface PressSources {
  readonly newsroom: Newsroom
  /** The reader bundle, the same for every newsroom. */
  readonly readerScript: Uint8Array
  readonly schedule: Schedule
}

/** A whole site. */
export interface SiteFiles {
  /** Bytes by path; a path that ends in `/` is the page served there. Pages are not kept in memory but
   *  made again, the same, each time they are asked for. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Every file with its size and SHA-256, by path in ascending bytes, as a release lists it. */
  readonly list: readonly ReleaseFile[]
  /** Paths that are one another's translation. */
  readonly pairs: readonly Bilingual[]
}

/** A press that remembers what it has printed. */
export interface Press {
  /** The site of these stories. Only what was not printed before, to the last byte of what it is made
   *  of, is printed now; `keep` is given each such file at that moment. Throws `PressError`:
   *  `date-malformed`, `slug-malformed`, `slug-taken`, `text-malformed`. */
  site(stories: readonly SiteStory[], keep?: KeepFile): SiteFiles
}

/** Takes the bytes of a file that has just been printed, for whoever wants all of them once. */
export type KeepFile = (path: string, bytes: Uint8Array) => void

interface Printed {
  readonly key: string
  readonly file: ReleaseFile
}

const utf8 = new TextEncoder()

function siteOf({ newsroom, readerScript, schedule }: PressSources): Site {
  if (
    !/^https?:\/\/[^/]+$/u.test(newsroom.origin) ||
    URL.parse(newsroom.origin)?.origin !== newsroom.origin
  )
    throw new PressError('origin-malformed')
  return {
    newsroom,
    schedule,
    stylesheet: contentAddressed('site', 'css', utf8.encode(stylesheet)),
    script: contentAddressed('reader', 'js', pinnedScript(readerScript, newsroom)),
    icon: contentAddressed('icon', 'svg', utf8.encode(icon)),
  }
}

function print({ path, key, render }: PlannedFile, keep?: KeepFile): Printed {
  const bytes = render()
  keep?.(path, bytes)
  const sha256 = new Uint8Array(createHash('sha256').update(bytes).digest())
  return { key, file: { path, size: bytes.length, sha256 } }
}

/** Opens a press. Throws `PressError`: `newsroom-malformed`, `host-malformed`, `origin-malformed`. */
export function openPress(sources: PressSources): Press {
  const site = siteOf(sources)
  const fingerprints = new Fingerprints()
  let printed: ReadonlyMap<string, Printed> = new Map()
  return {
    site(stories, keep) {
      const { files, pairs } = planSite(site, editionOf(stories), fingerprints)
      const next = new Map<string, Printed>()
      for (const planned of files.values()) {
        const known = printed.get(planned.path)
        next.set(planned.path, known?.key === planned.key ? known : print(planned, keep))
      }
      printed = next
      const list = [...next.values()]
        .map(({ file }) => file)
        .sort((a, b) => (a.path < b.path ? -1 : 1))
      return { files: new RenderedFiles(files), list, pairs }
    },
  }
}
