import { plainText } from '../plain-text.ts'
import type { Span, Spans } from '../story/block.ts'

/** The same text as plain text: no empty span, neighbours differ in emphasis, no two spaces in a row
 *  even where spans meet. */
export function tidySpans(spans: Iterable<Span>): Spans {
  const tidy: Span[] = []
  for (const span of spans) {
    const last = tidy.at(-1)
    const plain = plainText(span.text)
    const text = last?.text.endsWith(' ') === true ? plain.replace(/^ /u, '') : plain
    if (text === '') continue
    if (last === undefined || last.emphasis !== span.emphasis) tidy.push({ ...span, text })
    else tidy[tidy.length - 1] = { ...last, text: plainText(last.text + text) }
  }
  return tidy
}

/** Without spaces at its ends. */
export function trimmedSpans(spans: Spans): Spans {
  const last = spans.length - 1
  const trimmed = spans.map((span, index) => {
    const start = index === 0 ? span.text.trimStart() : span.text
    return { ...span, text: index === last ? start.trimEnd() : start }
  })
  return trimmed.every(({ text }) => text !== '')
    ? trimmed
    : trimmedSpans(trimmed.filter(({ text }) => text !== ''))
}
