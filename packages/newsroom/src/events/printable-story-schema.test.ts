import { expect, test } from 'vitest'
import type { Spans } from '../story/block.ts'
import { storySaying } from '../story/story.fixture.ts'
import { printableStory } from './printable-story-schema.ts'

const written: Spans = [{ text: 'uno' }]

function withText(es: Spans, en: Spans): unknown {
  const story = storySaying({ es: 'uno', en: 'one' })
  const [first, ...rest] = story.blocks
  return { ...story, blocks: [{ ...first, text: { es, en } }, ...rest] }
}

test.each<[string, Spans]>([
  ['nothing', []],
  ['a space', [{ text: ' ' }]],
  ['spaces that keep words together', [{ text: '\u00a0' }, { text: '\u202f', emphasis: true }]],
  ['wide spaces', [{ text: '\u3000' }]],
  ['what cannot be seen', [{ text: '\u200b' }]],
  ['a filler', [{ text: '\u3164' }]],
  ['a space at its end', [{ text: 'uno' }, { text: ' ' }]],
  ['more than a segment holds', [{ text: 'a'.repeat(19_999) }, { text: 'aa' }]],
])('no block of a story has %s for its text in either language', (_name, spans) => {
  expect(printableStory.safeParse(withText(written, written)).success).toBe(true)
  expect(printableStory.safeParse(withText(written, spans)).success).toBe(false)
  expect(printableStory.safeParse(withText(spans, written)).success).toBe(false)
})
