import { describe, expect, test } from 'vitest'
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

describe('what readers never see', () => {
  const story = storySaying({ es: 'uno', en: 'one' })
  const ids = ['0a', '0b'].map((digits) => digits.repeat(16))
  const isRead = (others: object) => printableStory.safeParse({ ...story, ...others }).success

  test.each<[string, unknown, boolean]>([
    ['sources in their order', ids, true],
    ['no list of none', [], false],
    ['each source once', [ids[0], ids[0]], false],
    ['one order alone', ids.toReversed(), false],
    ['ids', ['Rosa'], false],
    ['no more than there may be', Array.from({ length: 201 }, (_, n) => idOf(n)), false],
  ])('the sources behind a story are %s', (_name, alsoFrom, is) => {
    expect(isRead({ alsoFrom })).toBe(is)
  })

  test('a speaker has a source’s id or none, and figures have a kind that is known', () => {
    const changed = (others: object) => ({
      blocks: story.blocks.map((block) => ({ ...block, ...('speaker' in block && others) })),
    })
    expect(isRead(changed({ figures: 'own-life' }))).toBe(true)
    expect(isRead(changed({ figures: 'a guess' }))).toBe(false)
    const label = { es: 'Ella', en: 'She' }
    expect(isRead(changed({ speaker: { label, source: ids[0] } }))).toBe(true)
    expect(isRead(changed({ speaker: { label, source: 'Rosa' } }))).toBe(false)
  })
})

function idOf(number: number): string {
  return number.toString(16).padStart(32, '0')
}
