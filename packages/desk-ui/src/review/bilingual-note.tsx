import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Bilingual } from '@cronista/newsroom'
import { Confirmation } from '../chrome/confirmation.tsx'
import { BilingualField } from '../chrome/plain-field.tsx'
import { useSpeech } from '../texts/speech.tsx'

interface BilingualNoteProps {
  readonly label: string
  readonly submit: string
  /** What has to be confirmed first, because it cannot be undone. */
  readonly confirm?: string
  readonly isBusy: boolean
  readonly place: string
  /** Resolves to whether it was taken; then the fields are emptied. */
  readonly onSubmit: (note: Bilingual) => Promise<boolean>
}

const EMPTY: Bilingual = { es: '', en: '' }

/** A word to readers, in both languages or not at all. */
export function BilingualNote({
  label,
  submit,
  confirm,
  isBusy,
  place,
  onSubmit,
}: BilingualNoteProps) {
  const { texts } = useSpeech()
  const [note, setNote] = useState(EMPTY)
  const [isConfirmed, setConfirmed] = useState(false)
  const written = { es: note.es.trim(), en: note.en.trim() }
  const isComplete = written.es !== '' && written.en !== ''
  const hand = async (): Promise<void> => {
    if (await onSubmit(written)) setNote(EMPTY)
  }
  return (
    <>
      <BilingualField
        isLong
        label={label}
        value={note}
        place={place}
        onChange={(language, text) => {
          setNote({ ...note, [language]: text })
        }}
      />
      {confirm !== undefined && (
        <Confirmation isConfirmed={isConfirmed} onChange={setConfirmed}>
          {confirm}
        </Confirmation>
      )}
      <Button
        className="button"
        isDisabled={!isComplete || isBusy || (confirm !== undefined && !isConfirmed)}
        onPress={() => void hand()}
      >
        {isBusy ? texts.review.working : submit}
      </Button>
    </>
  )
}
