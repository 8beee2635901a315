import { TextSelection, type EditorState, type Transaction } from 'prosemirror-state'
import { Fragment } from 'prosemirror-model'
import { plainText, textLimits } from '@cronista/newsroom'
import { cellOf, crossesCells, findCell, type Cell } from './cells.ts'
import { withoutSelection } from './delete-across-cells.ts'
import { segmentNode, storySchema } from './story-schema.ts'
import { structural } from './structural-edit.ts'

/** The transaction that writes pasted text, or `undefined` where nothing can be written. Nothing but the
 *  characters is taken. Each line becomes a segment: the first goes where the cursor is, and each further
 *  one into the next segment if it is still empty in this language, as a translation's paragraphs do
 *  beside their originals, or else into a new one. */
export function pasteText(
  state: EditorState,
  pasted: string,
  newId: () => string,
): Transaction | undefined {
  const lines = linesOf(pasted)
  const transaction = crossesCells(state.selection) ? withoutSelection(state) : structural(state.tr)
  const cell = cellOf(transaction.selection)
  if (cell === undefined) return undefined
  const [first, ...others] = lines
  if (first === undefined) return transaction
  const { from, to } = transaction.selection
  const tail = others.length > 0 ? cell.node.content.cut(to - cell.start) : Fragment.empty
  transaction.insertText(first, from, others.length > 0 ? cell.end : to)
  let last = from + first.length
  for (const [index, line] of others.entries()) {
    const isLast = index === others.length - 1
    last = writeLine(transaction, cell, index + 1, line, isLast ? tail : Fragment.empty, newId)
  }
  return transaction.setSelection(TextSelection.create(transaction.doc, last)).scrollIntoView()
}

/** Returns the position behind the line. */
function writeLine(
  transaction: Transaction,
  { language, segmentIndex }: Cell,
  distance: number,
  line: string,
  tail: Fragment,
  newId: () => string,
): number {
  const index = segmentIndex + distance
  const content = Fragment.from(storySchema.text(line)).append(tail)
  const next = findCell(transaction.doc, index, language)
  if (next?.node.content.size === 0) {
    transaction.insert(next.start, content)
    return next.start + line.length
  }
  const before = findCell(transaction.doc, index - 1, language)
  if (before === undefined) return transaction.selection.head
  const empty = { es: Fragment.empty, en: Fragment.empty }
  const segment = segmentNode({ id: newId(), kind: 'paragraph' }, { ...empty, [language]: content })
  transaction.insert(before.segmentStart + before.segment.nodeSize, segment)
  return (findCell(transaction.doc, index, language)?.start ?? 0) + line.length
}

/** The lines with something in them. One that no segment could hold is cut into several. */
function linesOf(pasted: string): string[] {
  return pasted
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map(plainText)
    .filter((line) => line.trim() !== '')
    .flatMap((line) => line.match(new RegExp(`.{1,${String(textLimits.segment)}}`, 'gsu')) ?? [])
}
