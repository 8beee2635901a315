import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { crossesCells, selectedText } from './cells.ts'
import { withoutSelection } from './delete-across-cells.ts'
import { pasteText } from './paste-text.ts'

/** What the mouse, the clipboard and input methods do: characters go in and out, and nothing else. What
 *  is copied is plain text, so that no structure and no second language leaves unseen. */
export function textEvents(newId: () => string): Plugin {
  return new Plugin({
    props: {
      handleTextInput: (view, _from, _to, text) => {
        if (!crossesCells(view.state.selection)) return false
        view.dispatch(withoutSelection(view.state).insertText(text).scrollIntoView())
        return true
      },
      handlePaste: (view, event) => {
        paste(view, event.clipboardData?.getData('text/plain') ?? '', newId)
        return true
      },
      handleDrop: () => true,
      handleDOMEvents: {
        paste: readCursor,
        keydown: readCursor,
        beforeinput: readCursor,
        dragstart: (_view, event) => {
          event.preventDefault()
          return true
        },
        copy: (view, event) => {
          readCursor(view)
          return copy(view, event)
        },
        cut: (view, event) => {
          readCursor(view)
          if (copy(view, event)) deleteSelected(view)
          return true
        },
        compositionstart: (view) => {
          readCursor(view)
          if (crossesCells(view.state.selection)) view.dispatch(withoutSelection(view.state))
          return false
        },
      },
    },
  })
}

/** Takes the cursor from where the browser has it. Browsers report that it moved only with the next frame,
 *  and what follows a click within one frame would land where the cursor was before. The editor listens to
 *  that report itself, so it is given one early; the one to come changes nothing any more. */
function readCursor(view: EditorView): false {
  if (!view.composing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
  return false
}

function paste(view: EditorView, pasted: string, newId: () => string): void {
  const transaction = pasteText(view.state, pasted, newId)
  if (transaction !== undefined) view.dispatch(transaction)
}

/** Returns whether the event was dealt with. */
function copy(view: EditorView, event: ClipboardEvent): boolean {
  if (view.state.selection.empty || event.clipboardData === null) return false
  event.clipboardData.setData('text/plain', selectedText(view.state))
  event.preventDefault()
  return true
}

function deleteSelected(view: EditorView): void {
  const { state } = view
  view.dispatch(
    crossesCells(state.selection) ? withoutSelection(state) : state.tr.deleteSelection(),
  )
}
