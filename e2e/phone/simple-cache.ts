// One entry of Chromium's disk cache, of the kind in which every entry is a file of its own.

/** What such a file begins with. */
export const SIMPLE_MAGIC = Buffer.from([0x30, 0x5c, 0x72, 0xa7, 0x1b, 0x6d, 0xfb, 0xfc])

const HEADER_BYTES = 24
const KEY_LENGTH_AT = 12
/** Ends each of an entry's streams; its length stands in the last four bytes. */
const END_MAGIC = Buffer.from([0xd8, 0x41, 0x0d, 0x97, 0x45, 0x6f, 0xfa, 0xf4])

/** The name of the entry: an address, for the cache of pages. */
export function keyOfSimpleEntry(bytes: Buffer): string {
  return bytes.toString('latin1', HEADER_BYTES, HEADER_BYTES + bytes.readUInt32LE(KEY_LENGTH_AT))
}

/** Its streams, without what marks their ends: body, headers, and what else was put beside them. */
export function partsOfSimpleEntry(bytes: Buffer): Uint8Array[] {
  const parts: Uint8Array[] = []
  let from = HEADER_BYTES + bytes.readUInt32LE(KEY_LENGTH_AT)
  for (let at = bytes.indexOf(END_MAGIC, from); at >= 0; at = bytes.indexOf(END_MAGIC, from)) {
    if (at > from) parts.push(bytes.subarray(from, at))
    from = at + 24
  }
  return parts
}
