import { equalBytes } from '@cronista/protocol'
import type { FileHash } from './file-hash.ts'
import type { SitePath } from './site-path.ts'

/** A release that has been judged (§12). */
export interface StoredRelease {
  /** From 1. */
  readonly number: number
  /** 32 bytes. */
  readonly head: Uint8Array
  /** Head of the release before, 32 bytes. */
  readonly previousHead: Uint8Array
  readonly bytes: Uint8Array
}

/** A file that stood at this path until a release without it became current. */
export interface LeftFile {
  readonly path: SitePath
  readonly hash: FileHash
}

/** Why `next` may not become current after `current`, or `undefined` if it may. The first release of a
 *  relay may have any number, since a newsroom whose server is lost goes on at another. */
export function whyNotNext(
  current: StoredRelease | undefined,
  next: StoredRelease,
): 'older' | 'repeated' | 'unchained' | undefined {
  if (current === undefined) return undefined
  if (equalBytes(next.bytes, current.bytes)) return 'repeated'
  if (next.number <= current.number) return 'older'
  const isChained =
    next.number === current.number + 1 && equalBytes(next.previousHead, current.head)
  return isChained ? undefined : 'unchained'
}
