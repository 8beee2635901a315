import { Fragment, type Node } from 'prosemirror-model'
import { TextSelection, type Command, type Transaction } from 'prosemirror-state'
import type { Language } from '@cronista/newsroom'
import { cellOf, findCell, type Cell } from './cells.ts'
import { languageOf, segmentNode, storySchema } from './story-schema.ts'
import { structural } from './structural-edit.ts'

/** At the beginning of a text: joins the segment, in both languages, to the one before it. */
export const joinBackward: Command = (state, dispatch) => {
  const cell = cellOf(state.selection)
  if (cell === undefined || !state.selection.empty || state.selection.head !== cell.start)
    return false
  if (cell.segmentIndex > 0) dispatch?.(joinAt(state.tr, cell.segmentIndex, cell))
  return true
}

/** At the end of a text: joins the segment behind it, in both languages, to this one. */
export const joinForward: Command = (state, dispatch) => {
  const cell = cellOf(state.selection)
  if (cell === undefined || !state.selection.empty || state.selection.head !== cell.end)
    return false
  if (cell.segmentIndex + 1 < state.doc.childCount)
    dispatch?.(joinAt(state.tr, cell.segmentIndex + 1, cell))
  return true
}

/** Joins the segment with this index to the one before it. Where the cursor is, the texts meet as they
 *  are; in the other language, where nobody looks, a space keeps two words apart. */
function joinAt(transaction: Transaction, index: number, { language }: Cell): Transaction {
  const { doc } = transaction
  const [first, second] = [doc.child(index - 1), doc.child(index)]
  const from = startOf(doc, index - 1)
  const meetsAt = textIn(first, language).size
  // An empty segment gives way: a quotation does not become a paragraph because one stood before it.
  const kept = isEmpty(first) ? second : first
  const joined = segmentNode(kept.attrs, {
    es: met(first, second, 'es', language === 'es'),
    en: met(first, second, 'en', language === 'en'),
  })
  structural(transaction).replaceWith(from, from + first.nodeSize + second.nodeSize, joined)
  const cell = findCell(transaction.doc, index - 1, language)
  if (cell !== undefined)
    transaction.setSelection(TextSelection.create(transaction.doc, cell.start + meetsAt))
  return transaction.scrollIntoView()
}

function met(first: Node, second: Node, language: Language, isHere: boolean): Fragment {
  const [before, behind] = [textIn(first, language), textIn(second, language)]
  const isApart = isHere || before.size === 0 || behind.size === 0
  const gap = isApart ? Fragment.empty : Fragment.from(storySchema.text(' '))
  return before.append(gap).append(behind)
}

/** All the text of the segment in this language, from every cell of it. */
function textIn(segment: Node, language: Language): Fragment {
  return segment.children
    .filter((node) => languageOf(node) === language)
    .reduce((all, { content }) => all.append(content), Fragment.empty)
}

function isEmpty(segment: Node): boolean {
  return segment.textContent === ''
}

function startOf(doc: Node, index: number): number {
  return doc.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
}
