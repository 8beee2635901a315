import type { Attrs } from 'prosemirror-model'
import { TextSelection, type Command, type Transaction } from 'prosemirror-state'
import { Fragment } from 'prosemirror-model'
import type { Bilingual } from '@cronista/newsroom'
import { cellOf, findCell, type Cell } from './cells.ts'
import { kindOf, segmentNode } from './story-schema.ts'
import { structural } from './structural-edit.ts'

/** Begins a new segment, both languages of it. What stands behind the cursor goes with it; the other
 *  language stays where it is, because where it divides is the editor's to say. At the beginning of a
 *  text the new segment is put in front, so that what is written stays beside its translation. */
export function splitSegment(newId: () => string): Command {
  return (state, dispatch) => {
    const cell = cellOf(state.selection)
    if (cell === undefined) return false
    const transaction = structural(state.tr)
    if (!state.selection.empty) transaction.deleteSelection()
    split(transaction, newId())
    dispatch?.(transaction.scrollIntoView())
    return true
  }
}

function split(transaction: Transaction, id: string): void {
  const cell = cellOf(transaction.selection)
  if (cell === undefined) return
  const at = transaction.selection.head
  if (at === cell.start && cell.node.content.size > 0) {
    const empty = segmentNode({ id, kind: 'paragraph' }, bilingualOf(cell, Fragment.empty))
    transaction.insert(cell.segmentStart, empty)
    return
  }
  const moved = cell.node.content.cut(at - cell.start)
  const segment = segmentNode(attributesBehind(cell, id, moved), bilingualOf(cell, moved))
  const behind = cell.segmentStart + cell.segment.nodeSize
  transaction.insert(behind, segment)
  transaction.delete(at, cell.end)
  const begun = findCell(transaction.doc, cell.segmentIndex + 1, cell.language)
  if (begun !== undefined)
    transaction.setSelection(TextSelection.create(transaction.doc, begun.start))
}

/** A quotation cut in two is two of the same; behind anything else comes a paragraph. */
function attributesBehind(cell: Cell, id: string, moved: Fragment): Attrs {
  const isCut = moved.size > 0 && kindOf(cell.segment) === 'quotation'
  return isCut ? { ...cell.segment.attrs, id } : { id, kind: 'paragraph' }
}

function bilingualOf({ language }: Cell, content: Fragment): Bilingual<Fragment> {
  const empty = { es: Fragment.empty, en: Fragment.empty }
  return { ...empty, [language]: content }
}
