import { expect, test } from 'vitest'
import { openPress } from './press.ts'
import { daysFrom, edition, seriesPart, sourcesOf, standing, storySaying } from './story.fixture.ts'

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

test('a story is printed again when nothing but what its figures are has changed', () => {
  const { story } = alone
  const blocks = story.blocks.map((block) =>
    block.kind === 'quotation' ? { ...block, figures: 'own-life' as const } : block,
  )
  expect(printedBetween([alone], [standing({ ...story, blocks }, alone.publishedOn)])).toEqual(
    expect.arrayContaining(['/es/sola/', '/en/sola/', '/es/feed.atom', '/en/feed.atom']),
  )
})

test('the front page is printed again for a part of a series that it shows only there', () => {
  const newer = daysFrom('2026-04-01', 30).map((day) =>
    standing(storySaying(day, day, { series: seriesPart(1) }), day),
  )
  const part = storySaying('Parte', 'parte', {
    series: { ...seriesPart(7), slug: { es: 'otra', en: 'other' } },
  })
  const renamed = { ...part, headline: { es: 'Renombrada', en: 'Renamed' } }
  const printed = printedBetween([...newer, standing(part)], [...newer, standing(renamed)])
  expect(printed).toEqual(expect.arrayContaining(['/en/', '/es/']))
  expect(printed).not.toContain('/')
})

test('whoever wants the bytes once gets each file when it is printed, and only then', () => {
  const press = openPress(sourcesOf())
  const kept = new Map<string, Uint8Array>()
  const keep = (path: string, bytes: Uint8Array): unknown => kept.set(path, bytes)
  const { files } = press.site(edition, keep)
  expect(kept).toEqual(new Map(files))
  kept.clear()
  press.site([...edition], keep)
  expect(kept.size).toBe(0)
})
