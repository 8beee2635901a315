import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { identificationLevels } from '@cronista/desk/story-api'
import type { Language } from '@cronista/newsroom'
import type { Source } from '../api/source-api.ts'
import { useDeskAction } from '../api/use-desk-action.ts'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { useAnnounce } from '../chrome/announcer.tsx'
import { BilingualField, PlainSelect } from '../chrome/plain-field.tsx'
import { calendarDay } from '../moments/calendar-day.ts'
import { useSurroundings } from '../surroundings.tsx'
import type { Texts } from '../texts/index.ts'
import { useSpeech } from '../texts/speech.tsx'
import type { ConsentLack } from './consent-form.ts'
import { ConsentSection } from './consent-section.tsx'
import { consentNeed } from './consent-need.ts'
import { Reasons } from './reasons.tsx'
import {
  isUnnamed,
  sourceAsked,
  sourceLacks,
  sourceTyped,
  type SourceLack,
} from './source-typed.ts'

interface SourceFormProps {
  /** Absent for a new one. What others change while the form is open, it does not take over. */
  readonly source: Source | undefined
  /** The field that somebody was led to; the first one otherwise. */
  readonly startAt?: string | undefined
  /** Told of the source's id once it is saved, or of nothing if it was left as it was. */
  readonly onClose: (saved?: string) => void
}

/** What may be printed of a source, what the source agreed to, and why it is not fully named. Of two
 *  people who change one source, the second is told, and nothing of the first's is lost. */
export function SourceForm({ source: given, startAt, onClose }: SourceFormProps) {
  const { texts, language } = useSpeech()
  const announce = useAnnounce()
  const today = calendarDay(useSurroundings().now())
  const [source] = useState(given)
  const [typed, setTyped] = useState(() => sourceTyped(source, today))
  const [lacks, setLacks] = useState<readonly SourceLack[]>([])
  const { run, isBusy, failure } = useDeskAction()
  const form = useRef<HTMLDivElement>(null)
  const need = consentNeed(source, typed, today)
  const change = (part: Partial<typeof typed>): void => {
    setTyped({ ...typed, ...part })
  }
  const start = useEffectEvent(() => {
    const first = form.current?.querySelector<HTMLElement>('select')
    const place = startAt === undefined ? null : placeIn(form.current, startAt)
    ;(place ?? first)?.focus()
  })
  useEffect(() => {
    start()
  }, [])

  const save = async (): Promise<void> => {
    const found = sourceLacks(typed, need)
    setLacks(found)
    if (found[0] !== undefined) {
      placeIn(form.current, placeOf(found[0]))?.focus()
      return
    }
    const asked = sourceAsked(typed)
    const saved = await run({ id: source?.id, ...asked }, async (api, bearer, requestId) => {
      if (source === undefined) return api.sources.make(bearer, { ...asked, requestId })
      const { id, revision, head } = source
      await api.sources.revise(bearer, id, { ...asked, revision, head })
      return id
    })
    if (saved === undefined) return
    announce(texts.names.saved)
    onClose(saved)
  }
  const name =
    source === undefined ? texts.names.newSource : texts.names.edit(source.label[language])
  return (
    <div className="source-form" role="group" aria-label={name} ref={form}>
      <PlainSelect
        label={texts.names.level}
        hint={texts.names.levelHints[typed.level]}
        value={typed.level}
        onChange={(value) => {
          change({ level: identificationLevels.find((one) => one === value) ?? typed.level })
        }}
      >
        {identificationLevels.map((one) => (
          <option key={one} value={one}>
            {texts.names.levels[one]}
          </option>
        ))}
      </PlainSelect>
      <BilingualField
        label={texts.names.label}
        errors={errorsAt(lacks, 'label', texts)}
        hint={typed.level === 'description' ? texts.names.labelHint : undefined}
        value={typed.label}
        place="label"
        onChange={(one, text) => {
          change({ label: { ...typed.label, [one]: text } })
        }}
      />
      <ConsentSection
        source={source}
        level={typed.level}
        need={need}
        consent={typed.consent}
        lack={lacks.map(({ field }) => field).find(isConsentLack)}
        onChange={(consent) => {
          change({ consent })
        }}
      />
      {isUnnamed(typed.level) && (
        <Reasons
          typed={typed}
          errors={errorsAt(lacks, 'unnamedBecause', texts)}
          onChange={change}
        />
      )}
      <div className="form-actions">
        <Button className="button strong" isDisabled={isBusy} onPress={() => void save()}>
          {texts.names.save}
        </Button>
        <Button
          className="button quiet"
          onPress={() => {
            onClose()
          }}
        >
          {texts.names.cancel}
        </Button>
      </div>
      <ActionFailure code={failure} />
    </div>
  )
}

function placeIn(form: HTMLElement | null, place: string): HTMLElement | null {
  return form?.querySelector<HTMLElement>(`[data-place="${place}"]`) ?? null
}

function placeOf(lack: SourceLack): string {
  return 'language' in lack ? `${lack.field}-${lack.language}` : lack.field
}

function isConsentLack(field: SourceLack['field']): field is ConsentLack {
  return field !== 'label' && field !== 'unnamedBecause'
}

/** What is said under a field that there is in both languages. */
function errorsAt(
  lacks: readonly SourceLack[],
  field: 'label' | 'unnamedBecause',
  { names, editor }: Texts,
): Partial<Record<Language, string>> {
  const missing = lacks.flatMap((lack) =>
    'language' in lack && lack.field === field ? [lack.language] : [],
  )
  return Object.fromEntries(
    missing.map((language) => [
      language,
      names.lacks(editor.fieldIn(names[field], editor.inLanguage[language])),
    ]),
  )
}
