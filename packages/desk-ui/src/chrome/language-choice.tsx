import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { languages, type Language } from '../texts/index.ts'
import { useSpeech } from '../texts/speech.tsx'

interface LanguageChoiceProps {
  /** The accessible name of the group. */
  readonly label: string
  readonly value: Language
  readonly onChange: (language: Language) => void
  readonly isDisabled?: boolean
}

/** Spanish or English, exactly one. Each is named in itself. */
export function LanguageChoice({
  label,
  value,
  onChange,
  isDisabled = false,
}: LanguageChoiceProps) {
  const { texts } = useSpeech()
  return (
    <ToggleButtonGroup
      className="language-choice"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      isDisabled={isDisabled}
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = languages.find((language) => keys.has(language))
        if (chosen !== undefined) onChange(chosen)
      }}
    >
      {languages.map((language) => (
        <ToggleButton key={language} id={language} className="language" lang={language}>
          {texts.languageNames[language]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
