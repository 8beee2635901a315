import type { Source } from '../api/name-api.ts'
import { BilingualField, PlainField, PlainSelect } from '../chrome/plain-field.tsx'
import { useSpeech } from '../texts/speech.tsx'
import type { Node } from 'prosemirror-model'
import { quotationOf, type FactName } from './story-schema.ts'

interface QuotationFactsProps {
  readonly segment: Node
  readonly sources: readonly Source[]
  readonly onChange: (name: FactName, value: string) => void
}

/** The attribute behind a fact that there is in both languages. */
const inLanguage = {
  speaker: { es: 'speakerEs', en: 'speakerEn' },
  where: { es: 'whereEs', en: 'whereEn' },
} as const

/** Who said it, when, where, and in which language. Stands under the quotation. */
export function QuotationFacts({ segment, sources, onChange }: QuotationFactsProps) {
  const { texts, language } = useSpeech()
  const quotation = quotationOf(segment)
  const { speakerKind, speakerSource, saidOn, spokenIn } = quotation
  const said = texts.editor.quotation
  const isKnown = sources.some(({ id }) => id === speakerSource)
  return (
    <fieldset className="quotation-facts">
      <legend>{said.heading}</legend>
      <PlainSelect
        label={said.speaker}
        value={speakerKind}
        onChange={(value) => {
          onChange('speakerKind', value)
        }}
      >
        <option value="source">{said.bySource}</option>
        <option value="public">{said.inPublic}</option>
      </PlainSelect>
      {speakerKind === 'source' ? (
        <PlainSelect
          label={said.bySource}
          value={speakerSource}
          place="speaker"
          onChange={(value) => {
            onChange('speakerSource', value)
          }}
        >
          <option value="">{said.chooseSource}</option>
          {sources.map(({ id, label }) => (
            <option key={id} value={id}>
              {label[language]}
            </option>
          ))}
          {speakerSource !== '' && !isKnown && (
            <option value={speakerSource}>{said.sourceGone}</option>
          )}
        </PlainSelect>
      ) : (
        <BilingualField
          label={said.publicName}
          value={quotation.speaker}
          place="speaker"
          onChange={(one, value) => {
            onChange(inLanguage.speaker[one], value)
          }}
        />
      )}
      <PlainField
        label={said.saidOn}
        type="date"
        value={saidOn}
        place="saidOn"
        onChange={(value) => {
          onChange('saidOn', value)
        }}
      />
      <BilingualField
        label={said.where}
        hint={said.whereHint}
        value={quotation.where}
        place="where"
        onChange={(one, value) => {
          onChange(inLanguage.where[one], value)
        }}
      />
      <SpokenIn spokenIn={spokenIn} exactWords={quotation.exactWords} onChange={onChange} />
    </fieldset>
  )
}

interface SpokenInProps {
  readonly spokenIn: string
  readonly exactWords: string
  readonly onChange: (name: FactName, value: string) => void
}

/** Stands for a third language whose code is not typed yet; no code has this length. */
const OTHER = '?'

function SpokenIn({ spokenIn, exactWords, onChange }: SpokenInProps) {
  const { texts } = useSpeech()
  const said = texts.editor.quotation
  const isOther = spokenIn !== '' && spokenIn !== 'es' && spokenIn !== 'en'
  return (
    <>
      <PlainSelect
        label={said.spokenIn}
        value={isOther ? OTHER : spokenIn}
        place="spokenIn"
        onChange={(value) => {
          onChange('spokenIn', value)
          if (value !== OTHER) onChange('exactWords', '')
        }}
      >
        <option value="" />
        <option value="es">{texts.inbox.writesIn.es}</option>
        <option value="en">{texts.inbox.writesIn.en}</option>
        <option value={OTHER}>{said.spokenInOther}</option>
      </PlainSelect>
      {isOther && (
        <PlainField
          label={said.languageCode}
          value={spokenIn === OTHER ? '' : spokenIn}
          onChange={(value) => {
            onChange('spokenIn', value === '' ? OTHER : value.toLowerCase())
          }}
        />
      )}
      {isOther && (
        <PlainField
          className="exact-words"
          isLong
          label={said.exactWords}
          hint={said.exactWordsHint}
          lang={spokenIn === OTHER ? undefined : spokenIn}
          value={exactWords}
          place="exactWords"
          onChange={(value) => {
            onChange('exactWords', value)
          }}
        />
      )}
    </>
  )
}
