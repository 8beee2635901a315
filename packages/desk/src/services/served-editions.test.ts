import { buildEdition, verifyRoster } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { newsroomId, NOON_MILLIS, seededRandom, settle } from '../desk.fixture.ts'
import { openIntake, openNewsroom, schedule } from './intake.fixture.ts'

const INTERVAL = schedule.editionIntervalMillis
type Desk = ReturnType<typeof openIntake>

describe('what the relay serves', () => {
  /** An edition as this device would sign it. */
  function signed(desk: Desk, seed: Uint8Array, number: number, timeMillis = NOON_MILLIS) {
    const { head } = verifyRoster(p, desk.roster, { newsroomId, nowMillis: NOON_MILLIS })
    const [leaseHolder] = [desk.ada, desk.bruno].flatMap(({ deviceSeed, deviceId }) =>
      deviceSeed === seed ? [deviceId] : [],
    )
    const by = { leaseHolder: leaseHolder ?? desk.ada.deviceId }
    const content = { number, timeMillis, rosterHead: head, ...by }
    const empty = { acknowledgements: [], records: [] }
    return buildEdition(p, seededRandom('other'), newsroomId, seed, { ...content, ...empty })
  }
  const numbersAfter = async (desk: Desk, served: Uint8Array) => {
    desk.relay.editions.set(0, served)
    await desk.editions.issue()
    return [...desk.relay.editions.keys()].slice(1)
  }

  test('an edition that no listed device signed ends nothing', async () => {
    const desk = openIntake()
    const forged = signed(desk, new Uint8Array(32).fill(7), 2 ** 53 - 2, NOON_MILLIS + 1e12)
    expect(await numbersAfter(desk, forged)).toEqual([1])
  })

  test.each([5, 2 ** 53 - 2])(
    'a number %i that nobody signed counts for nothing',
    async (number) => {
      const desk = openIntake()
      const forged = signed(desk, desk.ada.deviceSeed, number)
      forged[forged.length - 1]! ^= 1
      expect(await numbersAfter(desk, forged)).toEqual([1])
    },
  )

  test('an edition for a later time stands in for none', async () => {
    const desk = openIntake()
    const ahead = signed(desk, desk.bruno.deviceSeed, 41, NOON_MILLIS + INTERVAL)
    expect(await numbersAfter(desk, ahead)).toEqual([42])
  })

  test('another device’s number is passed, its time never believed ahead', async () => {
    const desk = openIntake()
    const theirs = signed(desk, desk.bruno.deviceSeed, 41, NOON_MILLIS + 1e12)
    expect(await numbersAfter(desk, theirs)).toEqual([42])
  })

  test('a number out of reach is passed over', async () => {
    const desk = openIntake()
    const theirs = signed(desk, desk.bruno.deviceSeed, 10_001)
    expect(await numbersAfter(desk, theirs)).toEqual([1])
  })

  test('another device’s edition for the time that is due is enough', async () => {
    const desk = openIntake()
    expect(await numbersAfter(desk, signed(desk, desk.bruno.deviceSeed, 41))).toEqual([])
  })

  test('one that the relay has taken and does not serve when its time has come is told, until one is', async () => {
    const desk = openIntake()
    const { relay, clock, editions } = desk
    await editions.issue()
    await clock.advance(INTERVAL)
    await editions.issue()
    expect(editions.status().lastError).toBeUndefined()
    for (const served of [1, undefined]) {
      relay.edition = async () => (served === undefined ? undefined : relay.editions.get(served))
      await clock.advance(INTERVAL)
      await editions.issue()
      expect(editions.status().lastError).toBe('edition-withheld')
    }
    relay.edition = async () => [...relay.editions.values()].at(-1)
    await clock.advance(INTERVAL)
    await editions.issue()
    expect(editions.status().lastError).toBeUndefined()
  })

  test('an older copy of a desk sees that it is one, says so, and builds no more', async () => {
    const newsroom = openNewsroom()
    await openIntake(newsroom).editions.issue()
    await newsroom.clock.advance(INTERVAL)
    const { relay, clock } = newsroom
    const older = openIntake({ ...openNewsroom(), relay, clock })
    older.editions.start()
    await settle()
    expect(older.editions.status().lastError).toBe('desk-is-older-copy')
    relay.edition = async () => undefined
    await clock.advance(5 * INTERVAL)
    expect(older.editions.status().lastError).toBe('desk-is-older-copy')
    expect([...relay.editions.keys()]).toEqual([1])
    await older.editions.stop()
  })
})
