import { BATCH_BYTES, toHex, weekOf } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { MemoryRelay } from '../adapters/memory/memory-relay.ts'
import { newsroomId, seededRandom } from '../desk.fixture.ts'
import { DAY_MILLIS } from '../domain/day.ts'
import { JournalSync } from './journal-sync.ts'
import { INTERVAL, learnReplies, openPostedDesks, type PostedDesk } from './parcels.fixture.ts'

/** Three desks at work over one relay. */
function openSyncing() {
  const newsroom = openPostedDesks()
  const relay = new MemoryRelay({ newsroomId, clock: newsroom.clock })
  const begin = (desk: PostedDesk) => {
    const { keys, clock, store, journal, devices, groupKeys, post: parcels, roster } = desk
    const sync = new JournalSync({
      ...{ keys, store, journal, devices, groupKeys, clock, relay, parcels },
      ...{ schedule: { batchIntervalMillis: INTERVAL } },
      roster,
    })
    sync.start()
    return sync
  }
  return { ...newsroom, relay, begin }
}

test('secrets of a whole newsroom arrive over many batches, two of which the relay withholds, and no batch shows it', async () => {
  const random = seededRandom('many replies')
  const { clock, desks, relay, begin } = openSyncing()
  const [ada, bruno, carla] = desks
  const intervals = 30
  const week = weekOf(clock.nowMillis())
  const lastAtMillis = clock.nowMillis()
  learnReplies(
    ada,
    Array.from({ length: 1500 }, () => ({
      ...{ thread: toHex(random(16)), week, lastAtMillis, key: random(32) },
    })),
  )
  const syncs = desks.map((desk) => begin(desk))
  const adasId = toHex(ada.keys.deviceId)
  await clock.advance(6 * INTERVAL)
  for (const { place, deviceId } of relay.journal.all().slice(-6))
    if (deviceId === adasId) relay.journal.withhold(place)
  await clock.advance((intervals - 6) * INTERVAL)
  for (const desk of [bruno, carla]) {
    expect(desk.numbers()).toEqual(ada.numbers())
    expect(desk.replyKeys.living(clock.nowMillis())).toHaveLength(1500)
  }
  const batches = relay.journal.all()
  expect(batches.every(({ bytes }) => bytes.length === BATCH_BYTES)).toBe(true)
  for (const { keys } of desks)
    expect(batches.filter(({ deviceId }) => deviceId === toHex(keys.deviceId)).length).toBe(
      intervals,
    )
  await Promise.all(syncs.map((sync) => sync.stop()))
})

test('a device that announces what is no key gets nothing, and the others get all', async () => {
  const { clock, desks, begin } = openSyncing()
  const [ada, bruno, carla] = desks
  const notice = { number: 99, announcedAtMillis: clock.nowMillis() }
  const prekey = new Uint8Array(1216).fill(0xff)
  for (const { post } of [ada, bruno])
    post.hear({ deviceId: carla.keys.deviceId, ...notice, prekey }, toHex(carla.keys.deviceId))
  const syncs = [begin(ada), begin(bruno), begin(carla)]
  await clock.advance(10 * INTERVAL)
  expect(bruno.numbers()).toEqual(ada.numbers())
  expect(carla.numbers()).toEqual([])
  expect(syncs.flatMap((sync) => sync.warnings())).toEqual([])
  await Promise.all(syncs.map((sync) => sync.stop()))
})

describe('a desk whose clock is wrong', () => {
  test.each([
    ['a day ahead', DAY_MILLIS],
    ['a day behind', -DAY_MILLIS],
  ])(
    'by %s gets the seeds all the same, somebody is told, and nothing is erased early',
    async (_, by) => {
      const { clock, desks, again, begin } = openSyncing()
      const [ada, bruno] = desks
      const wrong = again(bruno, by)
      const [adas, brunos] = [begin(ada), begin(wrong)]
      await clock.advance(10 * INTERVAL)
      expect(wrong.numbers()).toEqual(ada.numbers())
      const told = by > 0 ? adas : brunos
      expect(told.warnings()).toEqual(['clock-differs'])
      expect(ada.store.secrets.list('epoch-seed')).toHaveLength(3)
      expect(wrong.store.secrets.list('epoch-seed')).toHaveLength(3)
      await Promise.all([adas.stop(), brunos.stop()])
    },
  )

  test('by two months, and at night only, has lost nothing in the morning', async () => {
    const { clock, desks, again, begin } = openSyncing()
    const [ada, bruno] = desks
    const evening = [begin(ada), begin(bruno)]
    await clock.advance(10 * INTERVAL)
    const numbers = ada.numbers()
    await Promise.all(evening.map((sync) => sync.stop()))
    const night = [ada, bruno].map((desk) => begin(again(desk, 60 * DAY_MILLIS)))
    await clock.advance(10 * INTERVAL)
    await Promise.all(night.map((sync) => sync.stop()))
    const morning = again(ada)
    const syncs = [begin(morning), begin(again(bruno))]
    await clock.advance(10 * INTERVAL)
    expect(morning.numbers()).toEqual(numbers)
    await Promise.all(syncs.map((sync) => sync.stop()))
  })
})
