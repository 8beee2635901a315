// One view of a site: its release, a choice of its files, what stands where nothing should, what the
// newsroom says; each compared with what two people signed, and with what was seen before.
import {
  equalBytes,
  ProtocolError,
  type NewsroomId,
  type Primitives,
  type Random,
  type ReleaseFile,
} from '@cronista/protocol'
import { LOST_PAGE_PATH, RELEASE_PATH } from '@cronista/protocol/http'
import { CliError } from '../cli-error.ts'
import { fetchRelease, type FetchedRelease } from '../fetch-release.ts'
import type { NoAnswer, Site } from '../site.ts'
import { unlistedPaths } from '../unlisted-paths.ts'
import { compareFiles, manifestOf } from '../verify-site.ts'
import { shuffled } from './drawing.ts'
import type { Finding } from './finding.ts'
import { askNewsroom, unwantedHeaders } from './newsroom-answers.ts'
import type { Sighted, Sightings } from './sightings.ts'

/** What a look needs. */
export interface LookParts {
  readonly primitives: Primitives
  readonly random: Random
  readonly nowMillis: () => number
  readonly newsroomId: NewsroomId
  readonly sightings: Sightings
  /** How many of the files that are no page's foundation are compared. */
  readonly sample: number
}

/** What one look came to. */
export interface Look {
  /** The number of the release, if there was a valid one. */
  readonly release?: number
  readonly found: readonly Finding[]
  readonly unchecked: readonly { readonly path: string; readonly why: Unchecked }[]
}

/** Why something could not be compared. */
export type Unchecked = NoAnswer['kind'] | 'release-changing'

const ROUNDS = 3
/** Probes of addresses at which nothing should be. */
const MOST_UNLISTED = 9

/** Looks once. Never throws for what a site does. */
export async function lookAt(parts: LookParts, site: Site): Promise<Look> {
  const { primitives: p, newsroomId, nowMillis, sightings } = parts
  const files = await lookAtFiles(parts, site)
  const news = await askNewsroom(p, site, { newsroomId, nowMillis: nowMillis() })
  const withheld: readonly Finding[] =
    news.isSilent && sightings.highest('edition') > 0
      ? [{ kind: 'edition-missing', path: '/edition' }]
      : []
  const sighted = [...files.sighted, ...news.sighted]
  return {
    ...(files.release === undefined ? {} : { release: files.release }),
    found: [
      ...files.found,
      ...news.found,
      ...withheld,
      ...sighted.flatMap((one) => contradictionOf(parts, one)),
    ],
    unchecked: [...files.unchecked, ...news.unchecked],
  }
}

function contradictionOf({ sightings, nowMillis }: LookParts, seen: Sighted): readonly Finding[] {
  const highest = sightings.highest(seen.kind)
  const kind = sightings.take(seen, nowMillis())
  if (kind === undefined) return []
  const detail = kind.endsWith('-older') ? `${seen.number} < ${highest}` : `${seen.number}`
  return [{ kind, path: `/${seen.kind}`, detail }]
}

interface FilesLook extends Look {
  readonly sighted: readonly Sighted[]
}

/** Begins again when the release changes meanwhile, three times at most. */
async function lookAtFiles(parts: LookParts, site: Site): Promise<FilesLook> {
  const { primitives: p, newsroomId, random } = parts
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const release = await fetchRelease(p, site, newsroomId)
      const { files } = release
      const chosen = [...chosenFiles(parts, files), manifestOf(p, newsroomId, release)]
      const unlisted = shuffled(random, unlistedPaths(random, files)).slice(0, MOST_UNLISTED)
      const compared = await compareFiles(p, site, { files, chosen, unlisted }, () => undefined)
      const isSame = compared.differences.length === 0
      const after = isSame ? release : await fetchRelease(p, site, newsroomId)
      if (equalBytes(after.head, release.head))
        return {
          release: release.number,
          found: [...unwantedHeaders(RELEASE_PATH, release.headers), ...compared.differences],
          unchecked: compared.unchecked,
          sighted: [sightedIn(release)],
        }
    }
    return noRelease([], [{ path: RELEASE_PATH, why: 'release-changing' }])
  } catch (error) {
    return failed(error)
  }
}

function sightedIn({ number, head: name, previousHead: previous }: FetchedRelease): Sighted {
  return { kind: 'release', number, name, previous }
}

function failed(error: unknown): FilesLook {
  const path = RELEASE_PATH
  if (error instanceof ProtocolError)
    return noRelease([{ kind: 'release-refused', path, detail: error.code }], [])
  if (!(error instanceof CliError)) throw error
  if (error.code === 'site-unreachable') return noRelease([], [{ path, why: 'unreachable' }])
  if (error.code === 'release-missing') return noRelease([{ kind: 'release-missing', path }], [])
  return noRelease([{ kind: 'release-refused', path, detail: error.code }], [])
}

function noRelease(found: readonly Finding[], unchecked: Look['unchecked']): FilesLook {
  return { found, unchecked, sighted: [] }
}

/** What every page stands on, and a choice of the rest that is another each time. */
function chosenFiles({ random, sample }: LookParts, files: readonly ReleaseFile[]) {
  const isFoundation = ({ path }: ReleaseFile) =>
    /^\/assets\/.*\.(?:css|js)$/u.test(path) || [LOST_PAGE_PATH, '/', '/en/', '/es/'].includes(path)
  const others = files.filter((file) => !isFoundation(file))
  return [...files.filter(isFoundation), ...shuffled(random, others).slice(0, sample)]
}
