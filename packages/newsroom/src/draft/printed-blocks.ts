import type { SourceDescribed } from '../events/source-events.ts'
import { textOfSpans, type Quotation, type Spans } from '../story/block.ts'
import { languages, type Bilingual } from '../story/language.ts'
import { isSourceLabel } from '../story/names.ts'
import { isPlainDate, type PlainDate } from '../story/plain-date.ts'
import type { PrintedBlock, PrintedSpeaker } from '../story/printable-story.ts'
import { textLimits } from '../story/story-limits.ts'
import { completeText, mappedTexts, type Report } from './complete-text.ts'
import type { DraftQuotation, DraftSegment } from './story-draft.ts'
import { trimmedSpans } from './tidy-spans.ts'

/** The newest description of each source, by its id. */
export type DescribedSources = Pick<ReadonlyMap<string, SourceDescribed>, 'get'>

/** The segments that say something, as they are printed; what keeps one from being so is reported. */
export function printedBlocks(
  segments: readonly DraftSegment[],
  sources: DescribedSources,
  report: Report,
): readonly PrintedBlock[] {
  return segments.flatMap((segment) => printedBlock(segment, sources, report) ?? [])
}

function printedBlock(
  { id, kind, text: typed, quotation }: DraftSegment,
  sources: DescribedSources,
  reportAll: Report,
): PrintedBlock | null {
  const report: Report = (fault) => reportAll({ segment: id, ...fault })
  const text = { es: trimmedSpans(typed.es), en: trimmedSpans(typed.en) }
  const isBlank = languages.every((language) => text[language].length === 0)
  if (isBlank && (kind !== 'quotation' || isUntouched(quotation))) return null
  if (isBlank) report({ code: 'quotation-incomplete' })
  else if (!isTranslated(text, report)) return null
  return kind === 'quotation'
    ? quoted({ kind, id, text }, quotation, sources, report)
    : { kind, id, text }
}

function isTranslated(text: Bilingual<Spans>, report: Report): boolean {
  const empty = languages.find((language) => text[language].length === 0)
  if (empty !== undefined) report({ code: 'segment-untranslated', language: empty })
  for (const language of languages)
    if (textOfSpans(text[language]).length > textLimits.segment)
      report({ code: 'text-too-long', language })
  return empty === undefined
}

function isUntouched(quotation: DraftQuotation): boolean {
  const { speakerSource, speaker, saidOn, where, exactWords } = quotation
  const typed = [speakerSource, speaker.es, speaker.en, saidOn, where.es, where.en, exactWords]
  return typed.every((text) => text.trim() === '')
}

function quoted(
  block: Pick<Quotation<PrintedSpeaker>, 'id' | 'kind' | 'text'>,
  quotation: DraftQuotation,
  sources: DescribedSources,
  report: Report,
): PrintedBlock | null {
  const speaker =
    quotation.speakerKind === 'source'
      ? sourceSpeaker(quotation.speakerSource, sources, report)
      : publicSpeaker(quotation.speaker, report)
  const saidOn = dayOf(quotation.saidOn, report)
  const where = completeText(quotation.where, textLimits.where, (fault) =>
    report({
      ...fault,
      code: fault.code === 'field-empty' ? 'quotation-incomplete' : fault.code,
      field: 'where',
    }),
  )
  const spoken = spokenWords(quotation, report)
  if (speaker === null || saidOn === null) return null
  if (where === null || spoken === null) return null
  const { figures } = quotation
  return { ...block, speaker, saidOn, where, ...spoken, ...(figures !== '' && { figures }) }
}

function sourceSpeaker(
  id: string,
  sources: DescribedSources,
  report: Report,
): PrintedSpeaker | null {
  const field = 'speaker'
  if (id === '') return report({ code: 'quotation-incomplete', field })
  const source = sources.get(id)
  if (source === undefined) return report({ code: 'source-unknown', field })
  const { level, label, unnamedBecause } = source
  if (level === 'nothing') return report({ code: 'source-withheld', field })
  if (level === 'full') return { label, source: id }
  if (unnamedBecause === undefined) return report({ code: 'source-unnamed-without-reason', field })
  return { label, unnamedBecause, source: id }
}

function publicSpeaker(typed: Bilingual, report: Report): PrintedSpeaker | null {
  const label = mappedTexts(typed, (text, language) => {
    if (isSourceLabel(text)) return text
    const code = text === '' ? 'quotation-incomplete' : 'text-too-long'
    return report({ code, field: 'speaker', language })
  })
  return label && { label }
}

function dayOf(typed: string, report: Report): PlainDate | null {
  const day = typed.trim()
  if (isPlainDate(day)) return day
  const code = day === '' ? 'quotation-incomplete' : 'date-malformed'
  return report({ code, field: 'saidOn' })
}

/** In which language, and, if it is none of the site's, the words themselves. */
function spokenWords(
  quotation: DraftQuotation,
  report: Report,
): Pick<Quotation<PrintedSpeaker>, 'exactWords' | 'spokenIn'> | null {
  const spokenIn = quotation.spokenIn.trim()
  if (!/^[a-z]{2,3}$/u.test(spokenIn))
    return report({ code: 'quotation-incomplete', field: 'spokenIn' })
  if (languages.some((language) => language === spokenIn)) return { spokenIn }
  const exactWords = quotation.exactWords.trim()
  if (exactWords !== '' && exactWords.length <= textLimits.segment) return { spokenIn, exactWords }
  const code = exactWords === '' ? 'quotation-incomplete' : 'text-too-long'
  return report({ code, field: 'exactWords' })
}
