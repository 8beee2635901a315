import { useSyncExternalStore } from 'react'
import type { Manuscript } from '../manuscript/manuscript.ts'
import { useSpeech } from '../texts/speech.tsx'

interface SaveStateProps {
  readonly manuscript: Manuscript
  /** Nobody writes now: only what is not saved is worth a word. */
  readonly isQuiet: boolean
}

/** Whether the desk has acknowledged everything that was written, and if not, why. */
export function SaveState({ manuscript, isQuiet }: SaveStateProps) {
  const { texts } = useSpeech()
  const { isOpen, isSaved, failure } = useSyncExternalStore(
    manuscript.subscribe,
    manuscript.snapshot,
  )
  // Before the text is here there is nothing of which "saved" could be said.
  const hasWord = !isSaved || (isOpen && !isQuiet)
  const isFailing = failure !== undefined && !isSaved
  return (
    <div className="save-state">
      {hasWord && (
        <p className={isSaved ? 'saved' : 'unsaved'}>
          {isSaved ? texts.editor.saved : texts.editor.notSaved}
        </p>
      )}
      <div role="alert">
        {isFailing && (
          <p className="notice">
            <strong>{texts.editor.notSavedBecause}</strong> {texts.failures[failure]}
          </p>
        )}
      </div>
    </div>
  )
}
