// Compares what a site serves with the release that its newsroom signed, byte for byte. What it finds
// holds for this visit from this place: a site can answer others otherwise.
import {
  equalBytes,
  type NewsroomId,
  type Primitives,
  type Random,
  type ReleaseFile,
  toHex,
} from '@cronista/protocol'
import { LOST_PAGE_PATH, SITE_HEADERS } from '@cronista/protocol/http'
import { CliError } from './cli-error.ts'
import { fetchRelease, type FetchedRelease } from './fetch-release.ts'
import { inParallel } from './in-parallel.ts'
import type { Coding, NoAnswer, Site, SiteAnswer } from './site.ts'

/** Every way in which a site can differ from its release. */
export const differenceKinds = [
  'bytes-differ',
  'cookie-set',
  'found-where-nothing-is',
  'lost-page-differs',
  'missing',
  'policy-differs',
  'redirected',
  'status-odd',
] as const

/** One difference, at one path. */
export interface Difference {
  readonly kind: (typeof differenceKinds)[number]
  readonly path: string
}

/** What became of a verification. */
export interface Verification {
  readonly release: FetchedRelease
  readonly isOlder: boolean
  readonly differences: readonly Difference[]
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

const codings: readonly Coding[] = ['identity', 'brotli']
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
    const compared = await compare(p, random, site, release, wishes.onProgress)
    const isSame = compared.differences.length === 0
    const after = isSame ? release : await fetchRelease(p, site, wishes.newsroomId)
    if (equalBytes(after.head, release.head))
      return { release, isOlder: release.number < wishes.atLeast, ...compared }
  }
  throw new CliError('release-changing', site.origin)
}

type Found = Pick<Verification, 'differences' | 'unchecked'>

async function compare(
  p: Primitives,
  random: Random,
  site: Site,
  release: FetchedRelease,
  onProgress: VerifyWishes['onProgress'],
): Promise<Found> {
  const lostPage = release.files.find(({ path }) => path === LOST_PAGE_PATH)
  const checks = release.files.flatMap((file) =>
    codings.map((coding) => async () => {
      const { path } = file
      const answer = await site.get({ path, coding, atMost: Math.max(file.size, ERROR_BYTES) })
      return judged(path, answer, (given) => fileDifference(p, file, given))
    }),
  )
  checks.push(async () => {
    const path = `/es/${toHex(random(8))}/`
    const atMost = Math.max(lostPage?.size ?? 0, ERROR_BYTES)
    const answer = await site.get({ path, coding: 'identity', atMost })
    return judged(path, answer, (given) => lostDifference(p, lostPage, given))
  })
  let done = 0
  const found = await inParallel(checks, REQUESTS_AT_ONCE, () => onProgress(++done, checks.length))
  return merged(found)
}

function judged(
  path: string,
  answer: NoAnswer | SiteAnswer,
  differenceOf: (answer: SiteAnswer) => Difference['kind'] | undefined,
): Found {
  // Longer than the release says is no failure of the line but another file.
  if (answer.kind === 'too-long')
    return { differences: [{ kind: 'bytes-differ', path }], unchecked: [] }
  if (answer.kind !== 'answered')
    return { differences: [], unchecked: [{ path, why: answer.kind }] }
  const kinds = [differenceOf(answer), ...headerDifferences(answer)]
  const differences = kinds.flatMap((kind) => (kind === undefined ? [] : [{ kind, path }]))
  return { differences, unchecked: [] }
}

function fileDifference(
  p: Primitives,
  file: ReleaseFile,
  answer: SiteAnswer,
): Difference['kind'] | undefined {
  if (answer.status >= 300 && answer.status < 400) return 'redirected'
  if (answer.status === 404 || answer.status === 410) return 'missing'
  if (answer.status !== 200) return 'status-odd'
  return isFile(p, file, answer.bytes) ? undefined : 'bytes-differ'
}

function lostDifference(
  p: Primitives,
  lostPage: ReleaseFile | undefined,
  answer: SiteAnswer,
): Difference['kind'] | undefined {
  if (answer.status !== 404) return 'found-where-nothing-is'
  return lostPage === undefined || isFile(p, lostPage, answer.bytes)
    ? undefined
    : 'lost-page-differs'
}

function isFile(p: Primitives, file: ReleaseFile, bytes: Uint8Array): boolean {
  return bytes.length === file.size && equalBytes(p.sha256(bytes), file.sha256)
}

/** What a release cannot list, and a reader is still to be spared. */
function headerDifferences(answer: SiteAnswer): readonly Difference['kind'][] {
  const isPolicy = answer.policy === SITE_HEADERS['content-security-policy']
  return [
    ...(answer.setsCookie ? (['cookie-set'] as const) : []),
    ...(answer.status === 200 && !isPolicy ? (['policy-differs'] as const) : []),
  ]
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
