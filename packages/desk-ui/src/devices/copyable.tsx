import { useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { unremembered } from '../chrome/plain-field.tsx'
import { useSpeech } from '../texts/speech.tsx'

/** A long text to be copied whole. What is no secret may go through the clipboard. */
export function Copyable({ label, text }: { label: string; text: string }) {
  const { texts } = useSpeech()
  const id = useId()
  const [copied, setCopied] = useState<string>()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(text)
    } catch {
      // The browser does not allow it; the text can still be selected.
      setCopied(undefined)
    }
  }
  return (
    <div className="copyable">
      <div className="field">
        <label htmlFor={id} className="field-label">
          {label}
        </label>
        <textarea
          {...unremembered}
          id={id}
          className="input code"
          rows={3}
          readOnly
          value={text}
          onFocus={(event) => {
            event.target.select()
          }}
        />
      </div>
      <Button className="button quiet" onPress={() => void copy()}>
        {copied === text ? texts.devices.copied : texts.devices.copy}
      </Button>
    </div>
  )
}
