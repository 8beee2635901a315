import { usePeople } from '../api/desk-queries.ts'
import { PlainField, PlainSelect } from '../chrome/plain-field.tsx'
import { useSpeech } from '../texts/speech.tsx'
import type { ConsentLack, ConsentTyped } from './consent-form.ts'

interface ConsentFieldsProps {
  readonly consent: ConsentTyped
  /** What keeps it from being recorded, once somebody has tried. */
  readonly lack: ConsentLack | undefined
  readonly onChange: (consent: ConsentTyped) => void
}

/** What a source agreed to: in which words, when, until when, and who asked. */
export function ConsentFields({ consent, lack, onChange }: ConsentFieldsProps) {
  const { texts } = useSpeech()
  const people = usePeople().data ?? []
  const own = people.find((person) => person.own)
  const others = people.filter((person) => !person.own)
  const says = texts.consents
  const errorAt = (field: ConsentLack): string | undefined => {
    if (field !== lack) return undefined
    return field === 'until' ? says.untilTooEarly : texts.names.lacks(says[field])
  }
  return (
    <>
      <PlainField
        isLong
        label={says.words}
        hint={says.wordsHint}
        value={consent.words}
        place="words"
        error={errorAt('words')}
        onChange={(words) => {
          onChange({ ...consent, words })
        }}
      />
      <div className="consent-facts">
        <PlainField
          type="date"
          label={says.agreedOn}
          value={consent.agreedOn}
          place="agreedOn"
          error={errorAt('agreedOn')}
          onChange={(agreedOn) => {
            onChange({ ...consent, agreedOn })
          }}
        />
        <PlainField
          type="date"
          label={says.until}
          hint={says.untilHint}
          value={consent.until}
          place="until"
          error={errorAt('until')}
          onChange={(until) => {
            onChange({ ...consent, until })
          }}
        />
        <PlainSelect
          label={says.askedBy}
          value={consent.askedBy}
          onChange={(askedBy) => {
            onChange({ ...consent, askedBy })
          }}
        >
          <option value="">{says.askedByMe(own?.name ?? '')}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </PlainSelect>
      </div>
    </>
  )
}
