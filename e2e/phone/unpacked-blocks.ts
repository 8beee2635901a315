// Two block formats that Node does not open itself: LZ4 (Firefox) and Snappy (LevelDB). They are
// read for a search: what is cut short or damaged gives what could be read before.

/** Opens one LZ4 block without its frame; stops where it makes no sense any more. */
export function unpackLz4Block(packed: Uint8Array, limitBytes: number): Uint8Array {
  const output = new Output(limitBytes)
  let at = 0
  const length = (nibble: number): number => {
    let total = nibble
    if (nibble !== 15) return total
    for (let more = 255; more === 255; total += more) more = packed[at++] ?? 0
    return total
  }
  while (at < packed.length && !output.isFull) {
    const token = packed[at++] ?? 0
    const literals = length(token >> 4)
    output.append(packed.subarray(at, at + literals))
    at += literals
    if (at + 2 > packed.length) break
    const back = (packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8)
    at += 2
    if (!output.copy(back, length(token & 15) + 4)) break
  }
  return output.bytes()
}

/** Opens one Snappy block; `undefined` if it says no believable length of its own. */
export function unpackSnappyBlock(packed: Uint8Array, limitBytes: number): Uint8Array | undefined {
  const [declared, start] = varint(packed, 0)
  if (declared > limitBytes || declared < packed.length / 2) return undefined
  const output = new Output(declared)
  let at = start
  while (at < packed.length && !output.isFull) {
    const tag = packed[at++] ?? 0
    const kind = tag & 3
    if (kind === 0) {
      let literals = tag >> 2
      if (literals >= 60) {
        const width = literals - 59
        literals = littleEndian(packed, at, width)
        at += width
      }
      output.append(packed.subarray(at, at + literals + 1))
      at += literals + 1
      continue
    }
    const copied = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1
    const width = kind === 1 ? 1 : kind === 2 ? 2 : 4
    const back = littleEndian(packed, at, width) | (kind === 1 ? (tag >> 5) << 8 : 0)
    at += width
    if (!output.copy(back, copied)) return undefined
  }
  return output.isFull ? output.bytes() : undefined
}

/** A number of LevelDB's and Snappy's kind, and where the next byte stands. */
export function varint(bytes: Uint8Array, from: number): readonly [value: number, next: number] {
  let value = 0
  let at = from
  for (let weight = 1; weight < 2 ** 49; weight *= 128) {
    const byte = bytes[at++] ?? 0
    value += (byte & 127) * weight
    if (byte < 128) break
  }
  return [value, at]
}

function littleEndian(bytes: Uint8Array, from: number, width: number): number {
  let value = 0
  for (let index = width - 1; index >= 0; index--) value = value * 256 + (bytes[from + index] ?? 0)
  return value
}

/** Grows as far as its limit and no further, whatever a block claims. */
class Output {
  readonly #limit: number
  #bytes = new Uint8Array(4096)
  #length = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get isFull(): boolean {
    return this.#length >= this.#limit
  }

  append(added: Uint8Array): void {
    const taken = added.subarray(0, this.#limit - this.#length)
    this.#room(taken.length)
    this.#bytes.set(taken, this.#length)
    this.#length += taken.length
  }

  /** Repeats what stands so far back; `false` if nothing stands there. */
  copy(back: number, count: number): boolean {
    if (back === 0 || back > this.#length) return false
    const wanted = Math.min(count, this.#limit - this.#length)
    this.#room(wanted)
    for (let index = 0; index < wanted; index++, this.#length++)
      this.#bytes[this.#length] = this.#bytes[this.#length - back] ?? 0
    return true
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  #room(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}
