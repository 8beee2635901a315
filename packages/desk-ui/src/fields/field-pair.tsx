import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type * as Y from 'yjs'
import {
  fieldName,
  languages,
  textLimits,
  type Language,
  type StoryField,
} from '@cronista/newsroom'
import { unremembered } from '../chrome/plain-field.tsx'
import { localeOf, texts as allTexts } from '../texts/index.ts'
import { useSpeech } from '../texts/speech.tsx'
import { bindText } from './bind-text.ts'

interface FieldPairProps {
  readonly doc: Y.Doc
  readonly field: StoryField
  readonly isReadOnly: boolean
}

/** One of a story's texts, in both languages side by side. */
export function FieldPair({ doc, field, isReadOnly }: FieldPairProps) {
  const { texts } = useSpeech()
  const hintId = useId()
  const hint = texts.editor.fieldHints[field]
  return (
    <section className={`field-pair of-${field}`} aria-label={texts.editor.fields[field]}>
      <p className="field-name" aria-hidden="true">
        {texts.editor.fields[field]}
      </p>
      <div className="cells">
        {languages.map((language) => (
          <SharedField
            key={language}
            text={doc.getText(fieldName(field, language))}
            field={field}
            language={language}
            isReadOnly={isReadOnly}
            hintId={hint === undefined ? undefined : hintId}
          />
        ))}
      </div>
      {hint !== undefined && (
        <p className="fine" id={hintId}>
          {hint}
        </p>
      )}
    </section>
  )
}

interface SharedFieldProps {
  readonly text: Y.Text
  readonly field: StoryField
  readonly language: Language
  readonly isReadOnly: boolean
  readonly hintId: string | undefined
}

function SharedField({ text, field, language, isReadOnly, hintId }: SharedFieldProps) {
  const { texts, language: spoken } = useSpeech()
  const element = useRef<HTMLTextAreaElement>(null)
  const [written, setWritten] = useState('')
  useEffect(
    () => (element.current === null ? undefined : bindText(element.current, text, setWritten)),
    [text],
  )
  const over = written.length - textLimits[field]
  const name = texts.editor.fieldIn(texts.editor.fields[field], texts.editor.inLanguage[language])
  return (
    <div className={`cell ${language}`}>
      <textarea
        {...unremembered}
        ref={element}
        className="shared-field"
        rows={1}
        lang={language}
        aria-label={name}
        aria-describedby={hintId}
        aria-invalid={over > 0}
        placeholder={allTexts[language].editor.fieldInvitations[field]}
        readOnly={isReadOnly}
        data-place={`${field}-${language}`}
        onKeyDown={withoutEnter}
      />
      {over > 0 && (
        <p className="field-error">
          {texts.editor.tooLong(new Intl.NumberFormat(localeOf[spoken]).format(over))}
        </p>
      )}
    </div>
  )
}

function withoutEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.preventDefault()
}
