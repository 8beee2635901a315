/** Bytes of a packed letter that one record of an edition carries (docs/protocol.md §6). */
const RECORD_BODY_BYTES = 899

/** Version and language, before the text of a letter (docs/protocol.md §4). */
const LETTER_HEADER_BYTES = 2

/** The longest answer, in UTF-16 code units: what a text field counts (docs/protocol.md §6). */
export const MAX_REPLY_CHARACTERS = 100_000

/** The most records of one reply: what is longer goes out in several (docs/protocol.md §6). */
const RECORDS_OF_A_PIECE = 5

/** How many records of an edition `packedBytes` of a deflated letter take; an empty one takes none. */
export function recordsFor(packedBytes: number): number {
  return Math.ceil(packedBytes / RECORD_BODY_BYTES)
}

/** About how many replies an answer of so many records becomes. */
export function piecesFor(records: number): number {
  return Math.ceil(records / RECORDS_OF_A_PIECE)
}

/** About how many records of an edition `text` takes. An estimate: the desk deflates with another
 *  library than the browser, and the two may differ by a few bytes. Never rejects. */
export async function estimateRecords(text: string): Promise<number> {
  if (text === '') return 0
  const letter = new TextEncoder().encode(`${' '.repeat(LETTER_HEADER_BYTES)}${text}`)
  const packed = new Blob([letter]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const { byteLength } = await new Response(packed).arrayBuffer()
  return recordsFor(byteLength)
}
