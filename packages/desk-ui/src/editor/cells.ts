import type { EditorState, Selection } from 'prosemirror-state'
import type { Node, ResolvedPos } from 'prosemirror-model'
import type { Language } from '@cronista/newsroom'
import { languageOf } from './story-schema.ts'

/** One segment's text in one language, and where it stands in the document. */
export interface Cell {
  readonly language: Language
  readonly node: Node
  /** The position in front of the cell's first character. */
  readonly start: number
  /** The position behind its last character. */
  readonly end: number
  readonly segment: Node
  /** The position in front of the segment. */
  readonly segmentStart: number
  readonly segmentIndex: number
}

/** A stretch of one cell's text. */
export interface CellRange {
  readonly language: Language
  readonly from: number
  readonly to: number
}

const SEGMENT_DEPTH = 1
const CELL_DEPTH = 2

/** The cell that the position is in, or `undefined`. */
export function cellAt(position: ResolvedPos): Cell | undefined {
  if (position.depth < CELL_DEPTH) return undefined
  const node = position.node(CELL_DEPTH)
  const language = languageOf(node)
  if (language === undefined) return undefined
  return {
    language,
    node,
    start: position.start(CELL_DEPTH),
    end: position.end(CELL_DEPTH),
    segment: position.node(SEGMENT_DEPTH),
    segmentStart: position.before(SEGMENT_DEPTH),
    segmentIndex: position.index(0),
  }
}

/** The cell with the cursor in it, if nothing or only part of that cell is selected. */
export function cellOf(selection: Selection): Cell | undefined {
  const cell = cellAt(selection.$from)
  return cell !== undefined && selection.to <= cell.end ? cell : undefined
}

/** The cells of the document's segment with this index; none if there is no such segment. */
function cellsOfSegment(doc: Node, segmentIndex: number): Cell[] {
  if (segmentIndex < 0 || segmentIndex >= doc.childCount) return []
  let segmentStart = 0
  for (let index = 0; index < segmentIndex; index += 1) segmentStart += doc.child(index).nodeSize
  const segment = doc.child(segmentIndex)
  const cells: Cell[] = []
  segment.forEach((node, offset) => {
    const language = languageOf(node)
    if (language === undefined) return
    const start = segmentStart + offset + 2
    const end = start + node.content.size
    cells.push({ language, node, start, end, segment, segmentStart, segmentIndex })
  })
  return cells
}

/** The first cell of that segment in this language. */
export function findCell(doc: Node, segmentIndex: number, language: Language): Cell | undefined {
  return cellsOfSegment(doc, segmentIndex).find((cell) => cell.language === language)
}

/** Whether something is selected that does not lie within one cell. */
export function crossesCells(selection: Selection): boolean {
  return !selection.empty && cellOf(selection) === undefined
}

/** What is selected, cell by cell. A selection that begins and ends in one language means that column:
 *  the other language in between is not part of it. */
export function selectedRanges({ doc, selection }: EditorState): CellRange[] {
  const first = cellAt(selection.$from)?.language
  const last = cellAt(selection.$to)?.language
  const column = first === last ? first : undefined
  const ranges: CellRange[] = []
  doc.nodesBetween(selection.from, selection.to, (node, position) => {
    const language = languageOf(node)
    if (language === undefined) return true
    if (column === undefined || column === language) {
      const from = Math.max(selection.from, position + 1)
      const to = Math.min(selection.to, position + 1 + node.content.size)
      if (from <= to) ranges.push({ language, from, to })
    }
    return false
  })
  return ranges
}

/** The selected text: one line for each cell. */
export function selectedText(state: EditorState): string {
  return selectedRanges(state)
    .map(({ from, to }) => state.doc.textBetween(from, to))
    .join('\n\n')
}
