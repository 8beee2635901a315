import { canonicalText } from './canonical.ts'
import { languages, type Language } from './language.ts'
import type { PrintableStory } from './printable-story.ts'

/** The languages in which readers find something else in one than in the other, corrections and the
 *  names of segments apart. A date or a number that changes, changes in both. */
export function changedLanguages(before: PrintableStory, after: PrintableStory): Language[] {
  return languages.filter((language) => reading(before, language) !== reading(after, language))
}

function reading(story: PrintableStory, language: Language): string {
  const blocks = story.blocks.map((block) => ({ ...block, id: undefined }))
  return canonicalText(inOne({ ...story, blocks, corrections: undefined }, language))
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
