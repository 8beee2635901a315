import {
  joinPieces,
  ProtocolError,
  toHex,
  type ItemPiece,
  type Primitives,
} from '@cronista/protocol'

/** Bytes of pieces that wait at most; the oldest items are dropped first and come again. */
const MAX_WAITING_BYTES = 67_108_864

interface Waiting {
  readonly pieces: ItemPiece[]
  readonly place: number
  bytes: number
}

/** Joins the pieces of items, whichever batches and desks they come from. What it drops or never gets is
 *  sent again: every desk says what it holds. */
export class ItemAssembly {
  readonly #p: Primitives
  readonly #waiting = new Map<string, Waiting>()
  #bytes = 0

  constructor(p: Primitives) {
    this.#p = p
  }

  /** Takes a piece that came from this place; gives the item once it is whole. Pieces that do not make
   *  the item they name are dropped together. */
  add(piece: ItemPiece, place: number): Uint8Array | undefined {
    const name = `${toHex(piece.itemId)}/${piece.total}`
    const waiting = this.#waiting.get(name) ?? { pieces: [], place, bytes: 0 }
    this.#waiting.set(name, waiting)
    if (waiting.pieces.some((one) => isSamePart(one, piece))) return undefined
    waiting.pieces.push(piece)
    waiting.bytes += piece.bytes.length
    this.#bytes += piece.bytes.length
    if (waiting.bytes < piece.total) {
      this.#makeRoom()
      return undefined
    }
    return this.#join(name, waiting)
  }

  /** The first place from which something came that still waits; Infinity if nothing does. */
  oldestPlace(): number {
    return [...this.#waiting.values()].reduce(
      (oldest, { place }) => Math.min(oldest, place),
      Infinity,
    )
  }

  #join(name: string, waiting: Waiting): Uint8Array | undefined {
    try {
      const item = joinPieces(this.#p, waiting.pieces)
      if (item !== undefined) this.#drop(name, waiting)
      return item
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.#drop(name, waiting)
      return undefined
    }
  }

  #makeRoom(): void {
    for (const [name, waiting] of this.#waiting) {
      if (this.#bytes <= MAX_WAITING_BYTES) return
      this.#drop(name, waiting)
    }
  }

  #drop(name: string, { bytes }: Waiting): void {
    this.#waiting.delete(name)
    this.#bytes -= bytes
  }
}

function isSamePart(a: ItemPiece, b: ItemPiece): boolean {
  return a.offset === b.offset && a.bytes.length === b.bytes.length
}
