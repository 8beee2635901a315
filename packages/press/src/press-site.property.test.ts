import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outlineHtml } from './html-outline.fixture.ts'
import { pressSite } from './press-site.ts'
import { fileText, siteOf, storySaying } from './story.fixture.ts'

const pages = ['/', '/es/', '/en/', '/404.html', '/es/escribir/', '/en/a-1/', '/es/a-1/']

const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '&lt;b&gt; &amp; &#x3c;',
    '</title><h1>',
    '<!-- -->',
    ']]>',
    '${`x`}',
  ),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({ unit: 'grapheme', minLength: 1 }),
)

/** What an HTML parser gives back as it got it. */
const printable = hostile.filter((text) => !/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(text))

function tagsOf(say: string, page: string): readonly string[] {
  return outlineHtml(fileText(pressSite(siteOf([storySaying(say)], say)), page)).tags
}

test('whatever an author writes, the page has the same tags and says it as text', () => {
  const harmless = new Map(pages.map((page) => [page, tagsOf('x', page)]))
  fc.assert(
    fc.property(printable, (say) => {
      const files = pressSite(siteOf([storySaying(say)], say))
      for (const page of pages)
        expect(outlineHtml(fileText(files, page)).tags).toEqual(harmless.get(page))
      const { texts, elements } = outlineHtml(fileText(files, '/en/a-1/'))
      // Name, motto, kicker, headline, standfirst, place, pen name, two spans, heading, words, speaker, sourcing.
      expect(texts.filter((text) => text === say).length).toBeGreaterThanOrEqual(13)
      const description = elements.find(
        ({ attributes }) => attributes.get('name') === 'description',
      )
      expect(description?.attributes.get('content')).toBe(say)
    }),
    { numRuns: 150 },
  )
})

test('what no HTML parser gives back is refused', () => {
  for (const bad of ['\0', 'a\r', '\u0085', '\ud800', '\ufffe', '\u{1fffe}'])
    expect(() => pressSite(siteOf([storySaying(bad)]))).toThrow(
      expect.objectContaining({ code: 'text-malformed' }),
    )
})
