import { concatBytes, toHex, utf8, type NewsroomId, type Primitives } from '@cronista/protocol'

/** The thread of a contributor: the same on every device, so that any of them may collect. */
export function threadIdOf(p: Primitives, newsroomId: NewsroomId, contributor: Uint8Array): string {
  const named = concatBytes(utf8('cronista/1 thread\0'), newsroomId, contributor)
  return toHex(p.sha256(named).subarray(0, 16))
}
