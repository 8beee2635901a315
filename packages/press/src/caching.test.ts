import { expect, test } from 'vitest'
import { openPress } from './press.ts'
import { edition, seriesPart, sourcesOf, standing, storySaying } from './story.fixture.ts'

const alone = standing({ ...storySaying('Sola', 'sola'), series: seriesPart(9) }, '2024-05-05')

/** The paths of what had to be printed to get from `before` to `after`. */
function printedBetween(before: typeof edition, after: typeof edition): readonly string[] {
  const press = openPress(sourcesOf())
  const old = new Set(press.site(before).list)
  return press
    .site(after)
    .list.filter((file) => !old.has(file))
    .map(({ path }) => path)
}

test('stories that say the same are not printed again, though they are other objects', () => {
  expect(printedBetween([...edition, alone], structuredClone([...edition, alone]))).toEqual([])
})

test('a changed story prints itself, its neighbours in the series and what lists it, and no other story', () => {
  const changed = edition.map((story) =>
    story.kind === 'story' && story.story.slug.es === 'uno'
      ? standing({ ...story.story, headline: { es: 'Otra', en: 'Other' } }, story.publishedOn)
      : story,
  )
  const stories = printedBetween([...edition, alone], [...changed, alone]).filter((path) =>
    /^\/es\/[a-z]+\/$/u.test(path),
  )
  expect(stories).toEqual(['/es/dos/', '/es/uno/'])
})
