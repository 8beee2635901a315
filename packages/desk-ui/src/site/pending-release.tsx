import type { SiteAnswer } from '@cronista/desk/story-api'
import { Label } from 'react-aria-components/Label'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { useSpeech } from '../texts/speech.tsx'
import { sentenceOf } from './site-warning.ts'

/** A release on its way to the site: where it stands and, while it is handed in, how far it is. */
export function PendingRelease({ pending }: { pending: NonNullable<SiteAnswer['pending']> }) {
  const { texts } = useSpeech()
  const { number, stage, done, total, code } = pending
  return (
    <div className={`pending ${stage}`}>
      <p>
        <strong>{texts.site.pending(number)}</strong>
      </p>
      <p>{texts.site.stages[stage]}</p>
      {code !== undefined && <p className="notice">{sentenceOf(code, texts)}</p>}
      {stage === 'uploading' && (
        <ProgressBar className="progress" value={done} maxValue={Math.max(total, 1)}>
          {({ percentage = 0 }) => (
            <>
              <Label>{texts.site.progress(done, total)}</Label>
              <div className="progress-track">
                <div className="progress-done" style={{ width: `${String(percentage)}%` }} />
              </div>
            </>
          )}
        </ProgressBar>
      )}
    </div>
  )
}
