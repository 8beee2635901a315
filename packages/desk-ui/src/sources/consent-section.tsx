import { useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { IdentificationLevel } from '@cronista/desk/story-api'
import { coveredBy } from '@cronista/newsroom'
import type { Source } from '../api/source-api.ts'
import { useSpeech } from '../texts/speech.tsx'
import { Agreed } from './agreed.tsx'
import { ConsentFields } from './consent-fields.tsx'
import type { ConsentLack, ConsentTyped } from './consent-form.ts'
import type { ConsentNeed } from './consent-need.ts'

interface ConsentSectionProps {
  readonly source: Source | undefined
  /** What is chosen now. */
  readonly level: IdentificationLevel
  readonly need: ConsentNeed | undefined
  readonly consent: ConsentTyped
  readonly lack: ConsentLack | undefined
  readonly onChange: (consent: ConsentTyped) => void
}

/** What the source agreed to so far, whether that is enough for what is chosen, and a place for more. */
export function ConsentSection(props: ConsentSectionProps) {
  const { texts } = useSpeech()
  const { source, level, need, consent, lack, onChange } = props
  const headingId = useId()
  const [isWanted, setWanted] = useState(false)
  return (
    <div
      className={need === undefined ? 'consent' : 'consent needed'}
      role="group"
      aria-labelledby={headingId}
    >
      <h4 id={headingId}>{texts.consents.heading}</h4>
      {source !== undefined && <Agreed agreed={source.agreed} />}
      <div role="status">
        <NeedSentence source={source} level={level} need={need} />
      </div>
      {need === undefined && !isWanted ? (
        level !== 'nothing' && (
          <Button
            className="button link"
            onPress={() => {
              setWanted(true)
            }}
          >
            {texts.consents.another}
          </Button>
        )
      ) : (
        <ConsentFields consent={consent} lack={lack} onChange={onChange} />
      )}
    </div>
  )
}

function NeedSentence({
  source,
  level,
  need,
}: Pick<ConsentSectionProps, 'level' | 'need' | 'source'>) {
  const { texts, moments } = useSpeech()
  const said = source?.agreed?.level ?? source?.level ?? 'nothing'
  if (need !== undefined) {
    const until = source?.agreed?.consent.until
    const day = until === undefined ? '' : moments.plainDay(until)
    const sentence = texts.consents.needs[need](texts.names.levels[said], day)
    return <p className={need === 'raise' ? 'notice' : 'fine'}>{sentence}</p>
  }
  if (source === undefined) return null
  if (level !== source.level && coveredBy(source.level, level))
    return <p className="fine">{texts.consents.lowers}</p>
  return level === 'nothing' ? null : <p className="fine">{texts.consents.covered}</p>
}
