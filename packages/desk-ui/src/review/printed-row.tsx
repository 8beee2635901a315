import { languages, type Language, type Spans } from '@cronista/newsroom'
import { texts as allTexts, type Texts } from '../texts/index.ts'
import { momentsOf } from '../moments/moments.ts'
import type { PrintedPart } from './printed-parts.ts'

/** One part of what is printed, Spanish beside English. What the page says of it, it says in the
 *  language of the column. */
export function PrintedRow({ part }: { part: PrintedPart }) {
  return (
    <div className={`cells printed-row part-${part.field ?? part.role}`} data-part={part.key}>
      {languages.map((language) => (
        <div key={language} className={`cell ${language}`} lang={language} tabIndex={-1}>
          <PrintedCell part={part} language={language} />
        </div>
      ))}
    </div>
  )
}

interface CellProps {
  readonly part: PrintedPart
  readonly language: Language
}

function PrintedCell({ part, language }: CellProps) {
  const words = <Words spans={part.text[language]} />
  if (part.quotation !== undefined)
    return (
      <blockquote>
        <p>{words}</p>
        <QuotationSource quotation={part.quotation} language={language} />
      </blockquote>
    )
  const label = labelOf(part, language)
  return (
    <>
      {label !== undefined && <p className="part-label">{label}</p>}
      <p>{words}</p>
    </>
  )
}

function Words({ spans }: { spans: Spans }) {
  return spans.map(({ text, emphasis }, index) =>
    emphasis === true ? <em key={index}>{text}</em> : <span key={index}>{text}</span>,
  )
}

interface QuotationSourceProps {
  readonly quotation: NonNullable<PrintedPart['quotation']>
  readonly language: Language
}

function QuotationSource({ quotation, language }: QuotationSourceProps) {
  const { review } = allTexts[language]
  const { speaker, where, saidOn, exactWords, spokenIn, figures } = quotation
  return (
    <footer>
      — {speaker.label[language]}, {where[language]},{' '}
      <time dateTime={saidOn}>{momentsOf[language].plainDay(saidOn)}</time>
      {speaker.unnamedBecause !== undefined && (
        <p className="fine">
          {review.unnamedBecause}: {speaker.unnamedBecause[language]}
        </p>
      )}
      {figures !== undefined && <p className="fine">{review.figures[figures]}</p>}
      {exactWords !== undefined && (
        <p className="fine">
          {review.exactWords} ({spokenIn}): <span lang={spokenIn}>{exactWords}</span>
        </p>
      )}
    </footer>
  )
}

/** What stands over a part, if readers could not tell what it is. */
export function labelOf(
  { field, role, madeOn }: PrintedPart,
  language: Language,
): string | undefined {
  const { review, editor }: Texts = allTexts[language]
  if (role === 'picture') return review.picture
  const labels: Readonly<Partial<Record<NonNullable<PrintedPart['field']>, string>>> = {
    byline: review.byline,
    editorsNote: review.editorsNote,
    path: review.address,
    series: editor.series,
    sourcing: review.sourcing,
    correction:
      madeOn === undefined ? '' : review.correctionOf(momentsOf[language].plainDay(madeOn)),
  }
  return field === undefined ? undefined : labels[field]
}
