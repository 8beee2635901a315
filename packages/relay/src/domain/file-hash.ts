import { toHex } from '@cronista/protocol'

declare const brand: unique symbol
/** Names a file of a release by its SHA-256: 64 hexadecimal digits, and nothing that leads anywhere. */
export type FileHash = string & { readonly [brand]: 'FileHash' }

const DIGITS = /^[0-9a-f]{64}$/u

/** Reads a hash as it stands in a path or a list; `undefined` for any other text. */
export function parseFileHash(text: string): FileHash | undefined {
  return DIGITS.test(text) ? (text as FileHash) : undefined
}

/** The name of a file with this SHA-256, 32 bytes. */
export function fileHashOf(sha256: Uint8Array): FileHash {
  const hash = parseFileHash(toHex(sha256))
  if (hash === undefined) throw new RangeError('a SHA-256 has 32 bytes')
  return hash
}
