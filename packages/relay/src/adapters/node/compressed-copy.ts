import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

/** What is larger is a picture or a film, which is compressed already. */
const MAX_BYTES = 1_048_576
/** A copy that is hardly smaller is not worth its room. */
const WORTH_IT = 0.9

const compress = promisify(brotliCompress)

/** A file compressed with brotli as far as it goes, once for all readers, on another thread;
 *  `undefined` where that saves less than a tenth. */
export async function compressedCopy(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  if (bytes.length > MAX_BYTES) return undefined
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  const compressed = await compress(bytes, { params })
  return compressed.length < bytes.length * WORTH_IT ? new Uint8Array(compressed) : undefined
}
