import { canonicalText } from './canonical.ts'
import { languages, type Language } from './language.ts'
import type { PrintableStory, PrintedBlock } from './printable-story.ts'

/** The languages in which readers find something else in one than in the other, corrections and what
 *  is for the desk alone apart: the names of segments, who the sources are. A date or a number that changes, changes in both. */
export function changedLanguages(before: PrintableStory, after: PrintableStory): Language[] {
  return languages.filter((language) => reading(before, language) !== reading(after, language))
}

function reading(story: PrintableStory, language: Language): string {
  const blocks = story.blocks.map(printedOf)
  const printed = { ...story, blocks, corrections: undefined, alsoFrom: undefined }
  return canonicalText(inOne(printed, language))
}

function printedOf(block: PrintedBlock): object {
  return 'speaker' in block
    ? { ...block, id: undefined, speaker: { ...block.speaker, source: undefined } }
    : { ...block, id: undefined }
}

/** The value with everything bilingual in it replaced by its one language. */
function inOne(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((part) => inOne(part, language))
  if (typeof value !== 'object' || value === null) return value
  if ('es' in value && 'en' in value) return inOne(value[language], language)
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, inOne(part, language)]),
  )
}
