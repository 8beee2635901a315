import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import type { StoryView } from '@cronista/desk/story-api'
import { readDraft } from '@cronista/newsroom'
import { findCell } from '../editor/cells.ts'

/** One thing that is missing, as the desk says it. */
export type Fault = StoryView['faults'][number]

/** The places of what is chosen, for faults that name no field. */
const CHOSEN: Readonly<Partial<Record<Fault['code'], string>>> = {
  'pen-name-missing': 'penName',
  'series-incomplete': 'series',
  'correction-missing': 'correction-es',
  'source-unknown': 'speaker',
  'source-unnamed-without-reason': 'speaker',
  'source-withheld': 'speaker',
}

/** Puts the cursor where the fault is. Does nothing if that place is gone. */
export function goToFault(fault: Fault, doc: Y.Doc, view: EditorView | undefined): void {
  const place = fault.field ?? CHOSEN[fault.code]
  const index = indexOfSegment(fault, doc)
  if (view !== undefined && index !== undefined) {
    const segment = view.dom.children[index]
    if (place !== undefined && segment !== undefined && goTo(segment, place, fault)) return
    goToCell(view, index, fault)
    return
  }
  if (place !== undefined) goTo(document, place, fault)
  else if (view !== undefined) goToCell(view, 0, fault)
}

/** The newsroom names segments; two with one name are told apart the same way here. */
function indexOfSegment({ segment }: Fault, doc: Y.Doc): number | undefined {
  if (segment === undefined) return undefined
  const index = readDraft(doc).segments.findIndex(({ id }) => id === segment)
  return index === -1 ? undefined : index
}

function goTo(within: ParentNode, place: string, { language }: Fault): boolean {
  const fields = [`${place}-${language ?? 'es'}`, place]
  const found = [...within.querySelectorAll<HTMLElement>('[data-place]')].find((element) =>
    fields.includes(element.dataset['place'] ?? ''),
  )
  found?.focus()
  found?.scrollIntoView({ block: 'center' })
  return found !== undefined
}

function goToCell(view: EditorView, index: number, { language = 'es' }: Fault): void {
  const cell = findCell(view.state.doc, index, language)
  if (cell === undefined) return
  const selection = TextSelection.create(view.state.doc, cell.end)
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
  view.focus()
}
