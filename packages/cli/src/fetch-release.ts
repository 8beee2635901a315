import {
  MAX_RELEASE_BYTES,
  verifyRelease,
  type NewsroomId,
  type Primitives,
  type TrustedRelease,
} from '@cronista/protocol'
import { RELEASE_PATH } from '@cronista/protocol/http'
import { CliError } from './cli-error.ts'
import type { Site } from './site.ts'

/** A release that was fetched and passed every rule of §12. */
export interface FetchedRelease extends TrustedRelease {
  /** As it was served. */
  readonly bytes: Uint8Array
}

/** The same with the headers that it came with. */
export interface AnsweredRelease extends FetchedRelease {
  readonly headers: ReadonlyMap<string, string>
}

/** Fetches the release a site says it serves, and verifies it with the fingerprint alone. Throws
 *  `CliError` `site-unreachable`, `release-missing` or `release-too-long`, or `ProtocolError` with the
 *  rule that it breaks. */
export async function fetchRelease(
  p: Primitives,
  site: Site,
  newsroomId: NewsroomId,
): Promise<AnsweredRelease> {
  const answer = await site.get({
    path: RELEASE_PATH,
    use: 'document',
    codings: 'all',
    atMost: MAX_RELEASE_BYTES,
  })
  if (answer.kind === 'too-long') throw new CliError('release-too-long', site.origin)
  if (answer.kind !== 'answered') throw new CliError('site-unreachable', site.origin)
  if (answer.status !== 200) throw new CliError('release-missing', site.origin)
  const { bytes, headers } = answer
  return { ...verifyRelease(p, bytes, { newsroomId }), bytes, headers }
}
