// Compares what a site serves with the release that its newsroom signed, byte for byte. What it finds
// holds for this visit from this place: a site can answer others otherwise.
import {
  equalBytes,
  type NewsroomId,
  type Primitives,
  type Random,
  type ReleaseFile,
} from '@cronista/protocol'
import { LOST_PAGE_PATH, WEBCAT_MANIFEST_PATH, webcatManifest } from '@cronista/protocol/http'
import { CliError } from './cli-error.ts'
import { fetchRelease, type FetchedRelease } from './fetch-release.ts'
import {
  headerDifferences,
  type HeaderDifference,
  type headerDifferenceKinds,
} from './header-differences.ts'
import { inParallel } from './in-parallel.ts'
import { usesOf, type Codings, type NoAnswer, type Site, type SiteAnswer } from './site.ts'
import { unlistedPaths } from './unlisted-paths.ts'

type ContentDifferenceKind =
  | 'bytes-differ'
  | 'found-where-nothing-is'
  | 'lost-page-differs'
  | 'missing'
  | 'redirected'
  | 'status-odd'

/** Every way in which a site can differ from its release. */
export type DifferenceKind = ContentDifferenceKind | (typeof headerDifferenceKinds)[number]

/** One difference, at one path. */
export interface Difference {
  readonly kind: DifferenceKind
  readonly path: string
  /** The header, if one differs. */
  readonly header?: string
}

/** What became of a verification. */
export interface Verification {
  readonly release: FetchedRelease
  readonly isOlder: boolean
  readonly differences: readonly Difference[]
  /** How many paths were asked for where nothing is. */
  readonly unlisted: number
  /** Paths for which there was no answer, and why. */
  readonly unchecked: readonly { readonly path: string; readonly why: NoAnswer['kind'] }[]
}

/** What a verification needs. */
export interface VerifyWishes {
  readonly newsroomId: NewsroomId
  /** A release below this number is an older one. */
  readonly atLeast: number
  readonly onProgress: (done: number, total: number) => void
}

const codings: readonly Codings[] = ['all', 'oldest']
const REQUESTS_AT_ONCE = 6
/** Enough to read what a server says instead of a small file. */
const ERROR_BYTES = 65_536
const ROUNDS = 3

/** Fetches release and files and compares. When the site changes to another release meanwhile, it
 *  begins again, three times at most. Throws as {@link fetchRelease}, and `release-changing`. */
export async function verifySite(
  p: Primitives,
  random: Random,
  site: Site,
  wishes: VerifyWishes,
): Promise<Verification> {
  for (let round = 0; round < ROUNDS; round++) {
    const release = await fetchRelease(p, site, wishes.newsroomId)
    const compared = await compare(p, random, site, release, wishes)
    const isSame = compared.differences.length === 0
    const after = isSame ? release : await fetchRelease(p, site, wishes.newsroomId)
    if (equalBytes(after.head, release.head))
      return { release, isOlder: release.number < wishes.atLeast, ...compared }
  }
  throw new CliError('release-changing', site.origin)
}

/** What a comparison found, and what it could not compare. */
export type Found = Pick<Verification, 'differences' | 'unchecked'>
type Check = () => Promise<Found>

/** What of a release is compared. */
export interface Compared {
  /** All that the release lists. */
  readonly files: readonly ReleaseFile[]
  /** Those that are asked for. */
  readonly chosen: readonly ReleaseFile[]
  /** Paths at which nothing is. */
  readonly unlisted: readonly string[]
}

async function compare(
  p: Primitives,
  random: Random,
  site: Site,
  release: FetchedRelease,
  { newsroomId, onProgress }: VerifyWishes,
): Promise<Found & Pick<Verification, 'unlisted'>> {
  const { files } = release
  const unlisted = unlistedPaths(random, files)
  const chosen = [...files, manifestOf(p, newsroomId, release)]
  const found = await compareFiles(p, site, { files, chosen, unlisted }, onProgress)
  return { ...found, unlisted: unlisted.length }
}

/** The manifest for WEBCAT, which is made of the release, as if the release listed it. */
export function manifestOf(
  p: Primitives,
  newsroomId: NewsroomId,
  release: FetchedRelease,
): ReleaseFile {
  const bytes = webcatManifest(newsroomId, release)
  return { path: WEBCAT_MANIFEST_PATH, size: bytes.length, sha256: p.sha256(bytes) }
}

/** Compares what a site serves at these paths with what it should. */
export async function compareFiles(
  p: Primitives,
  site: Site,
  { files, chosen, unlisted }: Compared,
  onProgress: VerifyWishes['onProgress'],
): Promise<Found> {
  const checks = [...fileChecks(p, site, chosen), ...lostChecks(p, site, files, unlisted)]
  let done = 0
  return merged(await inParallel(checks, REQUESTS_AT_ONCE, () => onProgress(++done, checks.length)))
}

/** Each file as each browser that has a use for it asks for it. */
function fileChecks(p: Primitives, site: Site, files: readonly ReleaseFile[]): readonly Check[] {
  return files.flatMap((file) => {
    const { path, size } = file
    const atMost = Math.max(size, ERROR_BYTES)
    return usesOf(path).flatMap((use) =>
      codings.map((taken) => async () => {
        const answer = await site.get({ path, use, codings: taken, atMost })
        return judged(path, path, answer, (given) => fileDifference(p, file, given))
      }),
    )
  })
}

function lostChecks(
  p: Primitives,
  site: Site,
  files: readonly ReleaseFile[],
  unlisted: readonly string[],
): readonly Check[] {
  const lostPage = files.find(({ path }) => path === LOST_PAGE_PATH)
  const atMost = Math.max(lostPage?.size ?? 0, ERROR_BYTES)
  return unlisted.map((path) => async () => {
    const answer = await site.get({ path, use: 'document', codings: 'all', atMost })
    const served = lostPage === undefined ? undefined : LOST_PAGE_PATH
    return judged(path, served, answer, (given) => lostDifference(p, lostPage, given))
  })
}

/** Of what is not the file, no more is said than that, and whether it sets a cookie; of what is, each
 *  header that is not as the file at `served` should have it. */
function judged(
  path: string,
  served: string | undefined,
  answer: NoAnswer | SiteAnswer,
  differenceOf: (answer: SiteAnswer) => ContentDifferenceKind | undefined,
): Found {
  // Longer than the release says is no failure of the line but another file.
  if (answer.kind === 'too-long')
    return { differences: [{ kind: 'bytes-differ', path }], unchecked: [] }
  if (answer.kind !== 'answered')
    return { differences: [], unchecked: [{ path, why: answer.kind }] }
  const kind = differenceOf(answer)
  const headers = served === undefined ? [] : headerDifferences(served, answer.headers)
  const told = kind === undefined ? headers : [{ kind }, ...headers.filter(isCookie)]
  return { differences: told.map((difference) => ({ ...difference, path })), unchecked: [] }
}

function isCookie({ kind }: HeaderDifference): boolean {
  return kind === 'cookie-set'
}

function fileDifference(
  p: Primitives,
  file: ReleaseFile,
  answer: SiteAnswer,
): ContentDifferenceKind | undefined {
  if (answer.status >= 300 && answer.status < 400) return 'redirected'
  if (answer.status === 404 || answer.status === 410) return 'missing'
  if (answer.status !== 200) return 'status-odd'
  return isFile(p, file, answer.bytes) ? undefined : 'bytes-differ'
}

function lostDifference(
  p: Primitives,
  lostPage: ReleaseFile | undefined,
  answer: SiteAnswer,
): ContentDifferenceKind | undefined {
  if (answer.status !== 404) return 'found-where-nothing-is'
  return lostPage === undefined || isFile(p, lostPage, answer.bytes)
    ? undefined
    : 'lost-page-differs'
}

function isFile(p: Primitives, file: ReleaseFile, bytes: Uint8Array): boolean {
  return bytes.length === file.size && equalBytes(p.sha256(bytes), file.sha256)
}

/** All that was found, each once, by path. */
function merged(found: readonly Found[]): Found {
  return {
    differences: eachOnce(found.flatMap(({ differences }) => differences)),
    unchecked: eachOnce(found.flatMap(({ unchecked }) => unchecked)),
  }
}

function eachOnce<Item extends { readonly path: string }>(items: readonly Item[]): readonly Item[] {
  const byText = new Map(items.map((item) => [JSON.stringify(item), item]))
  return [...byText.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
