import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { identificationLevels, type IdentificationLevel } from '@cronista/desk/story-api'
import type { Bilingual } from '@cronista/newsroom'
import type { Source, SourceAsked } from '../api/name-api.ts'
import { useDeskAction } from '../api/use-desk-action.ts'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { useAnnounce } from '../chrome/announcer.tsx'
import { BilingualField, PlainSelect } from '../chrome/plain-field.tsx'
import { useSpeech } from '../texts/speech.tsx'

interface SourceFormProps {
  /** The source as it was when the form opened; absent for a new one. */
  readonly source: Source | undefined
  readonly onClose: () => void
}

const EMPTY: Bilingual = { es: '', en: '' }

/** What may be printed of a source, in both languages. Of two people who change one source, the second is
 *  told, and nothing of the first's is lost. */
export function SourceForm({ source, onClose }: SourceFormProps) {
  const { texts } = useSpeech()
  const announce = useAnnounce()
  const [level, setLevel] = useState<IdentificationLevel>(source?.level ?? 'description')
  const [label, setLabel] = useState(source?.label ?? EMPTY)
  const [reason, setReason] = useState(source?.unnamedBecause ?? EMPTY)
  const { run, isBusy, failure } = useDeskAction()
  const asked = askedFor(level, label, reason)
  const save = async (): Promise<void> => {
    if (asked === undefined) return
    const saved = await run({ id: source?.id, ...asked }, async (api, bearer, requestId) => {
      if (source === undefined) return api.names.newSource(bearer, { ...asked, requestId })
      const { id, revision } = source
      await api.names.reviseSource(bearer, id, { ...asked, revision })
      return id
    })
    if (saved === undefined) return
    announce(texts.names.saved)
    onClose()
  }
  return (
    <div className="source-form">
      <PlainSelect
        label={texts.names.level}
        value={level}
        onChange={(value) => {
          setLevel(identificationLevels.find((one) => one === value) ?? level)
        }}
      >
        {identificationLevels.map((one) => (
          <option key={one} value={one}>
            {texts.names.levels[one]}
          </option>
        ))}
      </PlainSelect>
      <p className="fine">{texts.names.levelHints[level]}</p>
      <BilingualField
        label={texts.names.label}
        hint={level === 'description' ? texts.names.labelHint : undefined}
        value={label}
        onChange={(language, text) => {
          setLabel({ ...label, [language]: text })
        }}
      />
      {level !== 'full' && level !== 'nothing' && (
        <BilingualField
          isLong
          label={texts.names.unnamedBecause}
          hint={texts.names.unnamedBecauseHint}
          value={reason}
          onChange={(language, text) => {
            setReason({ ...reason, [language]: text })
          }}
        />
      )}
      <div className="form-actions">
        <Button
          className="button strong"
          isDisabled={asked === undefined || isBusy}
          onPress={() => void save()}
        >
          {texts.names.save}
        </Button>
        <Button className="button quiet" onPress={onClose}>
          {texts.names.cancel}
        </Button>
      </div>
      <ActionFailure code={failure} />
    </div>
  )
}

/** What the desk is asked for; `undefined` as long as a language is missing. A source that is named in
 *  full, or not at all, needs no reason. */
function askedFor(
  level: IdentificationLevel,
  label: Bilingual,
  reason: Bilingual,
): SourceAsked | undefined {
  const called = { es: label.es.trim(), en: label.en.trim() }
  const unnamedBecause = { es: reason.es.trim(), en: reason.en.trim() }
  if (called.es === '' || called.en === '') return undefined
  if (level === 'full' || level === 'nothing') return { level, label: called }
  const hasReason = unnamedBecause.es !== '' && unnamedBecause.en !== ''
  return hasReason ? { level, label: called, unnamedBecause } : undefined
}
