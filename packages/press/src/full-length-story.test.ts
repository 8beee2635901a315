// A story of the real length, as a reader gets it: everybody quoted with a name or a reason, a place and a day.
import { languages } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { storyPaths } from './addresses.ts'
import { fullLengthStory } from './full-length-story.fixture.ts'
import { openPress } from './press.ts'
import { edition, fileText, sourcesOf } from './story.fixture.ts'

const site = openPress(sourcesOf()).site([...edition, fullLengthStory])
const paths = storyPaths(fullLengthStory.story.slug)

describe.each(languages)('in %s', (language) => {
  const page = fileText(site, paths[language])
  const captions = [
    ...page.matchAll(/<figcaption><p><b>(?<who>[^<]+)<\/b><br>(?<rest>.*?)<\/fig/gu),
  ]

  test('each of the eight quotations names its speaker, the occasion and the day', () => {
    expect(captions).toHaveLength(8)
    for (const { groups } of captions)
      expect(groups?.['rest']).toMatch(
        /^[^<]+, <time datetime="2026-0[56]-\d\d">[^<]+2026<\/time>/u,
      )
  })

  test('the two who are not fully named have their reason, once each', () => {
    expect(page.match(/Por qué no va|Why there is no/gu)).toHaveLength(2)
  })

  test('one estimate is told as one', () => {
    expect(page.match(/class="estimate"/gu)).toHaveLength(1)
  })

  test('only what was said in another language is told to be translated', () => {
    const translated = captions.filter(({ groups }) => groups?.['rest']?.includes('<summary>'))
    expect(translated).toHaveLength(language === 'es' ? 1 : 7)
  })
})
