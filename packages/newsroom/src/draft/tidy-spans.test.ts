import { expect, it } from 'vitest'
import { tidySpans } from './tidy-spans.ts'

it('keeps a no-break space where a plain space stands before it', () => {
  const spans = [{ text: '! ' }, { text: '\u00a0', emphasis: true }] as const
  expect(tidySpans(spans)).toEqual(spans)
})

it('leaves one of two plain spaces that meet', () => {
  expect(tidySpans([{ text: 'a ' }, { text: ' b', emphasis: true }])).toEqual([
    { text: 'a ' },
    { text: 'b', emphasis: true },
  ])
})
