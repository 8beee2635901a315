import { useSyncExternalStore } from 'react'
import type { Manuscript } from '../manuscript/manuscript.ts'
import { useSpeech } from '../texts/speech.tsx'

/** Whether the desk has acknowledged everything that was written, and if not, why. */
export function SaveState({ manuscript }: { manuscript: Manuscript }) {
  const { texts } = useSpeech()
  const { isSaved, failure } = useSyncExternalStore(manuscript.subscribe, manuscript.snapshot)
  const isFailing = failure !== undefined && !isSaved
  return (
    <div className="save-state">
      <p className={isSaved ? 'saved' : 'unsaved'}>
        {isSaved ? texts.editor.saved : texts.editor.notSaved}
      </p>
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
