import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import { protectedIn } from '@cronista/guard'
import { readDraft } from '@cronista/newsroom'
import { findCell } from '../editor/cells.ts'
import type { Target } from './target.ts'

/** Puts the cursor where the target is in a story that is being written, and selects what was seen there.
 *  Does nothing if that place is gone. */
export function goToWritten(target: Target, doc: Y.Doc, view: EditorView | undefined): void {
  const index = indexOfSegment(target, doc)
  if (view === undefined || index === undefined) {
    if (target.field !== undefined) goToField(document, target)
    else if (view !== undefined) goToCell(view, 0, target)
    return
  }
  const segment = view.dom.children[index]
  if (target.field === undefined || segment === undefined) goToCell(view, index, target)
  else if (!goToField(segment, target))
    goToFolded(segment, target, () => {
      goToCell(view, index, target)
    })
}

/** Leads to where the target is printed, in a story that nobody can write in now. */
export function goToPrinted({ field, segment, language = 'es' }: Target): void {
  const part = segment === undefined ? (PRINTED[field ?? ''] ?? field) : `block ${segment}`
  const rows = document.querySelectorAll<HTMLElement>('.printed [data-part]')
  const row = [...rows].find(({ dataset }) => dataset['part'] === part)
  arriveAt(row?.querySelector<HTMLElement>(`.cell.${language}`))
}

/** Fields that are printed under another name. */
const PRINTED: Readonly<Partial<Record<string, string>>> = { penName: 'byline', slug: 'path' }

/** The newsroom names segments; two with one name are told apart the same way here. */
function indexOfSegment({ segment }: Target, doc: Y.Doc): number | undefined {
  if (segment === undefined) return undefined
  const index = readDraft(doc).segments.findIndex(({ id }) => id === segment)
  return index === -1 ? undefined : index
}

function goToField(within: ParentNode, { field = '', language, seen }: Target): boolean {
  const places = [`${field}-${language ?? 'es'}`, field]
  const found = [...within.querySelectorAll<HTMLElement>('[data-place]')].find((element) =>
    places.includes(element.dataset['place'] ?? ''),
  )
  arriveAt(found)
  if (found instanceof HTMLTextAreaElement && seen !== undefined) {
    const [sighting] = protectedIn(found.value, [seen], field === 'slug' ? 'address' : 'prose')
    if (sighting !== undefined) {
      const { offset, length } = sighting
      found.setSelectionRange(offset, offset + length)
    }
  }
  return found !== undefined
}

/** A quotation's facts are folded until somebody asks for them. */
function goToFolded(segment: Element, target: Target, otherwise: () => void): void {
  segment.querySelector<HTMLElement>('.facts-summary[aria-expanded=false]')?.click()
  requestAnimationFrame(() => {
    if (!goToField(segment, target)) otherwise()
  })
}

function arriveAt(element: HTMLElement | null | undefined): void {
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'center' })
}

function goToCell(view: EditorView, index: number, { language = 'es', seen }: Target): void {
  const cell = findCell(view.state.doc, index, language)
  if (cell === undefined) return
  const [sighting] = seen === undefined ? [] : protectedIn(cell.node.textContent, [seen], 'prose')
  const from = sighting === undefined ? cell.end : cell.start + sighting.offset
  const selection = TextSelection.create(view.state.doc, from, from + (sighting?.length ?? 0))
  view.dispatch(view.state.tr.setSelection(selection))
  view.focus()
  const { node } = view.domAtPos(from)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'center' })
}
