import * as z from 'zod'
import { isPlainText } from '../plain-text.ts'
import type { PrintedSpeaker, PrintableStory } from '../story/printable-story.ts'
import { figureKinds, textOfSpans, type Span, type Spans } from '../story/block.ts'
import {
  MAX_ALSO_FROM,
  MAX_CORRECTIONS,
  MAX_PARTS,
  MAX_SEGMENTS,
  textLimits,
} from '../story/story-limits.ts'
import { bilingual, hex, line, penNameText, plainDate, slug, sourceLabelText } from './fields.ts'

const span: z.ZodType<Span> = z.strictObject({
  text: z.string().min(1).max(textLimits.segment).refine(isPlainText),
  emphasis: z.exactOptional(z.literal(true)),
})
const spans = z.array(span).min(1).max(2000).refine(isText)
const segment = { id: z.string().regex(/^[0-9a-z]{1,32}$/u), text: bilingual(spans) }
const language = z.enum(['es', 'en'])

const speaker: z.ZodType<PrintedSpeaker> = z.strictObject({
  label: bilingual(sourceLabelText),
  unnamedBecause: z.exactOptional(bilingual(line(textLimits.note))),
  source: z.exactOptional(hex(16)),
})

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), ...segment }),
  z.strictObject({ kind: z.literal('heading'), ...segment }),
  z.strictObject({ kind: z.literal('picture'), ...segment }),
  z.strictObject({
    kind: z.literal('quotation'),
    ...segment,
    speaker,
    saidOn: plainDate,
    where: bilingual(line(textLimits.where)),
    spokenIn: z.string().regex(/^[a-z]{2,3}$/u),
    exactWords: z.exactOptional(line(textLimits.segment)),
    figures: z.exactOptional(z.enum(figureKinds)),
  }),
])

/** A correction as readers see it. */
export const printedCorrection = z.strictObject({
  madeOn: plainDate,
  text: bilingual(line(textLimits.note)),
})

/** A story that lacks nothing, in both languages. */
export const printableStory: z.ZodType<PrintableStory> = z.strictObject({
  version: z.literal(1),
  id: hex(16),
  original: language,
  penName: z.strictObject({ name: penNameText, slug }),
  series: z.exactOptional(
    z.strictObject({
      title: bilingual(line(textLimits.headline)),
      slug: bilingual(slug),
      part: z.int().positive().max(MAX_PARTS),
    }),
  ),
  slug: bilingual(slug),
  kicker: bilingual(line(textLimits.kicker)),
  headline: bilingual(line(textLimits.headline)),
  summary: bilingual(line(textLimits.summary)),
  place: bilingual(line(textLimits.place)),
  blocks: z.array(block).min(1).max(MAX_SEGMENTS),
  sourcing: bilingual(line(textLimits.sourcing)),
  editorsNote: z.exactOptional(bilingual(line(textLimits.editorsNote))),
  corrections: z.array(printedCorrection).max(MAX_CORRECTIONS),
  alsoFrom: z.exactOptional(z.array(hex(16)).min(1).max(MAX_ALSO_FROM).refine(isAscending)),
})

/** As a printed text is: something can be read, and no space stands at its ends. */
function isText(spans: Spans): boolean {
  const text = textOfSpans(spans)
  return text !== '' && text.trim() === text && text.length <= textLimits.segment
}

/** Nothing stands twice in it, and no order says anything. */
function isAscending(ids: readonly string[]): boolean {
  return ids.every((id, index) => index === 0 || (ids[index - 1] ?? '') < id)
}
