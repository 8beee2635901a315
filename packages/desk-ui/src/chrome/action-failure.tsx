import type { DeskFailureCode } from '../api/desk-failure.ts'
import { useSpeech } from '../texts/speech.tsx'

/** Why the desk did not do it, as a sentence that is read aloud. */
export function ActionFailure({ code }: { code: DeskFailureCode | undefined }) {
  const { texts } = useSpeech()
  return (
    <div role="alert">{code !== undefined && <p className="notice">{texts.failures[code]}</p>}</div>
  )
}
