/** One stretch of a text replaced by another; UTF-16 units. */
export interface TextChange {
  readonly index: number
  readonly removed: number
  readonly inserted: string
}

/** The smallest single change that makes `after` of `before`; `undefined` if they are the same. Never
 *  cuts a character in two. */
export function minimalChange(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined
  const shortest = Math.min(before.length, after.length)
  let start = 0
  while (start < shortest && before.charCodeAt(start) === after.charCodeAt(start)) start += 1
  if (isInsidePair(before, start) || isInsidePair(after, start)) start -= 1
  let end = 0
  while (
    end < shortest - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end += 1
  if (isInsidePair(before, before.length - end) || isInsidePair(after, after.length - end)) end -= 1
  return {
    index: start,
    removed: before.length - end - start,
    inserted: after.slice(start, after.length - end),
  }
}

function isInsidePair(text: string, index: number): boolean {
  const [before, behind] = [text.charCodeAt(index - 1), text.charCodeAt(index)]
  return before >= 0xd800 && before <= 0xdbff && behind >= 0xdc00 && behind <= 0xdfff
}

/** A piece of a change as Yjs tells it. */
export interface DeltaPiece {
  readonly retain?: number | undefined
  readonly delete?: number | undefined
  readonly insert?: unknown
}

/** Where a cursor at `position` is after somebody else's change. What is written right at the cursor
 *  comes behind it. */
export function movedBy(delta: readonly DeltaPiece[], position: number): number {
  let at = 0
  let moved = position
  for (const piece of delta) {
    if (piece.retain !== undefined) at += piece.retain
    else if (typeof piece.insert === 'string') {
      if (at < moved) moved += piece.insert.length
      at += piece.insert.length
    } else if (piece.delete !== undefined && at < moved) {
      moved = Math.max(at, moved - piece.delete)
    }
  }
  return moved
}
