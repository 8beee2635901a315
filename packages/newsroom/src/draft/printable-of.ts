// From a draft to what is printed: complete in both languages, or everything that keeps it from that.
import type { PenNameRecorded, SeriesRecorded } from '../events/name-events.ts'
import { canonicalBytes } from '../story/canonical.ts'
import { changedLanguages } from '../story/changed-languages.ts'
import { otherLanguage, type Bilingual, type Language } from '../story/language.ts'
import type {
  PrintableStory,
  PrintedBlock,
  PrintedCorrection,
  PrintedPenName,
  PrintedSeries,
} from '../story/printable-story.ts'
import type { OnSite } from '../story/standing.ts'
import {
  MAX_ALSO_FROM,
  MAX_PARTS,
  MAX_SEGMENTS,
  MAX_STORY_BYTES,
  textLimits,
} from '../story/story-limits.ts'
import { completeText, isBlank, mappedTexts, type Report } from './complete-text.ts'
import { penNameSlug } from './pen-name-slug.ts'
import { printedBlocks, type DescribedSources } from './printed-blocks.ts'
import type { StoryDraft, StoryField } from './story-draft.ts'
import type { StoryFault } from './story-fault.ts'

/** What a draft refers to, and what stands in its way. */
export interface PrintingContext {
  /** The story's id. */
  readonly id: string
  readonly original: Language
  readonly sources: DescribedSources
  readonly penNames: ReadonlyMap<string, PenNameRecorded>
  readonly series: ReadonlyMap<string, SeriesRecorded>
  /** Addresses that are not free. */
  readonly takenSlugs: Bilingual<ReadonlySet<string>>
  /** What it would correct. */
  readonly onSite?: OnSite
  /** Corrections that are not on the site yet. */
  readonly noted: readonly PrintedCorrection[]
}

/** A story that can be printed as it is, or what is missing. */
export type Printable =
  | { readonly kind: 'incomplete'; readonly faults: readonly StoryFault[] }
  | { readonly kind: 'printable'; readonly story: PrintableStory }

/** The draft as it would be printed; or every fault in it, in the order in which an editor meets them. */
export function printableOf(draft: StoryDraft, context: PrintingContext): Printable {
  const faults: StoryFault[] = []
  const story = storyOf(draft, context, faults)
  if (story === null || faults.length > 0) return { kind: 'incomplete', faults }
  const late = lateFaults(story, context)
  return late.length > 0 ? { kind: 'incomplete', faults: late } : { kind: 'printable', story }
}

function storyOf(
  draft: StoryDraft,
  context: PrintingContext,
  faults: StoryFault[],
): PrintableStory | null {
  const report: Report = (fault) => {
    faults.push(fault)
    return null
  }
  const texts = textsOf(draft, report)
  const slug = slugOf(draft.fields.slug, context, report)
  const penName = penNameOf(draft, context, report)
  const series = seriesOf(draft, context, report)
  const found = faults.length
  const blocks = printedBlocks(draft.segments, context.sources, report)
  if (blocks.length === 0 && faults.length === found) report({ code: 'story-empty' })
  if (blocks.length > MAX_SEGMENTS) report({ code: 'text-too-long' })
  const alsoFrom = alsoFromOf(draft, blocks, context, report)
  if (texts === null || slug === null) return null
  if (penName === null || series === null) return null
  const { id, original, onSite, noted } = context
  const corrections = [...(onSite?.story.corrections ?? []), ...noted]
  const told = { penName, ...series, slug, ...texts, blocks, corrections, ...alsoFrom }
  return { version: 1, id, original, ...told }
}

/** The sources that stand behind it and are not quoted. */
function alsoFromOf(
  draft: StoryDraft,
  blocks: readonly PrintedBlock[],
  { sources }: PrintingContext,
  report: Report,
): Pick<PrintableStory, 'alsoFrom'> {
  const quoted = new Set(blocks.map((block) => 'speaker' in block && block.speaker.source))
  const alsoFrom = draft.alsoFrom.filter((id) => !quoted.has(id))
  if (alsoFrom.some((id) => sources.get(id) === undefined)) report({ code: 'source-unknown' })
  if (alsoFrom.length > MAX_ALSO_FROM) report({ code: 'text-too-long' })
  return alsoFrom.length === 0 ? {} : { alsoFrom }
}

/** The texts besides slug and body; an editor's note in both languages or none. */
function textsOf(
  { fields }: StoryDraft,
  reportAll: Report,
): Omit<
  PrintableStory,
  | 'alsoFrom'
  | 'blocks'
  | 'corrections'
  | 'id'
  | 'original'
  | 'penName'
  | 'series'
  | 'slug'
  | 'version'
> | null {
  const read = (field: Exclude<StoryField, 'slug'>) =>
    completeText(fields[field], textLimits[field], (fault) => reportAll({ ...fault, field }))
  const headline = read('headline')
  const kicker = read('kicker')
  const summary = read('summary')
  const place = read('place')
  const sourcing = read('sourcing')
  const editorsNote = isBlank(fields.editorsNote) ? null : read('editorsNote')
  if (headline === null || kicker === null || summary === null) return null
  if (place === null || sourcing === null) return null
  return { headline, kicker, summary, place, sourcing, ...(editorsNote && { editorsNote }) }
}

function slugOf(
  typed: Bilingual,
  { takenSlugs }: PrintingContext,
  report: Report,
): Bilingual | null {
  const field = 'slug'
  if (isBlank(typed)) return report({ code: 'field-empty', field })
  return mappedTexts(typed, (text, language) => {
    if (text === '') return report({ code: 'field-empty', field, language })
    if (text.length > textLimits.slug || !/^[0-9a-z]+(?:-[0-9a-z]+)*$/u.test(text))
      return report({ code: 'slug-malformed', field, language })
    if (takenSlugs[language].has(text)) return report({ code: 'slug-taken', field, language })
    return text
  })
}

function penNameOf(
  { choices }: StoryDraft,
  { penNames }: PrintingContext,
  report: Report,
): PrintedPenName | null {
  const recorded = penNames.get(choices.penName)
  if (recorded === undefined) return report({ code: 'pen-name-missing' })
  return { name: recorded.name, slug: penNameSlug(recorded, penNames.values()) }
}

/** Nothing to print if no series is chosen; `null` if one is, and not completely. */
function seriesOf(
  { choices }: StoryDraft,
  { series }: PrintingContext,
  report: Report,
): { readonly series?: PrintedSeries } | null {
  if (choices.series === '') return {}
  const recorded = series.get(choices.series)
  const part = /^\d{1,4}$/u.test(choices.part.trim()) ? Number(choices.part) : 0
  if (recorded === undefined || part < 1 || part > MAX_PARTS)
    return report({ code: 'series-incomplete' })
  return { series: { title: recorded.title, slug: recorded.slug, part } }
}

/** What only a story that is complete can have wrong. */
function lateFaults(
  story: PrintableStory,
  { onSite, noted }: PrintingContext,
): readonly StoryFault[] {
  if (canonicalBytes(story).byteLength > MAX_STORY_BYTES) return [{ code: 'text-too-long' }]
  if (onSite === undefined) return []
  if (noted.length === 0) return [{ code: 'correction-missing' }]
  const [changed, both] = changedLanguages(onSite.story, story)
  if (changed === undefined || both !== undefined) return []
  return [{ code: 'only-one-language-changed', language: otherLanguage(changed) }]
}
