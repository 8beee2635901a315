import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { figureKinds, isPlainDate, type DraftQuotation, type Language } from '@cronista/newsroom'
import { momentsOf } from '../moments/moments.ts'
import type { Source } from '../api/source-api.ts'
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
  const said = texts.editor.quotation
  const summary = summaryOf(quotation, sources, language)
  const [isOpen, setOpen] = useState(summary === undefined)
  return (
    <>
      <Button
        className="button link facts-summary"
        aria-expanded={isOpen}
        onPress={() => {
          setOpen(!isOpen)
        }}
      >
        {isOpen ? said.heading : (summary ?? said.heading)}
      </Button>
      {isOpen && <FactFields quotation={quotation} sources={sources} onChange={onChange} />}
    </>
  )
}

interface FactFieldsProps extends Omit<QuotationFactsProps, 'segment'> {
  readonly quotation: DraftQuotation
}

function FactFields({ quotation, sources, onChange }: FactFieldsProps) {
  const { texts, language } = useSpeech()
  const { speakerKind, speakerSource, saidOn, spokenIn } = quotation
  const said = texts.editor.quotation
  const isKnown = sources.some(({ id }) => id === speakerSource)
  return (
    <fieldset className="quotation-facts" aria-label={said.heading}>
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
          label={said.source}
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
      {speakerKind === 'source' && <Figures figures={quotation.figures} onChange={onChange} />}
    </fieldset>
  )
}

interface FiguresProps extends Pick<QuotationFactsProps, 'onChange'> {
  readonly figures: DraftQuotation['figures']
}

/** What the numbers in a source's words are. */
function Figures({ figures, onChange }: FiguresProps) {
  const { texts } = useSpeech()
  const said = texts.editor.quotation
  return (
    <PlainSelect
      label={said.figures}
      hint={said.figuresHints[figures]}
      value={figures}
      place="figures"
      onChange={(value) => {
        onChange('figures', value)
      }}
    >
      {(['', ...figureKinds] as const).map((kind) => (
        <option key={kind} value={kind}>
          {said.figuresOf[kind]}
        </option>
      ))}
    </PlainSelect>
  )
}

/** Everything in one line; `undefined` as long as something is missing. */
function summaryOf(
  { speakerKind, speakerSource, speaker, saidOn, where, spokenIn, exactWords }: DraftQuotation,
  sources: readonly Source[],
  language: Language,
): string | undefined {
  const source = sources.find(({ id }) => id === speakerSource)
  const name = speakerKind === 'source' ? source?.label : speaker
  if (name === undefined || !isPlainDate(saidOn)) return undefined
  const isForeign = spokenIn !== 'es' && spokenIn !== 'en'
  const needed = [name.es, name.en, where.es, where.en, spokenIn, isForeign ? exactWords : spokenIn]
  if (needed.some((text) => text.trim() === '')) return undefined
  return `${name[language]}, ${where[language]}, ${momentsOf[language].plainDay(saidOn)}`
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
