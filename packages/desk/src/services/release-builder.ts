// From what is on the site and what is to be changed there to the bytes that are signed. Every desk that
// knows the same events gets the same bytes, or the release is not signed.
import { encodeReleaseBody, fromHex, releaseHead, toHex } from '@cronista/protocol'
import { siteStories, type NewsroomState, type ReleaseDrafted } from '@cronista/newsroom'
import type { SitePress } from '../ports/site-press.ts'
import type { DeskKeys } from './desk-keys.ts'

/** What names a release before it is built. */
export type ReleasePlan = Pick<
  ReleaseDrafted,
  'changes' | 'issuedAtMillis' | 'number' | 'previousHead' | 'rosterHead'
>

/** A release that was built. */
export interface BuiltRelease {
  /** The bytes that are signed. */
  readonly body: Uint8Array
  /** 64 hexadecimal digits. */
  readonly head: string
  /** SHA-256 of the site's files, 64 hexadecimal digits each, every one once. */
  readonly hashes: readonly string[]
  /** The file with this hash, or `undefined`. */
  fileOf(hash: string): Uint8Array | undefined
}

/** What a release is built with. */
export interface ReleaseSources {
  readonly keys: Pick<DeskKeys, 'newsroomId' | 'p'>
  /** Ed25519 public key of the newsroom's root, 32 bytes. */
  readonly rootPublicKey: Uint8Array
  readonly press: SitePress
}

/** Builds the release of a plan: the site as it stands, with the plan's changes. Throws
 *  `story-incomplete` where the press does, and the newsroom's `change-not-held`. */
export function buildRelease(
  { keys: { p, newsroomId }, rootPublicKey, press }: ReleaseSources,
  state: NewsroomState,
  plan: ReleasePlan,
): BuiltRelease {
  const { files, list, pairs } = press.site(siteStories(state, plan.changes))
  const body = encodeReleaseBody({
    rootPublicKey,
    number: plan.number,
    previousHead: fromHex(plan.previousHead),
    issuedAtMillis: plan.issuedAtMillis,
    rosterHead: fromHex(plan.rosterHead),
    files: list,
    pairs,
  })
  const paths = new Map(list.map(({ path, sha256 }) => [toHex(sha256), path]))
  return {
    body,
    head: toHex(releaseHead(p, newsroomId, body)),
    hashes: [...paths.keys()],
    fileOf: (hash) => files.get(paths.get(hash) ?? ''),
  }
}
