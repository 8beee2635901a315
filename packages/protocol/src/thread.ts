import { concatBytes, u32 } from './bytes.ts'
import { context, type NewsroomId } from './context.ts'
import { ProtocolError } from './errors.ts'
import type { Argon2Cost, Primitives } from './primitives.ts'
import { encodeWords, parityHolds } from './words.ts'

/** What Argon2id costs a phone (§3). */
export const WORDS_COST: Argon2Cost = {
  memoryKiB: 19_456,
  passes: 2,
  lanes: 1,
  length: 32,
}

const WEEK_MILLIS = 604_800_000

/** A contributor's keys. Whoever holds this writes in the contributor's name. */
export interface Thread {
  /** Ed25519 seed, 32 bytes. */
  readonly contributorSeed: Uint8Array
  /** Ed25519 public key, 32 bytes: how the desk knows the thread. */
  readonly contributorPublicKey: Uint8Array
  /** Argon2id's output, 32 bytes, from which the weekly reply keys derive. */
  readonly secret: Uint8Array
}

/** Derives a thread from eight words (§3). Slow on purpose, and 19 MiB large. Throws
 *  `words-malformed` when parity does not hold, before anything is derived. */
export function openThread(
  p: Primitives,
  newsroomId: NewsroomId,
  indices: readonly number[],
): Thread {
  if (!parityHolds(indices)) throw new ProtocolError('words-malformed')
  const password = concatBytes(context('words', newsroomId), encodeWords(indices))
  const secret = p.argon2id(password, newsroomId, WORDS_COST)
  password.fill(0)
  const info = context('contributor key', newsroomId)
  const contributorSeed = p.hkdfSha256(secret, newsroomId, info, 32)
  return {
    contributorSeed,
    contributorPublicKey: p.ed25519PublicKey(contributorSeed),
    secret,
  }
}

/** The reply key of one week, 32 bytes (§3). */
export function replyKeyOf(
  p: Primitives,
  newsroomId: NewsroomId,
  thread: Thread,
  week: number,
): Uint8Array {
  const info = concatBytes(context('reply key', newsroomId), u32(week))
  return p.hkdfSha256(thread.secret, newsroomId, info, 32)
}

/** The number of the week that holds this moment (§2). */
export function weekOf(millis: number): number {
  return Math.floor(millis / WEEK_MILLIS)
}

/** Overwrites the secrets of a thread in place. */
export function forgetThread(thread: Thread): void {
  thread.contributorSeed.fill(0)
  thread.contributorPublicKey.fill(0)
  thread.secret.fill(0)
}
