/** Content types of TLS records (RFC 8446, section 5.1). */
export const RECORD_TYPES = {
  changeCipherSpec: 20,
  alert: 21,
  handshake: 22,
  application: 23,
} as const

const HEADER_BYTES = 5

/** The header of one TLS record: all that this observer looks at. */
export interface RecordHeader {
  readonly type: number
  /** As it stands there: 0x0301 or 0x0303. */
  readonly version: number
  /** Of what follows the header, in bytes. */
  readonly length: number
}

/** Cuts one direction of a connection into records without opening any. Throws RangeError for bytes
 *  that are no TLS: a test that listened to something else would compare nothing. */
export class RecordReader {
  readonly #header = new Uint8Array(HEADER_BYTES)
  #headerBytes = 0
  #bodyBytesLeft = 0

  /** The headers of the records that begin in this chunk and whose header is complete with it. */
  read(chunk: Uint8Array): readonly RecordHeader[] {
    const found: RecordHeader[] = []
    let at = 0
    while (at < chunk.length) {
      const skipped = Math.min(this.#bodyBytesLeft, chunk.length - at)
      this.#bodyBytesLeft -= skipped
      at += skipped
      const taken = chunk.subarray(at, at + HEADER_BYTES - this.#headerBytes)
      this.#header.set(taken, this.#headerBytes)
      this.#headerBytes += taken.length
      at += taken.length
      if (this.#headerBytes === HEADER_BYTES) found.push(this.#begin())
    }
    return found
  }

  #begin(): RecordHeader {
    const view = new DataView(this.#header.buffer)
    const header = { type: view.getUint8(0), version: view.getUint16(1), length: view.getUint16(3) }
    if (header.type < 20 || header.type > 23 || header.version >> 8 !== 3)
      throw new RangeError('these bytes are no TLS record')
    this.#headerBytes = 0
    this.#bodyBytesLeft = header.length
    return header
  }
}
