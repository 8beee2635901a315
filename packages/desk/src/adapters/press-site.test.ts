import { toHex, verifyRelease } from '@cronista/protocol'
import { languages, reservedSlugs, siteStories, type SiteStory } from '@cronista/newsroom'
import { expect, test } from 'vitest'
import { newsroomId } from '../desk.fixture.ts'
import { TwoDesks } from '../services/two-desks.fixture.ts'
import { heldStory, publishedStory } from '../services/written-story.fixture.ts'
import { nativePrimitives as p } from './native-primitives.ts'
import { openRealPress } from './press-site.fixture.ts'

test('two desks with a press each print the same site, and every file of it is handed in', async () => {
  const world = new TwoDesks()
  world.ada.press = openRealPress()
  world.bruno.press = openRealPress()
  await publishedStory(world, 'one')
  world.bruno.move(await heldStory(world, 'two'), 'publish')
  await world.rounds()
  const { number, pairs, files } = verifyRelease(p, world.relay.releases.at(-1)!, { newsroomId })
  expect(number).toBe(2)
  expect(pairs).toContainEqual({ es: '/es/el-agua-llega-two/', en: '/en/water-comes-two/' })
  for (const { sha256, size } of files)
    expect(world.relay.files.get(toHex(sha256))?.length).toBe(size)
})

test('stories that cannot stand on one site are refused as incomplete', async () => {
  const world = new TwoDesks()
  await publishedStory(world)
  const [story] = siteStories(world.ada.journal.state)
  expect(() => openRealPress().site([story!, story!])).toThrow(
    expect.objectContaining({ code: 'story-incomplete' }),
  )
})

test('no page of the site itself stands where a story may stand', async () => {
  const world = new TwoDesks()
  await publishedStory(world)
  const [standing] = siteStories(world.ada.journal.state) as [SiteStory & { kind: 'story' }]
  const slug = { es: 'el-agua', en: 'water' }
  const series = { title: { es: 'El agua', en: 'Water' }, slug, part: 1 }
  const { files } = openRealPress().site([{ ...standing, story: { ...standing.story, series } }])
  for (const language of languages) {
    const places = [...files.keys()].flatMap((path) => {
      const [, folder, place = ''] = path.split('/')
      return folder === language && /^[0-9a-z-]+$/u.test(place) ? [place] : []
    })
    expect([...new Set(places)].sort()).toEqual(
      [...reservedSlugs[language], standing.story.slug[language]].sort(),
    )
  }
})
