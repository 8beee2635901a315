import { Label } from 'react-aria-components/Label'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { useSpeech } from '../texts/speech.tsx'

/** Shown while the desk derives the vault's key; how long that takes is not known. */
export function UnlockProgress() {
  const { texts } = useSpeech()
  return (
    <ProgressBar className="progress" isIndeterminate>
      <Label>{texts.unlock.working}</Label>
      <div className="progress-track">
        <div className="progress-fill" />
      </div>
    </ProgressBar>
  )
}
