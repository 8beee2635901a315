import {
  encodeRelease,
  encodeReleaseBody,
  parseRelease,
  toHex,
  verifyRelease,
} from '@cronista/protocol'
import { pendingReleases } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { newsroomId } from '../desk.fixture.ts'
import { DAY_MILLIS } from '../domain/day.ts'
import { plainPress, ROUND_MILLIS, TwoDesks, type FixtureDesk } from './two-desks.fixture.ts'
import { approvedStory, heldStory, publishedStory } from './written-story.fixture.ts'

const HOUR_MILLIS = 3_600_000
const coded = (code: string): unknown => expect.objectContaining({ code })
const state = (desk: FixtureDesk, id: string) => desk.view(id).state
const pending = (desk: FixtureDesk) => desk.releases.status().pending
const warnings = (desk: FixtureDesk) => desk.releases.status().warnings.map(({ code }) => code)
const servedOf = ({ relay }: TwoDesks) => verifyRelease(p, relay.releases.at(-1)!, { newsroomId })

describe('a release', () => {
  test('from two approvals to the site: drafted here, signed there, handed in whole', async () => {
    const world = new TwoDesks()
    const { ada, bruno } = world
    const id = await heldStory(world)
    ada.move(id, 'publish')
    expect(pending(ada)).toMatchObject({ number: 1, stage: 'waits-for-signature' })
    expect(world.relay.releases).toEqual([])
    await world.rounds()
    const { head, signers, pairs } = servedOf(world)
    expect(new Set(signers.map(({ personId }) => toHex(personId))).size).toBe(2)
    expect(pairs).toContainEqual({ es: '/es/el-agua-llega/', en: '/en/water-comes/' })
    for (const desk of [ada, bruno]) {
      expect(state(desk, id)).toBe('published')
      const release = { number: 1, head: toHex(head) }
      expect(desk.releases.status()).toEqual({ release, warnings: [] })
    }
  })

  test('follows on the one before, and keeps what stands', async () => {
    const world = new TwoDesks()
    await publishedStory(world, 'one')
    const first = servedOf(world)
    await publishedStory(world, 'two')
    const second = servedOf(world)
    expect(second).toMatchObject({ number: 2, previousHead: first.head })
    expect(second.pairs).toHaveLength(first.pairs.length + 1)
  })

  test('without stories it builds the site anew, for both to sign', async () => {
    const world = new TwoDesks()
    world.ada.releases.publish([])
    expect(() => world.ada.releases.publish([])).toThrow(coded('release-pending'))
    await world.rounds()
    expect(servedOf(world)).toMatchObject({ number: 1, pairs: [{ es: '/es/', en: '/en/' }] })
  })

  test('is told by the day alone: what is printed has no hour', async () => {
    const world = new TwoDesks()
    const id = await publishedStory(world)
    expect(world.ada.view(id).onSite?.publishedOn).toBe('2026-11-22')
  })
})

describe('the second desk does not sign', () => {
  test('what it does not build itself; when both have the same press, it does', async () => {
    const world = new TwoDesks()
    const { ada, bruno } = world
    const id = await heldStory(world)
    bruno.press = plainPress('second')
    ada.move(id, 'publish')
    await world.rounds()
    expect(pending(bruno)).toMatchObject({ stage: 'refused', code: 'release-differs' })
    expect(warnings(bruno)).toEqual(['release-differs'])
    expect(world.relay.releases).toEqual([])
    expect(state(ada, id)).toBe('held')
    bruno.press = plainPress('first')
    await world.rounds()
    expect(state(bruno, id)).toBe('published')
    expect(warnings(bruno)).toEqual([])
  })

  test('what the first desk itself no longer builds; it drafts it anew', async () => {
    const world = new TwoDesks()
    const { ada, bruno } = world
    const id = await heldStory(world)
    bruno.press = plainPress('second')
    ada.move(id, 'publish')
    await world.rounds()
    ada.press = plainPress('second')
    ada.move(id, 'publish')
    await world.rounds()
    expect(state(bruno, id)).toBe('published')
    expect(world.relay.releases).toHaveLength(1)
  })

  test('a story whose hold is not over by its own clock, however impatient the first desk is', async () => {
    const world = new TwoDesks()
    const { ada, bruno } = world
    const id = approvedStory(world)
    ada.releases.publish([{ story: id, digest: ada.view(id).proposal!.digest, turn: 9 }])
    world.exchange()
    await world.clock.advance(0)
    expect(bruno.releases.signedStories().has(id)).toBe(false)
    await world.rounds()
    expect(state(bruno, id)).toBe('published')
  })
})

describe('two desks publish at once', () => {
  test('one release goes to the site, and the other story follows in the next', async () => {
    const world = new TwoDesks()
    const { ada, bruno } = world
    const [one, two] = [await heldStory(world, 'one'), await heldStory(world, 'two')]
    ada.move(one, 'publish')
    bruno.move(two, 'publish')
    await world.rounds()
    expect(world.relay.releases).toHaveLength(1)
    const states = [state(ada, one), state(ada, two)]
    expect([...states].sort()).toEqual(['held', 'published'])
    expect([state(bruno, one), state(bruno, two)]).toEqual(states)
    bruno.move(states[0] === 'held' ? one : two, 'publish')
    await world.rounds()
    expect([state(ada, one), state(ada, two)]).toEqual(['published', 'published'])
    expect(servedOf(world).number).toBe(2)
  })

  test('the same story: it is published once', async () => {
    const world = new TwoDesks()
    const { ada, bruno } = world
    const id = await heldStory(world)
    ada.move(id, 'publish')
    await world.clock.advance(1)
    bruno.move(id, 'publish')
    await world.rounds()
    expect(world.relay.releases).toHaveLength(1)
    expect(bruno.view(id).history.filter(({ move }) => move === 'publish')).toHaveLength(1)
  })

  test('a release under way is finished before another is drafted', async () => {
    const world = new TwoDesks()
    const { ada, bruno } = world
    const [one, two] = [await heldStory(world, 'one'), await heldStory(world, 'two')]
    ada.move(one, 'publish')
    expect(ada.move(one, 'publish')).toBe('held')
    expect(pendingReleases(ada.journal.state)).toHaveLength(1)
    world.exchange()
    expect(() => bruno.move(two, 'publish')).toThrow(coded('release-pending'))
    expect(() => ada.move(two, 'publish')).toThrow(coded('release-pending'))
  })

  test('one that nobody signed is dead two days later', async () => {
    const world = new TwoDesks()
    const { ada, bruno } = world
    const [one, two] = [await heldStory(world, 'one'), await heldStory(world, 'two')]
    bruno.press = plainPress('second')
    ada.move(one, 'publish')
    await world.rounds()
    await world.clock.sleep(2 * DAY_MILLIS)
    expect(pending(bruno)).toBeUndefined()
    ada.press = plainPress('second')
    bruno.move(two, 'publish')
    await world.rounds()
    expect(state(ada, two)).toBe('published')
    expect(state(ada, one)).toBe('held')
  })
})

describe('handing in', () => {
  test('goes on where the line was cut, and hands in nothing twice', async () => {
    const world = new TwoDesks()
    const { ada, relay } = world
    const id = await heldStory(world)
    relay.cutAfter(2)
    ada.move(id, 'publish')
    await world.rounds()
    expect(pending(ada)).toMatchObject({ stage: 'uploading', done: 2, total: 4 })
    expect(warnings(ada)).toEqual(['relay-unreachable'])
    relay.cutAfter()
    await world.rounds(1)
    expect(relay.filesTaken).toBe(4)
    expect(state(ada, id)).toBe('published')
    expect(warnings(ada)).toEqual([])
  })

  test('is another desk’s task an hour after the one that drafted it has died', async () => {
    const world = new TwoDesks()
    const { ada, bruno } = world
    const id = await heldStory(world)
    ada.move(id, 'publish')
    world.exchange()
    await ada.releases.stop()
    await world.clock.sleep(HOUR_MILLIS)
    expect(world.relay.releases).toEqual([])
    await world.clock.advance(2 * ROUND_MILLIS)
    expect(state(bruno, id)).toBe('published')
    await ada.restart()
    await world.rounds()
    expect(state(ada, id)).toBe('published')
  })

  test('of a release that the relay will not have is shown, and tried again', async () => {
    const world = new TwoDesks()
    const { ada } = world
    const id = await publishedStory(world, 'one')
    // The relay goes on from a release that this newsroom never published.
    const first = parseRelease(world.relay.releases.pop()!)
    world.relay.releases.push(encodeRelease(encodeReleaseBody({ ...first, number: 5 }), []))
    const two = await heldStory(world, 'two')
    ada.move(two, 'publish')
    await world.rounds()
    expect(pending(ada)).toMatchObject({ stage: 'refused', code: 'release-refused' })
    expect(warnings(ada)).toContain('release-refused')
    expect([state(ada, id), state(ada, two)]).toEqual(['published', 'held'])
  })
})

describe('what the relay serves is looked at on a clock', () => {
  test.each([
    ['an older release', 'release-older', (releases: Uint8Array[]) => releases.pop()],
    ['none at all', 'release-older', (releases: Uint8Array[]) => (releases.length = 0)],
    ['bytes that are no release', 'release-foreign', tampered],
    ['one with a signature too few', 'release-foreign', halfSigned],
  ])('%s: %s', async (_what, code, change) => {
    const world = new TwoDesks()
    await publishedStory(world, 'one')
    await publishedStory(world, 'two')
    const whole = [...world.relay.releases]
    change(world.relay.releases)
    await world.rounds()
    for (const desk of [world.ada, world.bruno]) expect(warnings(desk)).toEqual([code])
    world.relay.releases.splice(0, 2, ...whole)
    await world.rounds()
    for (const desk of [world.ada, world.bruno]) expect(warnings(desk)).toEqual([])
  })

  test('another release of the same number is foreign, whoever signed it', async () => {
    const [world, elsewhere] = [new TwoDesks(), new TwoDesks()]
    await publishedStory(world, 'one')
    await publishedStory(elsewhere, 'two')
    world.relay.releases.splice(0, 1, ...elsewhere.relay.releases)
    await world.rounds()
    expect(warnings(world.bruno)).toEqual(['release-foreign'])
  })

  test('one that the journal has not told of is foreign after an hour', async () => {
    const elsewhere = new TwoDesks()
    await publishedStory(elsewhere)
    const world = new TwoDesks()
    world.relay.releases.push(...elsewhere.relay.releases)
    await world.rounds()
    await world.clock.sleep(HOUR_MILLIS - 4 * ROUND_MILLIS)
    expect(warnings(world.bruno)).toEqual([])
    await world.clock.sleep(4 * ROUND_MILLIS)
    expect(warnings(world.bruno)).toEqual(['release-foreign'])
    expect(world.bruno.releases.status().release).toBeUndefined()
  })

  test('one that it took from a desk that died then is published all the same', async () => {
    const world = new TwoDesks()
    const { ada, bruno, clock } = world
    const id = await heldStory(world)
    ada.move(id, 'publish')
    await world.rounds(2)
    ada.isFull = true
    await clock.advance(4 * ROUND_MILLIS)
    expect(world.relay.releases).toHaveLength(1)
    expect([state(ada, id), state(bruno, id)]).toEqual(['held', 'published'])
    ada.isFull = false
    world.exchange()
    expect(state(ada, id)).toBe('published')
  })
})

function tampered(releases: Uint8Array[]): void {
  const last = releases.pop()!.slice()
  last[100] = (last[100] ?? 0) ^ 1
  releases.push(last)
}

function halfSigned(releases: Uint8Array[]): void {
  const { body, signatures } = parseRelease(releases.pop()!)
  releases.push(encodeRelease(body, signatures.slice(0, 1)))
}
