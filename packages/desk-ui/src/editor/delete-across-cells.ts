import { TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state'
import { crossesCells, selectedRanges } from './cells.ts'
import { structural } from './structural-edit.ts'

/** Deletes a selection across several cells: the selected text of each, and of the segments that it
 *  emptied in both languages all but the first. What remains keeps its place beside its translation. */
export const deleteAcrossCells: Command = (state, dispatch) => {
  if (!crossesCells(state.selection)) return false
  dispatch?.(withoutSelection(state).scrollIntoView())
  return true
}

/** The transaction of {@link deleteAcrossCells}, with the cursor where the selection began. */
export function withoutSelection(state: EditorState): Transaction {
  const transaction = structural(state.tr)
  const ranges = selectedRanges(state)
  const cursor = ranges[0]?.from
  for (const { from, to } of ranges.toReversed()) transaction.delete(from, to)
  const emptied = [...new Set(ranges.map(({ from }) => state.doc.resolve(from).index(0)))]
  removeEmptied(transaction, emptied.slice(1))
  if (cursor !== undefined) transaction.setSelection(TextSelection.create(transaction.doc, cursor))
  return transaction
}

/** Segments keep their index while only text is deleted, and from the last to the first while they go. */
function removeEmptied(transaction: Transaction, indexes: readonly number[]): void {
  for (const index of indexes.toReversed()) {
    const segment = transaction.doc.child(index)
    if (segment.textContent !== '') continue
    const start = transaction.doc.children
      .slice(0, index)
      .reduce((sum, { nodeSize }) => sum + nodeSize, 0)
    transaction.delete(start, start + segment.nodeSize)
  }
}
