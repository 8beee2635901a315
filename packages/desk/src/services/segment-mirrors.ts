// Machines that keep copies of the relay's segments (`cronista mirror-segments`). Nobody vouches for a
// copy: it can be checked from outside for its form and the order of its cells, and what is in it for being
// signed by who wrote it. So a mirror moves no cursor: while the relay is away its copies are taken in ahead,
// and when the relay is back everything is fetched from it all the same, and compared.
import {
  areInHashOrder,
  equalBytes,
  parseSegment,
  parseSegmentName,
  ProtocolError,
  type Primitives,
  type SegmentName,
} from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'
import type { SegmentSource } from '../ports/relay-client.ts'

/** A segment that a mirror gave, in good order. */
export interface MirroredSegment {
  readonly name: SegmentName
  readonly cells: readonly Uint8Array[]
}

/** The mirrors that a desk was told of, asked one after the other. */
export class SegmentMirrors {
  readonly #p: Primitives
  readonly #sources: readonly SegmentSource[]
  /** SHA-256 of what was taken in ahead of the relay. */
  readonly #ahead = new Map<SegmentName, Uint8Array>()
  #highest = 0
  #last: SegmentName | undefined
  #differs = false

  constructor(p: Primitives, sources: readonly SegmentSource[]) {
    this.#p = p
    this.#sources = sources
  }

  /** Whether a mirror gave other bytes than the relay, or left out what it gave. */
  get differs(): boolean {
    return this.#differs
  }

  /** A copy of one segment; `undefined` if no mirror has a well-formed one. Never throws `DeskError`. */
  async find(name: SegmentName): Promise<MirroredSegment | undefined> {
    for (const source of this.#sources) {
      const bytes = await given(() => source.segment(name))
      const cells = bytes && this.#cellsOf(bytes)
      if (cells !== undefined) return { name, cells }
    }
    return undefined
  }

  /** The names between two that the relay listed one after the other, as far as any mirror has them. */
  async between(after: SegmentName, before: SegmentName): Promise<readonly SegmentName[]> {
    const end = numberOf(before)
    for (const source of this.#sources) {
      const listed = (await given(() => source.segments(after))) ?? []
      const names = inOrder(listed, numberOf(after)).filter((name) => numberOf(name) < end)
      if (names.length > 0) return names
    }
    return []
  }

  /** The next segments after the relay's last one, and after those that this gave since the relay was
   *  away; at most so many. */
  async ahead(after: SegmentName | undefined, most: number): Promise<readonly MirroredSegment[]> {
    const from = this.#last ?? after
    for (const source of this.#sources) {
      const listed = (await given(() => source.segments(from))) ?? []
      const found: MirroredSegment[] = []
      for (const name of inOrder(listed, from === undefined ? 0 : numberOf(from)).slice(0, most)) {
        const bytes = await given(() => source.segment(name))
        const cells = bytes && this.#cellsOf(bytes)
        if (bytes === undefined || cells === undefined) break
        this.#ahead.set(name, this.#p.sha256(bytes))
        this.#highest = Math.max(this.#highest, numberOf(name))
        this.#last = name
        found.push({ name, cells })
      }
      if (found.length > 0) return found
    }
    return []
  }

  /** The relay is back, and gave these bytes under this name. */
  compare(name: SegmentName, bytes: Uint8Array): void {
    this.#last = undefined
    const before = this.#ahead.get(name)
    this.#ahead.delete(name)
    if (
      before === undefined
        ? numberOf(name) < this.#highest
        : !equalBytes(before, this.#p.sha256(bytes))
    )
      this.#differs = true
    if (numberOf(name) >= this.#highest) this.#highest = 0
  }

  #cellsOf(bytes: Uint8Array): readonly Uint8Array[] | undefined {
    try {
      const cells = parseSegment(bytes)
      return areInHashOrder(this.#p, cells) ? cells : undefined
    } catch (error) {
      if (error instanceof ProtocolError) return undefined
      throw error
    }
  }
}

/** Names whose numbers rise from one to the next, up to the first that does not. */
function inOrder(names: readonly SegmentName[], after: number): readonly SegmentName[] {
  let last = after
  const end = names.findIndex((name) => {
    const isNext = numberOf(name) > last
    last = numberOf(name)
    return !isNext
  })
  return end === -1 ? names : names.slice(0, end)
}

async function given<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof DeskError) return undefined
    throw error
  }
}

function numberOf(name: SegmentName): number {
  return parseSegmentName(name)?.number ?? 0
}
