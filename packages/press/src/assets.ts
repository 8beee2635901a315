import { createHash } from 'node:crypto'

/** A file whose name is its content: whoever has loaded it once never asks for it again. */
export interface Asset {
  /** `/assets/NAME.<16 hexadecimal digits of SHA-256>.EXTENSION` */
  readonly path: string
  readonly bytes: Uint8Array
  /** Subresource integrity: `sha256-` and the whole hash in base64. */
  readonly integrity: string
}

/** Names `bytes` after their SHA-256. */
export function contentAddressed(name: string, extension: string, bytes: Uint8Array): Asset {
  const hash = createHash('sha256').update(bytes).digest()
  const address = hash.toString('hex').slice(0, 16)
  return {
    path: `/assets/${name}.${address}.${extension}`,
    bytes,
    integrity: `sha256-${hash.toString('base64')}`,
  }
}
