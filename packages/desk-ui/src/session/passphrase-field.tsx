import { useState } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useSpeech } from '../texts/speech.tsx'

interface PassphraseFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter: () => void
  readonly isReadOnly: boolean
  /** Why the last try failed, as a sentence. */
  readonly failure: string | undefined
}

/** A field whose content is drawn as discs by the style sheet. It is no password field, and in no form,
 *  wherever the browser can draw discs: a browser offers to keep what is typed in a password field, and
 *  the profile on disk must never hold the passphrase. */
export function PassphraseField({
  value,
  onChange,
  onEnter,
  isReadOnly,
  failure,
}: PassphraseFieldProps) {
  const { texts } = useSpeech()
  const [shown, setShown] = useState(false)
  const drawsDiscs = CSS.supports('-webkit-text-security', 'disc')
  return (
    <TextField
      className="field passphrase"
      value={value}
      onChange={onChange}
      isReadOnly={isReadOnly}
      isInvalid={failure !== undefined}
      type={drawsDiscs || shown ? 'text' : 'password'}
      autoComplete="off"
      autoCorrect="off"
      spellCheck="false"
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter()
      }}
    >
      <Label>{texts.unlock.passphrase}</Label>
      <div className="passphrase-line">
        <Input
          className={shown ? 'input' : 'input discs'}
          autoFocus
          autoCapitalize="none"
          data-1p-ignore=""
          data-bwignore=""
          data-lpignore="true"
        />
        <ToggleButton className="button quiet" isSelected={shown} onChange={setShown}>
          {texts.unlock.show}
        </ToggleButton>
      </div>
      <FieldError className="field-error">{failure}</FieldError>
    </TextField>
  )
}
