import { createHash, randomBytes } from 'node:crypto'
import type { Primitives, Random } from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'

/** The portable primitives, with the platform's hash: a site has thousands of files and few
 *  signatures. */
export const nativePrimitives: Primitives = {
  ...portablePrimitives,
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
}

/** The platform's randomness. */
export const systemRandom: Random = (length) => new Uint8Array(randomBytes(length))
