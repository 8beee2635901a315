import { ProtocolError, type ProtocolErrorCode } from './errors.ts'

/** Joins byte strings (`‖` in the specification). */
export function concatBytes(...pieces: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const piece of pieces) length += piece.length
  const joined = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    joined.set(piece, offset)
    offset += piece.length
  }
  return joined
}

/** Compares without stopping at the first difference; lengths are not secret. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0)
  return difference === 0
}

/** Whether every byte is zero, in time that depends on the length alone. */
export function isZero(bytes: Uint8Array): boolean {
  let seen = 0
  for (let index = 0; index < bytes.length; index++) seen |= bytes[index] ?? 0
  return seen === 0
}

/** Orders byte strings as unsigned numbers of equal length. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length)
  for (let index = 0; index < shared; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Integers as in §1: unsigned, big-endian. Throws RangeError for what does not fit. */
export function u8(value: number): Uint8Array {
  return unsigned(value, 1)
}

/** See {@link u8}. */
export function u16(value: number): Uint8Array {
  return unsigned(value, 2)
}

/** See {@link u8}. */
export function u32(value: number): Uint8Array {
  return unsigned(value, 4)
}

/** See {@link u8}; values above 2⁵³ − 1 do not fit. */
export function u64(value: number): Uint8Array {
  return unsigned(value, 8)
}

function unsigned(value: number, length: number): Uint8Array {
  const limit = length === 8 ? Number.MAX_SAFE_INTEGER : 256 ** length - 1
  if (!Number.isSafeInteger(value) || value < 0 || value > limit)
    throw new RangeError(`not an unsigned integer of ${length} bytes`)
  const bytes = new Uint8Array(length)
  let rest = value
  for (let index = length - 1; index >= 0; index--) {
    bytes[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}

/** Reads a structure from front to back; whatever does not fit throws `ProtocolError(code)`. */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #code: ProtocolErrorCode
  #offset = 0

  constructor(bytes: Uint8Array, code: ProtocolErrorCode) {
    this.#bytes = bytes
    this.#code = code
  }

  /** How many bytes have been read. */
  get offset(): number {
    return this.#offset
  }

  /** A copy of the next `length` bytes. */
  take(length: number): Uint8Array {
    const from = this.#skip(length)
    return this.#bytes.slice(from, this.#offset)
  }

  /** The next `length` bytes where they stand, for what is only looked at. */
  view(length: number): Uint8Array {
    const from = this.#skip(length)
    return this.#bytes.subarray(from, this.#offset)
  }

  u8(): number {
    return this.#unsigned(1)
  }

  u16(): number {
    return this.#unsigned(2)
  }

  u32(): number {
    return this.#unsigned(4)
  }

  u64(): number {
    const value = this.#unsigned(8)
    if (!Number.isSafeInteger(value)) this.fail()
    return value
  }

  /** Requires the version byte of a structure. */
  version(expected: number): void {
    if (this.u8() !== expected) this.fail()
  }

  /** Requires `length` zero bytes. */
  zeros(length: number): void {
    if (!isZero(this.take(length))) this.fail()
  }

  /** Requires that nothing is left. */
  end(): void {
    if (this.#offset !== this.#bytes.length) this.fail()
  }

  fail(): never {
    throw new ProtocolError(this.#code)
  }

  #unsigned(length: number): number {
    let value = 0
    for (let index = this.#skip(length); index < this.#offset; index++)
      value = value * 256 + (this.#bytes[index] ?? 0)
    return value
  }

  /** Goes on by so many bytes; where they begin. */
  #skip(length: number): number {
    const from = this.#offset
    if (from + length > this.#bytes.length) this.fail()
    this.#offset = from + length
    return from
  }
}
