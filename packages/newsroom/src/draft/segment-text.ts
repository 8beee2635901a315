import * as Y from 'yjs'
import type { Span, Spans } from '../story/block.ts'
import { languages, type Bilingual, type Language } from '../story/language.ts'
import { tidySpans } from './tidy-spans.ts'

/** Something in a segment that is still to be read. */
interface Unread {
  readonly part: unknown
  readonly language: Language
}

/** The formatting of emphasised text; editors may put `--` and a hash behind a mark's name. */
const EMPHASIS = /^em(?:--.*)?$/u

/** Everything that can be read in a segment, in both languages. Text that stands in no language is
 *  taken for Spanish, and what stands in one language twice is joined. Without recursion: how deep it
 *  goes is decided by whoever made the document. */
export function segmentText(segment: Y.XmlElement | Y.XmlText): Bilingual<Spans> {
  const runs: Record<Language, Span[]> = { es: [], en: [] }
  const begunAgain = new Set<Language>()
  const unread: Unread[] = [{ part: segment, language: 'es' }]
  for (let next = unread.pop(); next !== undefined; next = unread.pop()) {
    const { part, language } = next
    if (part instanceof Y.XmlElement) {
      const own = languages.find((one) => one === part.nodeName)
      // A language that is there twice was begun twice: its texts are two, not parts of one word.
      if (own !== undefined && runs[own].length > 0) begunAgain.add(own)
      readNext(unread, part.toArray(), own ?? language)
    } else if (part instanceof Y.XmlText) {
      readNext(unread, part.toDelta() as unknown[], language)
    } else if (isInsert(part)) {
      if (typeof part.insert !== 'string') readNext(unread, [part.insert], language)
      else {
        if (begunAgain.delete(language)) runs[language].push({ text: ' ' })
        runs[language].push(spanOf(part.insert, part.attributes))
      }
    }
  }
  return { es: tidySpans(runs.es), en: tidySpans(runs.en) }
}

function readNext(unread: Unread[], parts: readonly unknown[], language: Language): void {
  for (const part of parts.toReversed()) unread.push({ part, language })
}

interface Insert {
  readonly insert: unknown
  readonly attributes?: unknown
}

/** One piece of what Yjs calls a delta. */
function isInsert(part: unknown): part is Insert {
  return typeof part === 'object' && part !== null && 'insert' in part
}

function spanOf(text: string, attributes: unknown): Span {
  const marks = typeof attributes === 'object' && attributes !== null ? attributes : {}
  const isEmphasised = Object.entries(marks).some(
    ([name, value]) => EMPHASIS.test(name) && value !== null && value !== false,
  )
  return isEmphasised ? { text, emphasis: true } : { text }
}
