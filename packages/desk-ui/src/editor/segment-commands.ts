import { toggleMark } from 'prosemirror-commands'
import type { Command, EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { SegmentKind } from '@cronista/newsroom'
import { cellAt } from './cells.ts'
import { kindOf, storySchema, type FactName } from './story-schema.ts'

/** Emphasis on and off. */
export const toggleEmphasis: Command = toggleMark(storySchema.mark('em').type)

/** Makes the segments with something of the selection in them this kind. What is known of a quotation
 *  stays with the segment, should it become one again. */
export function setKind(kind: SegmentKind): Command {
  return (state, dispatch) => {
    const transaction = state.tr
    state.doc.nodesBetween(state.selection.from, state.selection.to, (node, position) => {
      if (node.type.name === 'segment' && kindOf(node) !== kind)
        transaction.setNodeAttribute(position, 'kind', kind)
      return false
    })
    dispatch?.(transaction)
    return true
  }
}

/** What the toolbar shows: the kind of the segment with the cursor, and whether it is in emphasis. */
export interface CursorFacts {
  readonly kind: SegmentKind | undefined
  readonly isEmphasised: boolean
}

/** Where the cursor is, for the toolbar. */
export function cursorFacts(state: EditorState): CursorFacts {
  const { selection, storedMarks, doc } = state
  const { em } = storySchema.marks
  const cell = cellAt(selection.$from)
  const marks = storedMarks ?? selection.$from.marks()
  return {
    kind: cell === undefined ? undefined : kindOf(cell.segment),
    isEmphasised: selection.empty
      ? marks.some(({ type }) => type === em)
      : doc.rangeHasMark(selection.from, selection.to, em),
  }
}

/** Writes one fact of the quotation at this position. */
export function writeFact(view: EditorView, at: number, name: FactName, value: string): void {
  view.dispatch(view.state.tr.setNodeAttribute(at, name, value === '' ? null : value))
}
