import type { DeskStatus } from '@cronista/desk/api'
import { DeskFailure } from '../api/desk-failure.ts'
import { useSpeech } from '../texts/speech.tsx'

interface WarningsProps {
  readonly status: DeskStatus | undefined
  /** Why the page's last question to the desk failed. */
  readonly failure: Error | null
}

/** What is wrong, in sentences. The region is always there, so that what appears in it is read aloud. */
export function Warnings({ status, failure }: WarningsProps) {
  const { texts } = useSpeech()
  const sentences = (status?.warnings ?? []).map(({ code }) => texts.warnings[code])
  if (failure instanceof DeskFailure) sentences.unshift(texts.failures[failure.code])
  return (
    <div className="warnings" role="alert" aria-label={texts.desk.warnings}>
      {[...new Set(sentences)].map((sentence) => (
        <p key={sentence} className="warning">
          {sentence}
        </p>
      ))}
    </div>
  )
}
