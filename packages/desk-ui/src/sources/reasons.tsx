import type { Language } from '@cronista/newsroom'
import { BilingualField, PlainField } from '../chrome/plain-field.tsx'
import { useSpeech } from '../texts/speech.tsx'
import type { SourceTyped } from './source-typed.ts'

interface ReasonsProps {
  readonly typed: SourceTyped
  readonly errors: Readonly<Partial<Record<Language, string>>>
  readonly onChange: (change: Partial<SourceTyped>) => void
}

/** Why a source is not fully named: for readers, for the newsroom, and from whom it is hidden. */
export function Reasons({ typed, errors, onChange }: ReasonsProps) {
  const { texts } = useSpeech()
  const { unnamedBecause } = typed
  return (
    <>
      <BilingualField
        isLong
        label={texts.names.unnamedBecause}
        hint={texts.names.unnamedBecauseHint}
        value={unnamedBecause}
        place="unnamedBecause"
        errors={errors}
        onChange={(language, text) => {
          onChange({ unnamedBecause: { ...unnamedBecause, [language]: text } })
        }}
      />
      <div className="bilingual">
        {(['deskReason', 'hiddenFrom'] as const).map((place) => (
          <PlainField
            key={place}
            isLong
            label={texts.names[place]}
            hint={texts.names[`${place}Hint`]}
            value={typed[place]}
            place={place}
            onChange={(text) => {
              onChange({ [place]: text })
            }}
          />
        ))}
      </div>
    </>
  )
}
