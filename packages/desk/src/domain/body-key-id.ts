import { concatBytes, utf8, type NewsroomId, type Primitives } from '@cronista/protocol'

/** What entries call the key of their bodies (§8), 16 bytes: a hash of the key and of what it is for. An
 *  author signs the id, so nobody can put another key or another subject under it. */
export function bodyKeyIdOf(
  p: Primitives,
  newsroomId: NewsroomId,
  bodyKey: Uint8Array,
  subject: Uint8Array,
): Uint8Array {
  const named = concatBytes(utf8('cronista/1 body key\0'), newsroomId, subject, bodyKey)
  return p.sha256(named).slice(0, 16)
}
