// The root key in shares: any `needed` of them give it back, fewer say nothing about it. The arithmetic is
// the library's (Shamir's scheme over GF(2⁸), a fresh random polynomial for each byte); it checks nothing of
// what it is given, so everything that can be wrong with shares is found here.
import { combine, split } from 'shamir-secret-sharing'
import { equalBytes, sameId, type NewsroomId, type Random } from '@cronista/protocol'
import type { RootShare } from './root-share.ts'

const NEWSROOM_BYTES = 8
const SPLITTING_BYTES = 4

/** What shares are together. */
export type RecoveredRoot =
  /** The root seed, 32 bytes, to be overwritten after use. */
  | { readonly kind: 'root'; readonly seed: Uint8Array }
  /** Of another newsroom than the fingerprint that was given. */
  | { readonly kind: 'foreign'; readonly index: number }
  /** Made at another time than the first: they do not go together, though each is whole. */
  | { readonly kind: 'mixed'; readonly index: number }
  | { readonly kind: 'twice'; readonly index: number }
  | { readonly kind: 'too-few'; readonly given: number; readonly needed: number }
  /** What they give is not the root of this fingerprint: somebody altered one. */
  | { readonly kind: 'other-root' }

/** Splits a root seed (32 bytes). Throws RangeError unless 2 ≤ needed ≤ shares ≤ 255. */
export async function splitRoot(
  rootSeed: Uint8Array,
  newsroomId: NewsroomId,
  { shares, needed }: { readonly shares: number; readonly needed: number },
  random: Random,
): Promise<readonly RootShare[]> {
  if (needed < 2 || shares < needed || shares > 255) throw new RangeError('2 ≤ needed ≤ shares')
  const newsroom = newsroomId.slice(0, NEWSROOM_BYTES)
  const splitting = random(SPLITTING_BYTES)
  const points = await split(rootSeed, shares, needed)
  return points.map((point, index) => ({ newsroom, splitting, needed, number: index + 1, point }))
}

/** Puts the root together again. `newsroomOf` gives the newsroom of a root seed. */
export async function recoverRoot(
  shares: readonly RootShare[],
  newsroomId: NewsroomId,
  newsroomOf: (rootSeed: Uint8Array) => NewsroomId,
): Promise<RecoveredRoot> {
  const fault = faultOf(shares, newsroomId)
  if (fault !== undefined) return fault
  const points = shares.map(({ point }) => point)
  // Two shares that say different numbers and hold the same point: one was altered.
  if (new Set(points.map((point) => point.at(-1))).size < points.length)
    return { kind: 'other-root' }
  const seed = await combine(points)
  if (sameId(newsroomOf(seed), newsroomId)) return { kind: 'root', seed }
  seed.fill(0)
  return { kind: 'other-root' }
}

function faultOf(shares: readonly RootShare[], newsroomId: NewsroomId): RecoveredRoot | undefined {
  const [first] = shares
  if (first === undefined) return { kind: 'too-few', given: 0, needed: 2 }
  for (const [index, share] of shares.entries()) {
    if (!equalBytes(share.newsroom, newsroomId.subarray(0, NEWSROOM_BYTES)))
      return { kind: 'foreign', index }
    if (!equalBytes(share.splitting, first.splitting) || share.needed !== first.needed)
      return { kind: 'mixed', index }
    if (shares.slice(0, index).some(({ number }) => number === share.number))
      return { kind: 'twice', index }
  }
  const isEnough = shares.length >= Math.max(first.needed, 2)
  return isEnough ? undefined : { kind: 'too-few', given: shares.length, needed: first.needed }
}
