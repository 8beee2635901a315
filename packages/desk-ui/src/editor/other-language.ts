import { TextSelection, type Command, type EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { otherLanguage } from '@cronista/newsroom'
import { cellAt, findCell, type Cell } from './cells.ts'

/** Moves the cursor to the end of the same segment in the other language. */
export const toOtherLanguage: Command = (state, dispatch) => {
  const here = cellAt(state.selection.$head)
  if (here === undefined) return false
  const there = findCell(state.doc, here.segmentIndex, otherLanguage(here.language))
  if (there === undefined) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, there.end)).scrollIntoView())
  return true
}

/** At the last line of a text, or the first: moves on to the next segment, or the one before, in the same
 *  language. Browsers would wander into the other column. */
export function toNeighbour(direction: 'up' | 'down'): Command {
  return (state, dispatch, view) => {
    const here = cellAt(state.selection.$head)
    if (here === undefined || !state.selection.empty) return false
    if (view?.endOfTextblock(direction) === false) return false
    const index = here.segmentIndex + (direction === 'up' ? -1 : 1)
    const there = findCell(state.doc, index, here.language)
    if (there === undefined) return false
    const position = nearestPosition(state, view, there, direction)
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, position)).scrollIntoView())
    return true
  }
}

/** The position in the cell's nearest line that lies straight above or below the cursor. */
function nearestPosition(
  state: EditorState,
  view: EditorView | undefined,
  { start, end }: Cell,
  direction: 'up' | 'down',
): number {
  const edge = direction === 'up' ? end : start
  if (view === undefined) return edge
  const { left } = view.coordsAtPos(state.selection.head)
  const line = view.coordsAtPos(edge)
  const found = view.posAtCoords({ left, top: (line.top + line.bottom) / 2 })?.pos ?? edge
  return Math.min(end, Math.max(start, found))
}

/** Selects the whole column that the cursor is in. */
export const selectColumn: Command = (state, dispatch) => {
  const language = cellAt(state.selection.$head)?.language
  if (language === undefined) return false
  const first = findCell(state.doc, 0, language)
  const last = findCell(state.doc, state.doc.childCount - 1, language)
  if (first === undefined || last === undefined) return false
  const column = TextSelection.create(state.doc, first.start, last.end)
  dispatch?.(state.tr.setSelection(column))
  return true
}
