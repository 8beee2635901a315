import { chainCommands, deleteSelection } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import type { Command, Plugin } from 'prosemirror-state'
import { redoCommand, undoCommand } from 'y-prosemirror'
import { deleteAcrossCells } from './delete-across-cells.ts'
import { joinBackward, joinForward } from './join-segments.ts'
import { selectColumn, toNeighbour, toOtherLanguage } from './other-language.ts'
import { toggleEmphasis } from './segment-commands.ts'
import { splitSegment } from './split-segment.ts'

/** There are no line breaks in a story. */
const nothing: Command = () => true

const backward = chainCommands(deleteAcrossCells, deleteSelection, joinBackward)
const forward = chainCommands(deleteAcrossCells, deleteSelection, joinForward)

/** The keys of the body. Tab is not among them: it leaves the editor, as it leaves any field. */
export function storyKeymap(newId: () => string, toToolbar: () => void): Plugin {
  return keymap({
    Enter: chainCommands(deleteAcrossCells, splitSegment(newId)),
    'Shift-Enter': nothing,
    'Mod-Enter': toOtherLanguage,
    Backspace: backward,
    'Mod-Backspace': backward,
    'Shift-Backspace': backward,
    Delete: forward,
    'Mod-Delete': forward,
    ArrowUp: toNeighbour('up'),
    ArrowDown: toNeighbour('down'),
    'Mod-a': selectColumn,
    'Mod-i': toggleEmphasis,
    'Mod-b': nothing,
    'Mod-u': nothing,
    'Mod-z': undoCommand,
    'Mod-y': redoCommand,
    'Mod-Shift-z': redoCommand,
    'Alt-F10': (_state, dispatch) => {
      if (dispatch !== undefined) toToolbar()
      return true
    },
  })
}
