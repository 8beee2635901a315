import {
  joinPieces,
  ProtocolError,
  toHex,
  type ItemPiece,
  type Primitives,
} from '@cronista/protocol'

/** Bytes of pieces that wait at most; the oldest items are dropped first and come again. */
const MAX_WAITING_BYTES = 67_108_864
/** What keeping a piece costs besides its bytes: a member may cut them as small as one byte. */
const PIECE_COST_BYTES = 512
/** The longest item has 130 pieces, and some more if several desks cut it elsewhere. One that comes in so
 *  many that looking through them takes long is dropped, and comes again if it was any. */
const MAX_PIECES = 1_024

interface Waiting {
  /** By where they begin and how long they are. */
  readonly pieces: Map<string, ItemPiece>
  readonly place: number
  bytes: number
  cost: number
}

/** Joins the pieces of items, whichever batches and desks they come from. What it drops or never gets is
 *  sent again: every desk says what it holds. */
export class ItemAssembly {
  readonly #p: Primitives
  readonly #waiting = new Map<string, Waiting>()
  #cost = 0

  constructor(p: Primitives) {
    this.#p = p
  }

  /** Takes a piece that came from this place; gives the item once it is whole. Pieces that do not make
   *  the item they name are dropped together. */
  add(piece: ItemPiece, place: number): Uint8Array | undefined {
    const name = `${toHex(piece.itemId)}/${piece.total}`
    const waiting = this.#waiting.get(name) ?? { pieces: new Map(), place, bytes: 0, cost: 0 }
    this.#waiting.set(name, waiting)
    const part = `${piece.offset}/${piece.bytes.length}`
    if (waiting.pieces.has(part)) return undefined
    waiting.pieces.set(part, piece)
    waiting.bytes += piece.bytes.length
    waiting.cost += piece.bytes.length + PIECE_COST_BYTES
    this.#cost += piece.bytes.length + PIECE_COST_BYTES
    const item = waiting.bytes < piece.total ? undefined : this.#join(name, waiting)
    if (waiting.pieces.size > MAX_PIECES) this.#drop(name, waiting)
    this.#makeRoom()
    return item
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
      const item = joinPieces(this.#p, [...waiting.pieces.values()])
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
      if (this.#cost <= MAX_WAITING_BYTES) return
      this.#drop(name, waiting)
    }
  }

  #drop(name: string, { cost }: Waiting): void {
    if (this.#waiting.delete(name)) this.#cost -= cost
  }
}
