import type { ConsentView } from '@cronista/desk/story-api'
import type { Source } from '../api/source-api.ts'
import { calendarDay } from '../moments/calendar-day.ts'
import { useNow } from '../moments/use-now.ts'
import { useSpeech } from '../texts/speech.tsx'

/** What was agreed with a source, and in which words. */
export function Agreed({ agreed }: Pick<Source, 'agreed'>) {
  const { texts } = useSpeech()
  if (agreed === undefined) return <p className="fine">{texts.consents.none}</p>
  return <ConsentSentence what={texts.names.levels[agreed.level]} consent={agreed.consent} />
}

interface ConsentSentenceProps {
  /** What was agreed to. */
  readonly what: string
  readonly consent: ConsentView
}

/** One consent in a sentence, with the source's words. */
export function ConsentSentence({ what, consent }: ConsentSentenceProps) {
  const { texts, moments } = useSpeech()
  const today = calendarDay(useNow())
  const { words, agreedOn, until, askedByName } = consent
  const says = texts.consents
  return (
    <div className="agreed">
      <p className="fine">
        {says.agreed(what, moments.plainDay(agreedOn), askedByName)}{' '}
        {until !== undefined && (until < today ? says.ended : says.endsOn)(moments.plainDay(until))}
      </p>
      <blockquote>{words}</blockquote>
    </div>
  )
}
