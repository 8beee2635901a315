const MARK = /^\((\d{1,3})\/(\d{1,3})\)\n/u

/** Which piece of a long answer a reply is, and of how many; both count from 1. */
export interface ReplyPiece {
  readonly piece: number
  readonly of: number
}

/** The text of one piece of a long answer: its first line says which it is (§6), in any language. */
export function markPiece(text: string, { piece, of }: ReplyPiece): string {
  return `(${piece}/${of})\n${text}`
}

/** Which piece a reply says that it is, or `undefined` for an answer in one reply. An editor can write such
 *  a line too: it is a note for whoever reads, and nothing else depends on it. */
export function pieceOf(text: string): ReplyPiece | undefined {
  const [, piece, of] = MARK.exec(text) ?? []
  const read = { piece: Number(piece), of: Number(of) }
  return read.piece >= 1 && read.piece <= read.of && read.of > 1 ? read : undefined
}
