import { siteStories } from '@cronista/newsroom'
import { equalBytes } from '@cronista/protocol'
import { expect, test } from 'vitest'
import { openRealPress } from '../adapters/press-site.fixture.ts'
import { SourceSites } from './source-sites.ts'
import { TwoDesks } from './two-desks.fixture.ts'
import { publishedStory } from './written-story.fixture.ts'

test('every file that is made of the stories is built, and none that stands there without them', async () => {
  const world = new TwoDesks()
  await publishedStory(world)
  const stories = siteStories(world.ada.journal.state)
  const press = openRealPress()
  const bare = press.site([]).files
  const { files } = press.site(stories)
  const made = new SourceSites(openRealPress()).filesOf(stories)
  const built = new Map(made.map((file) => [file.path, file.bytes()]))
  for (const [path, bytes] of files) {
    const isBare = equalBytes(bare.get(path) ?? new Uint8Array(), bytes)
    expect(built.get(path)).toEqual(isBare ? undefined : bytes)
  }
  expect([...built.keys()]).toEqual(
    expect.arrayContaining(['/es/', '/es/el-agua-llega/', '/en/water-comes/', '/sitemap.xml']),
  )
  expect([...built.keys()].some((path) => path.endsWith('.css') || path.endsWith('.js'))).toBe(
    false,
  )
})

test('without stories there is nothing to read', () => {
  expect(new SourceSites(openRealPress()).filesOf([])).toEqual([])
})
