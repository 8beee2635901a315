import { createHash } from 'node:crypto'

/** A UUID (RFC 9562, version 8) as a URN, made of `names` alone: whoever follows a feed knows an entry
 *  again for ever, on any address of the site. What the names were cannot be read from it. */
export function stableUrn(...names: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(names)).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  const uuid = [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ].map(([from, to]) => hex.slice(from, to))
  return `urn:uuid:${uuid.join('-')}`
}
