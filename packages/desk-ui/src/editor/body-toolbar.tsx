import type { Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { Toolbar } from 'react-aria-components/Toolbar'
import type { Command } from 'prosemirror-state'
import { redoCommand, undoCommand } from 'y-prosemirror'
import { segmentKinds } from '@cronista/newsroom'
import { useSpeech } from '../texts/speech.tsx'
import { toOtherLanguage } from './other-language.ts'
import { setKind, toggleEmphasis, type CursorFacts } from './segment-commands.ts'

interface BodyToolbarProps {
  readonly facts: CursorFacts
  /** Does it in the text, and goes back there. */
  readonly onCommand: (command: Command) => void
  readonly ref: Ref<HTMLDivElement>
}

/** What can be done where the cursor is. The arrow keys move through it, Tab leaves it. */
export function BodyToolbar({ facts, onCommand, ref }: BodyToolbarProps) {
  const { texts } = useSpeech()
  const { kind, isEmphasised } = facts
  return (
    <Toolbar ref={ref} className="toolbar" aria-label={texts.editor.toolbar}>
      <ToggleButtonGroup
        className="kinds"
        aria-label={texts.editor.kind}
        selectionMode="single"
        disallowEmptySelection
        isDisabled={kind === undefined}
        selectedKeys={kind === undefined ? [] : [kind]}
        onSelectionChange={(keys) => {
          const chosen = segmentKinds.find((one) => keys.has(one))
          if (chosen !== undefined) onCommand(setKind(chosen))
        }}
      >
        {segmentKinds.map((one) => (
          <ToggleButton key={one} id={one} className="tool">
            {texts.editor.kinds[one]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ToggleButton
        className="tool emphasis"
        isSelected={isEmphasised}
        isDisabled={kind === undefined}
        aria-keyshortcuts="Control+I"
        onChange={() => {
          onCommand(toggleEmphasis)
        }}
      >
        {texts.editor.emphasis}
      </ToggleButton>
      <Button
        className="tool"
        isDisabled={kind === undefined}
        aria-keyshortcuts="Control+Enter"
        onPress={() => {
          onCommand(toOtherLanguage)
        }}
      >
        {texts.editor.otherLanguage}
      </Button>
      <Button
        className="tool"
        onPress={() => {
          onCommand(undoCommand)
        }}
      >
        {texts.editor.undo}
      </Button>
      <Button
        className="tool"
        onPress={() => {
          onCommand(redoCommand)
        }}
      >
        {texts.editor.redo}
      </Button>
    </Toolbar>
  )
}
