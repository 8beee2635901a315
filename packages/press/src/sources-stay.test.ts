// Who a source is, by the desk's own id, is for desks: nothing that is built depends on it.
import type { SiteStory } from '@cronista/newsroom'
import { expect, test } from 'vitest'
import { openPress, type SiteFiles } from './press.ts'
import { edition, fileText, sourcesOf, standing } from './story.fixture.ts'

/** The edition with `source` as the id of everybody quoted, and `alsoFrom` behind each story. */
function editionFrom(source: string, alsoFrom: readonly string[]): readonly SiteStory[] {
  return edition.map((site) =>
    site.kind === 'withdrawn'
      ? site
      : standing(
          {
            ...site.story,
            alsoFrom,
            blocks: site.story.blocks.map((block) =>
              block.kind === 'quotation'
                ? { ...block, speaker: { ...block.speaker, source } }
                : block,
            ),
          },
          site.publishedOn,
        ),
  )
}

function siteFrom(source: string, alsoFrom: readonly string[]): SiteFiles {
  return openPress(sourcesOf()).site(editionFrom(source, alsoFrom))
}

test('no byte of the site is made of a source’s id', () => {
  const [first, second] = ['c3'.repeat(16), 'd4'.repeat(16)]
  const site = siteFrom(first, [second])
  expect(siteFrom(second, []).list).toEqual(site.list)
  for (const path of site.files.keys())
    for (const id of [first, second]) expect(fileText(site, path)).not.toContain(id)
})
