import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import { ySyncPlugin, yUndoPlugin } from 'y-prosemirror'
import type { Language } from '@cronista/newsroom'
import { bodyUndo } from './body-undo.ts'
import { emptyCells, type Invitation } from './empty-cells.ts'
import { newSegmentId, type DrawNumber } from './segment-ids.ts'
import { SegmentView, type FactsPlaces } from './segment-view.ts'
import { storyKeymap } from './story-keymap.ts'
import { storySchema } from './story-schema.ts'
import { structuralEdits } from './structural-edit.ts'
import { textEvents } from './text-events.ts'
import { tidySegments } from './tidy-segments.ts'

/** What the editor of a story's body needs. */
export interface BodyViewParts {
  /** Where it is put. */
  readonly place: HTMLElement
  readonly body: Y.XmlFragment
  readonly original: Language
  readonly drawNumber: DrawNumber
  readonly factsPlaces: FactsPlaces
  /** Of the root element: its accessible name, say. */
  readonly attributes: Readonly<Record<string, string>>
  readonly invite: Invitation
  readonly toToolbar: () => void
  /** Called after each change of text or cursor. */
  readonly onChange: (state: EditorState) => void
}

/** Opens the editor of a story's body, bound to its Yjs fragment: what is typed here goes into it, and
 *  what others type appears. `destroy()` it. */
export function openBodyView(parts: BodyViewParts): EditorView {
  const newId = () => newSegmentId(parts.drawNumber)
  return new EditorView(parts.place, {
    state: EditorState.create({
      schema: storySchema,
      plugins: [
        ySyncPlugin(parts.body),
        yUndoPlugin({ undoManager: bodyUndo(parts.body) }),
        structuralEdits,
        tidySegments,
        storyKeymap(newId, parts.toToolbar),
        textEvents(newId),
        emptyCells(parts.original, parts.invite),
      ],
    }),
    attributes: { ...parts.attributes },
    nodeViews: {
      segment: (segment, ownView, position) =>
        new SegmentView(segment, ownView, position, parts.factsPlaces),
    },
    clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, '\n\n'),
    // A function with a `this`, because the binding dispatches before the constructor has returned.
    dispatchTransaction(this: EditorView, transaction) {
      this.updateState(this.state.apply(transaction))
      parts.onChange(this.state)
    },
  })
}
