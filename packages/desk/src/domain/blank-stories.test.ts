import { siteStories } from '@cronista/newsroom'
import { expect, test } from 'vitest'
import { openRealPress } from '../adapters/press-site.fixture.ts'
import { recordSource, writeQuotingStory } from '../services/quoted-source.fixture.ts'
import { TwoDesks } from '../services/two-desks.fixture.ts'
import { publish } from '../services/written-story.fixture.ts'
import { blankStories } from './blank-stories.ts'

async function stories() {
  const world = new TwoDesks()
  const source = recordSource(world.ada)
  for (const name of ['b', 'a']) {
    const id = writeQuotingStory(world.ada, source, name)
    await publish(world, id)
  }
  return siteStories(world.ada.journal.state)
}

test('none of their words is left, and every page stands at its address', async () => {
  const all = await stories()
  const blank = blankStories(all)
  const pathsOf = (pages: typeof all) => [...openRealPress().site(pages).files.keys()]
  expect(pathsOf(blank.stories).map(blank.pathOf).sort()).toEqual(pathsOf(all).sort())
  const left = JSON.stringify(blank.stories).toLowerCase()
  for (const word of ['agua', 'water', 'marina', 'camión', 'lorry', 'casa', 'pluma', 'avisa'])
    expect(left).not.toContain(word)
})

test('days, kinds and order stay', async () => {
  const all = await stories()
  const { stories: blank } = blankStories(all)
  const shapeOf = (ones: typeof all) =>
    ones.map((one) =>
      one.kind === 'story' ? [one.publishedOn, one.story.blocks.map(({ kind }) => kind)] : [],
    )
  const orderOf = (ones: typeof all) =>
    [...ones.keys()].sort((a, b) => (slug(ones, a) < slug(ones, b) ? -1 : 1))
  expect(shapeOf(blank)).toEqual(shapeOf(all))
  expect(orderOf(blank)).toEqual(orderOf(all))
})

function slug(all: Awaited<ReturnType<typeof stories>>, at: number): string {
  const one = all[at]!
  return one.kind === 'story' ? one.story.slug.es : one.slug.es
}
