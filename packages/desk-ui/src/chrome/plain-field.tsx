import { useId, type ChangeEvent, type ReactNode } from 'react'
import { isPlainDate, languages, type Bilingual, type Language } from '@cronista/newsroom'
import { useSpeech } from '../texts/speech.tsx'

/** What keeps a browser from remembering, correcting or completing what is typed. */
export const unremembered = {
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'none',
  spellCheck: false,
  'data-1p-ignore': '',
  'data-bwignore': '',
  'data-lpignore': 'true',
} as const

interface PlainFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string | undefined
  /** Why what is typed cannot be taken. */
  readonly error?: string | undefined
  readonly lang?: string | undefined
  readonly isLong?: boolean
  readonly type?: 'date' | 'text'
  readonly isDisabled?: boolean
  readonly className?: string
  /** Names the field for whoever leads an editor to it. */
  readonly place?: string
}

/** A labelled line, or several, of which the browser keeps nothing. */
export function PlainField(props: PlainFieldProps) {
  const id = useId()
  const hintId = useId()
  const errorId = useId()
  const dateId = useId()
  const { moments } = useSpeech()
  const {
    label,
    value,
    hint,
    error,
    lang,
    isLong = false,
    type = 'text',
    isDisabled = false,
  } = props
  // Browsers show a date in their own language, which need not be the page's.
  const date = type === 'date' && isPlainDate(value) ? moments.plainDay(value) : undefined
  const describedBy = [
    error === undefined ? [] : errorId,
    date === undefined ? [] : dateId,
    hint === undefined ? [] : hintId,
  ].flat()
  const shared = {
    ...unremembered,
    id,
    className: 'input',
    value,
    lang,
    disabled: isDisabled,
    'data-place': props.place,
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': describedBy.length === 0 ? undefined : describedBy.join(' '),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      props.onChange(event.target.value)
    },
  }
  return (
    <div className={`field ${props.className ?? ''}`}>
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      {isLong ? <textarea {...shared} rows={2} /> : <input {...shared} type={type} />}
      {date !== undefined && (
        <p className="fine" id={dateId}>
          {date}
        </p>
      )}
      {error !== undefined && (
        <p className="field-error" id={errorId}>
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p className="fine" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  )
}

interface PlainSelectProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly children: ReactNode
  readonly hint?: string | undefined
  readonly place?: string
  readonly isDisabled?: boolean
}

/** A labelled choice from a list, of which the browser keeps nothing. */
export function PlainSelect(props: PlainSelectProps) {
  const { label, value, onChange, children, hint, place, isDisabled } = props
  const id = useId()
  const hintId = useId()
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        autoComplete="off"
        disabled={isDisabled}
        data-place={place}
        aria-describedby={hint === undefined ? undefined : hintId}
        onChange={(event) => {
          onChange(event.target.value)
        }}
      >
        {children}
      </select>
      {hint !== undefined && (
        <p className="fine" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  )
}

interface BilingualFieldProps {
  readonly label: string
  readonly value: Bilingual
  readonly onChange: (language: Language, value: string) => void
  readonly hint?: string | undefined
  readonly errors?: Readonly<Partial<Record<Language, string>>>
  readonly isLong?: boolean
  readonly place?: string
}

/** The same thing in both languages, side by side. */
export function BilingualField({
  label,
  value,
  onChange,
  hint,
  errors = {},
  isLong = false,
  place,
}: BilingualFieldProps) {
  const { texts } = useSpeech()
  return (
    <div className="bilingual">
      {languages.map((language) => (
        <PlainField
          key={language}
          label={texts.editor.fieldIn(label, texts.editor.inLanguage[language])}
          value={value[language]}
          lang={language}
          isLong={isLong}
          hint={language === 'es' ? hint : undefined}
          error={errors[language]}
          {...(place === undefined ? {} : { place: `${place}-${language}` })}
          onChange={(text) => {
            onChange(language, text)
          }}
        />
      ))}
    </div>
  )
}
