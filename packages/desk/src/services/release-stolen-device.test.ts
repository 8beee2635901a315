import { verifyRelease, toHex } from '@cronista/protocol'
import { pendingReleases, type DraftedRelease } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { newsroomId } from '../desk.fixture.ts'
import { DAY_MILLIS } from '../domain/day.ts'
import { ROUND_MILLIS, TwoDesks, type FixtureDesk } from './two-desks.fixture.ts'
import { heldStory, publishedStory } from './written-story.fixture.ts'

const HOUR_MILLIS = 3_600_000
const coded = (code: string): unknown => expect.objectContaining({ code })
const state = (desk: FixtureDesk, id: string) => desk.view(id).state
const servedOf = ({ relay }: TwoDesks) => verifyRelease(p, relay.releases.at(-1)!, { newsroomId })

/** Both have signed a release with the story, and the relay is out of reach. */
async function signedStory(world: TwoDesks): Promise<string> {
  const id = await heldStory(world)
  world.relay.cutAfter(0)
  world.ada.move(id, 'publish')
  await world.rounds()
  return id
}

describe('what both signed and nobody handed in', () => {
  test('binds the story until no relay would take it any more', async () => {
    const world = new TwoDesks()
    const { ada, bruno, clock } = world
    const id = await signedStory(world)
    await clock.sleep(3 * DAY_MILLIS)
    for (const desk of [ada, bruno]) {
      expect(desk.releases.status().pending).toBeUndefined()
      expect(() => desk.move(id, 'return')).toThrow(coded('release-pending'))
      expect(desk.view(id).moves).toEqual(['publish'])
    }
    await clock.sleep(12 * HOUR_MILLIS + ROUND_MILLIS)
    expect(() => bruno.move(id, 'return')).toThrow(coded('release-pending'))
    await clock.sleep(10 * 60_000)
    expect(bruno.move(id, 'return')).toBe('draft')
  })

  test('binds it no longer when another release of its number is on the site', async () => {
    const world = new TwoDesks()
    const { ada, bruno, clock, relay } = world
    const id = await signedStory(world)
    await clock.sleep(2 * DAY_MILLIS)
    relay.cutAfter()
    bruno.releases.publish([])
    await world.rounds()
    expect(servedOf(world)).toMatchObject({ number: 1, pairs: [{ es: '/es/', en: '/en/' }] })
    await world.rounds()
    expect(ada.move(id, 'return')).toBe('draft')
  })

  test('binds it however often another is said to be published', async () => {
    const world = new TwoDesks()
    const { ada, bruno, clock, relay } = world
    const id = await signedStory(world)
    await clock.sleep(2 * DAY_MILLIS)
    ada.releases.publish([])
    await world.rounds()
    tellPublished(ada, ({ drafted }) => drafted.changes.length === 0)
    world.exchange()
    expect(bruno.releases.status().release).toMatchObject({ number: 1 })
    expect(relay.releases).toEqual([])
    expect(() => bruno.move(id, 'return')).toThrow(coded('release-pending'))
  })
})

describe('what is told as published and is not on the site', () => {
  test('is handed in, and publishing goes on', async () => {
    const world = new TwoDesks()
    const { ada, bruno, relay } = world
    const id = await signedStory(world)
    tellPublished(ada)
    world.exchange()
    expect(state(bruno, id)).toBe('published')
    await ada.releases.stop()
    relay.cutAfter()
    await world.rounds(12)
    expect(servedOf(world)).toMatchObject({ number: 1 })
    expect(bruno.releases.status().warnings).toEqual([])
  })

  test.each([
    ['one', 1],
    ['all', 2],
  ])('is handed in again to a relay that lost the last of them: %s', async (_what, lost) => {
    const world = new TwoDesks()
    const { ada, bruno, relay } = world
    for (const name of ['one', 'two']) await publishedStory(world, name)
    await world.rounds()
    const last = relay.releases.at(-1)
    relay.releases.splice(-lost)
    relay.files.clear()
    await ada.releases.stop()
    await world.rounds(12)
    expect(relay.releases.at(-1)).toEqual(last)
    expect(bruno.releases.status().warnings).toEqual([])
  })
})

describe('whoever looks at the site from outside', () => {
  test('learns the day of a release and not the hour', async () => {
    const world = new TwoDesks()
    await world.clock.advance(HOUR_MILLIS)
    await publishedStory(world)
    expect(servedOf(world).issuedAtMillis).toBe(Date.parse('2026-11-22'))
  })

  test('sees desks look for releases on one clock, whether or not one is under way', async () => {
    const quiet = await looks(() => undefined)
    const busy = await looks(({ ada }, id) => ada.move(id, 'publish'))
    expect(quiet.length).toBeGreaterThan(4)
    expect(busy).toEqual(quiet)
  })
})

describe('what nobody signs any more is drafted anew by itself', () => {
  test('when the day has passed', async () => {
    const world = new TwoDesks()
    const id = await heldStory(world)
    world.ada.move(id, 'publish')
    await world.clock.sleep(DAY_MILLIS)
    await world.rounds()
    expect(state(world.bruno, id)).toBe('published')
    expect(world.bruno.view(id).onSite?.publishedOn).toBe('2026-11-23')
    expect(servedOf(world).issuedAtMillis).toBe(Date.parse('2026-11-23'))
  })

  test('when somebody took the turn that it had', async () => {
    const world = new TwoDesks()
    const { ada, bruno, clock } = world
    const id = await heldStory(world)
    ada.move(id, 'publish')
    const { turn } = pendingReleases(ada.journal.state)[0]!.drafted.changes[0]!
    const told = { v: 1, type: 'story-moved', story: id, turn, movedAtMillis: 0 } as const
    const move = { kind: 'hold', notBeforeMillis: clock.nowMillis() } as const
    bruno.journal.append([{ ...told, person: toHex(bruno.keys.personId), move }])
    await world.rounds()
    expect(state(bruno, id)).toBe('published')
    expect(world.relay.releases).toHaveLength(1)
  })
})

/** The desk says that the relay has taken a release. */
function tellPublished(
  desk: FixtureDesk,
  isOf: (release: DraftedRelease) => boolean = () => true,
): void {
  const release = pendingReleases(desk.journal.state).find(isOf)!
  const { head, number } = release.drafted
  const told = { release: release.id, head, number, publishedAtMillis: 0 }
  const person = toHex(desk.keys.personId)
  desk.journal.append([{ v: 1, type: 'release-published', ...told, person }])
}

/** When the relay was asked which release it serves, while it takes none. */
async function looks(begin: (world: TwoDesks, story: string) => unknown) {
  const world = new TwoDesks()
  const id = await heldStory(world)
  const seen: number[] = []
  const { relay, clock } = world
  const release = relay.release.bind(relay)
  relay.release = () => {
    seen.push(clock.nowMillis())
    return release()
  }
  relay.cutAfter(0)
  begin(world, id)
  await world.rounds(12)
  return seen
}
