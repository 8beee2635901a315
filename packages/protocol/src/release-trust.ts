import { equalBytes } from './bytes.ts'
import { isSignedBy, newsroomIdOf, sameId, type NewsroomId } from './context.ts'
import { ProtocolError, type ProtocolErrorCode } from './errors.ts'
import type { Primitives } from './primitives.ts'
import { parseRelease, releaseHead, type Release, type ReleaseSignature } from './release.ts'
import { certified } from './roster.ts'
import { LOST_PAGE_PATH, siteContentType } from './site-answer.ts'

/** Pages that say everything twice. */
const IN_BOTH: ReadonlySet<string> = new Set(['/', LOST_PAGE_PATH])

/** What the judge of a release knows beforehand. */
export interface ReleaseJudgement {
  /** The pinned fingerprint. */
  readonly newsroomId: NewsroomId
}

/** A release that passed every rule of §12. */
export interface TrustedRelease extends Release {
  /** 32 bytes. */
  readonly head: Uint8Array
  /** Those of its signatures that verify, of two people and two devices at least. */
  readonly signers: readonly ReleaseSignature[]
}

/** Parses a release and applies every rule of §12, in its order; throws `ProtocolError` with the code of
 *  the first that fails. It needs no clock: a release can be checked as long as its bytes are kept.
 *  Whether a newer one exists it cannot know. */
export function verifyRelease(
  p: Primitives,
  bytes: Uint8Array,
  { newsroomId }: ReleaseJudgement,
): TrustedRelease {
  const release = parseRelease(bytes)
  if (!sameId(newsroomIdOf(p, release.rootPublicKey), newsroomId)) refuse('release-foreign')
  if (!release.signatures.every((one) => isCertified(p, newsroomId, release, one)))
    refuse('release-uncertified')
  const head = releaseHead(p, newsroomId, release.body)
  const signers = release.signatures.filter(({ devicePublicKey, signature }) =>
    isSignedBy(p, newsroomId, devicePublicKey, 'release', head, signature),
  )
  if (signers.length === 0) refuse('release-unsigned')
  if (!areTwo(signers)) refuse('release-half-signed')
  if (!hasBothLanguages(release)) refuse('release-one-language')
  return { ...release, head, signers }
}

function isCertified(
  p: Primitives,
  newsroomId: NewsroomId,
  release: Release,
  { personId, devicePublicKey, certifiedUntilMillis, certificate }: ReleaseSignature,
): boolean {
  const bytes = certified({ personId, publicKey: devicePublicKey, certifiedUntilMillis })
  return (
    certifiedUntilMillis >= release.issuedAtMillis &&
    isSignedBy(p, newsroomId, release.rootPublicKey, 'device certificate', bytes, certificate)
  )
}

/** Whether two of them are of different people and on different devices. */
function areTwo(signers: readonly ReleaseSignature[]): boolean {
  return signers.some((one) =>
    signers.some(
      (other) =>
        !sameId(one.personId, other.personId) &&
        !equalBytes(one.devicePublicKey, other.devicePublicKey),
    ),
  )
}

/** Whether everything that browsers show as a page, wherever it stands, is one half of exactly one pair,
 *  but for the two pages that are in both languages. */
function hasBothLanguages({ files, pairs }: Pick<Release, 'files' | 'pairs'>): boolean {
  const paired = new Set(pairs.flatMap(({ es, en }) => [es, en]))
  return (
    paired.size === 2 * pairs.length &&
    pairs.every(({ es, en }) => es.startsWith('/es/') && en.startsWith('/en/')) &&
    files.every(({ path }) => !isPage(path) || IN_BOTH.has(path) || paired.has(path))
  )
}

function isPage(path: string): boolean {
  return siteContentType(path).startsWith('text/html')
}

function refuse(code: ProtocolErrorCode): never {
  throw new ProtocolError(code)
}
