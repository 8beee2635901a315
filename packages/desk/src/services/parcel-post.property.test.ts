import fc from 'fast-check'
import { encodeParcelItem, parseParcel, sealParcel, toHex, weekOf } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { newsroomId, seededRandom } from '../desk.fixture.ts'
import { DAY_MILLIS } from '../domain/day.ts'
import { witnessTime } from './erasure.ts'
import {
  INTERVAL,
  learnReplies,
  openPostedDesks,
  sendFrom,
  shareJournals,
  type PostedDesk,
  type SentParcel,
} from './parcels.fixture.ts'

type Newsroom = ReturnType<typeof openPostedDesks>

const random = seededRandom('parcel post')

/** Interval after interval in which all that is sent arrives. */
async function pass({ clock }: Newsroom, desks: readonly PostedDesk[], intervals: number) {
  for (let interval = 0; interval < intervals; interval++) {
    const sent = desks.flatMap((desk) => sendFrom(desk))
    shareJournals(desks)
    for (const parcel of sent) deliver(parcel, desks)
    await clock.advance(INTERVAL)
  }
}

/** Everybody fetches every batch. */
function deliver({ bytes, from }: SentParcel, desks: readonly PostedDesk[]): void {
  for (const desk of desks) if (toHex(desk.keys.deviceId) !== from) desk.post.take(bytes, from)
}

describe('three desks that hand each other parcels', () => {
  test('all hold every living seed after a few intervals, and then have nothing more to say', async () => {
    const newsroom = openPostedDesks()
    const { desks } = newsroom
    const [ada, bruno, carla] = desks
    expect(bruno.numbers()).toEqual([])
    await pass(newsroom, desks, 5)
    expect(ada.numbers()).toHaveLength(3)
    expect(bruno.numbers()).toEqual(ada.numbers())
    expect(carla.numbers()).toEqual(ada.numbers())
    expect(desks.flatMap((desk) => sendFrom(desk))).toEqual([])
    await pass(newsroom, desks, 10)
    expect(desks.flatMap((desk) => sendFrom(desk))).toEqual([])
  })

  test('agree whatever is lost, repeated, delayed or restarted, once parcels arrive again', async () => {
    const step = fc.record({
      lost: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      late: fc.boolean(),
      restart: fc.option(fc.nat(2)),
      draws: fc.option(fc.nat(2)),
      pause: fc.constantFrom(1, 1, 1, 3, 8),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        const newsroom = openPostedDesks()
        const desks: PostedDesk[] = [...newsroom.desks]
        let waiting: SentParcel[] = []
        let drawn = 0
        for (const { lost, late, restart, draws, pause } of steps) {
          if (draws !== null) {
            const key = { thread: toHex(random(16)), week: weekOf(newsroom.clock.nowMillis()) }
            const atMillis = newsroom.clock.nowMillis()
            learnReplies(desks[draws]!, [{ ...key, lastAtMillis: atMillis, key: random(32) }])
            drawn++
          }
          const sent = desks.flatMap((desk) => sendFrom(desk))
          shareJournals(desks)
          const arriving = sent.filter((_, at) => !lost[at % lost.length])
          if (late) waiting = [...arriving, ...waiting, ...sent]
          else {
            for (const parcel of [...arriving, ...waiting].reverse()) deliver(parcel, desks)
            waiting = arriving
          }
          if (restart !== null) desks[restart] = newsroom.again(desks[restart]!)
          await newsroom.clock.advance(pause * INTERVAL)
        }
        await pass(newsroom, desks, 9)
        await newsroom.clock.advance(DAY_MILLIS)
        await pass(newsroom, desks, 9)
        const replies = desks.map(({ replyKeys }) =>
          replyKeys
            .living(newsroom.clock.nowMillis())
            .map(({ key }) => toHex(key))
            .sort(),
        )
        for (const desk of desks) expect(desk.numbers()).toEqual(desks[0]!.numbers())
        expect(desks[0]!.numbers()).toHaveLength(3)
        expect(replies[0]).toHaveLength(drawn)
        expect(replies[1]).toEqual(replies[0])
        expect(replies[2]).toEqual(replies[0])
      }),
      { numRuns: 5 },
    )
  })

  test('one that comes back after three weeks gets what still lives, and nothing that has died', async () => {
    const newsroom = openPostedDesks()
    const { clock, desks } = newsroom
    const [ada, bruno, carla] = desks
    await pass(newsroom, [ada, bruno, carla], 5)
    const firstDays = ada.numbers()
    const old = { thread: toHex(random(16)), week: weekOf(clock.nowMillis()) }
    learnReplies(ada, [{ ...old, lastAtMillis: clock.nowMillis(), key: random(32) }])
    for (let day = 0; day < 21; day++) {
      await clock.advance(DAY_MILLIS)
      const epochs = ada.epochs.comingEpochs(ada.store, clock.nowMillis(), 3)
      ada.epochs.announce(ada.store, epochs)
      witness(newsroom, [ada, bruno])
      await pass(newsroom, [ada, bruno], 4)
    }
    const fresh = { thread: toHex(random(16)), week: weekOf(clock.nowMillis()), key: random(32) }
    learnReplies(ada, [{ ...fresh, lastAtMillis: clock.nowMillis() }])
    expect(bruno.numbers()).toEqual(ada.numbers())
    const back = newsroom.again(carla)
    expect(back.numbers()).toEqual([])
    expect(back.store.secrets.list('epoch-seed')).not.toEqual([])
    for (let away = 20; away >= 0; away--) witness(newsroom, [back], away)
    await pass(newsroom, [ada, bruno, back], 8)
    expect(back.numbers()).toEqual(ada.numbers())
    expect(ada.numbers()).toHaveLength(19)
    expect(ada.numbers()).not.toContain(firstDays[0])
    expect(back.store.secrets.list('epoch-seed')).toHaveLength(19)
    expect(back.replyKeys.living(clock.nowMillis()).map(({ thread }) => thread)).toEqual([
      fresh.thread,
    ])
    expect(back.store.secrets.list('prekey')).toHaveLength(1)
  })

  test('prekeys change every week, and after two weeks an old parcel opens no more', async () => {
    const newsroom = openPostedDesks()
    const { clock, desks } = newsroom
    const [ada, bruno] = desks
    sendFrom(bruno)
    shareJournals(desks)
    const [recorded] = sendFrom(ada)
    const { prekeyId } = parseParcel(recorded!.bytes)
    expect(bruno.prekeys.seedOf(prekeyId)).toBeDefined()
    const numbers = new Set<number>()
    for (let day = 0; day < 14; day++) {
      await clock.advance(DAY_MILLIS)
      witness(newsroom, [ada, bruno])
      await pass(newsroom, [ada, bruno], 1)
      numbers.add(bruno.journal.state.prekeys.get(toHex(bruno.keys.deviceId))!.number)
    }
    expect([...numbers]).toEqual([1, 2, 3])
    expect(bruno.prekeys.seedOf(prekeyId)).toBeDefined()
    await clock.advance(DAY_MILLIS)
    witness(newsroom, [ada, bruno])
    await pass(newsroom, [ada, bruno], 1)
    expect(bruno.prekeys.seedOf(prekeyId)).toBeUndefined()
    expect(newsroom.again(bruno).prekeys.seedOf(prekeyId)).toBeUndefined()
  })
})

describe('a parcel that came', () => {
  /** What somebody hands Bruno; whether Bruno's desk took the seed out of it. */
  async function opened() {
    const newsroom = openPostedDesks()
    const [ada, bruno, carla] = newsroom.desks
    sendFrom(bruno)
    shareJournals(newsroom.desks)
    const nowMillis = newsroom.clock.nowMillis()
    const prekeyPublicKey = carla.prekeys.announcedBy(toHex(bruno.keys.deviceId), nowMillis)!
    const seed = { kind: 'epoch-seed', number: ada.numbers()[0]!, seed: random(32) } as const
    const sealed = (senderSeed: Uint8Array, secrets = [seed]) =>
      sealParcel(p, newsroomId, senderSeed, {
        ...{ recipient: bruno.keys.deviceId, prekeyPublicKey, randomness: random(64) },
        content: { held: [], secrets },
      })
    return { ...newsroom, ada, bruno, carla, sealed, seed }
  }

  test('of a member is taken from that member’s own batch alone', async () => {
    const { ada, bruno, carla, sealed } = await opened()
    const bytes = sealed(carla.keys.deviceSeed)
    bruno.post.take(bytes, toHex(ada.keys.deviceId))
    expect(bruno.numbers()).toEqual([])
    bruno.post.take(bytes, toHex(carla.keys.deviceId))
    expect(bruno.numbers()).toHaveLength(1)
  })

  test('in an open batch is passed over if it holds anything but group keys', async () => {
    const { bruno, carla, sealed } = await opened()
    const bytes = sealed(carla.keys.deviceSeed)
    bruno.post.take(bytes, toHex(carla.keys.deviceId), true)
    expect(bruno.numbers()).toEqual([])
    bruno.post.take(bytes, toHex(carla.keys.deviceId), false)
    expect(bruno.numbers()).toHaveLength(1)
  })

  test('of a device that the roster does not name is not believed', async () => {
    const { bruno, sealed } = await opened()
    const stranger = random(32)
    const bytes = sealed(stranger)
    bruno.post.take(bytes, toHex(parseParcel(bytes).sender))
    expect(bruno.numbers()).toEqual([])
  })

  test('replaces no seed and no reply key that is here, and is passed on only once it is announced', async () => {
    const newsroom = await opened()
    const { clock, ada, bruno, carla, sealed } = newsroom
    await pass(newsroom, newsroom.desks, 6)
    const week = weekOf(clock.nowMillis())
    const thread = random(16)
    const own = { thread: toHex(thread), week, lastAtMillis: clock.nowMillis(), key: random(32) }
    learnReplies(bruno, [own])
    const before = bruno.epochs.all(clock.nowMillis())
    const other = { kind: 'reply-key', thread, week, key: random(32) } as const
    const lastAtMillis = clock.nowMillis() + DAY_MILLIS
    bruno.post.take(
      sealed(ada.keys.deviceSeed, [
        { kind: 'epoch-seed', number: ada.numbers()[0]!, seed: random(32) },
        { ...other, lastAtMillis } as never,
      ]),
      toHex(ada.keys.deviceId),
    )
    // Which of two is first nobody knows before a roster names one; the one that was here stays.
    expect(bruno.epochs.all(clock.nowMillis()).slice(0, before.length)).toEqual(before)
    expect(bruno.replyKeys.find(own.thread, week, clock.nowMillis())).toEqual(own.key)
    await pass(newsroom, newsroom.desks, 8)
    expect(carla.epochs.all(clock.nowMillis())).toHaveLength(3)
  })

  test.each([
    ['in parcels of their own', 1, false],
    ['in parcels of two', 2, false],
    ['in one parcel', 9, false],
    ['each after the desk was locked and unlocked', 1, true],
  ])(
    'fills no disk: of one epoch a few of a device’s seeds are taken, %s',
    async (_, together, isLocked) => {
      const { bruno, carla, ada, again, sealed, seed, clock } = await opened()
      let desk: PostedDesk = bruno
      const give = ({ deviceSeed, deviceId }: PostedDesk['keys']) => {
        const secrets = Array.from({ length: together }, () => ({ ...seed, seed: random(32) }))
        desk.post.take(sealed(deviceSeed, secrets), toHex(deviceId))
        if (isLocked) desk = again(desk)
      }
      for (let parcel = 0; parcel < 9; parcel++) give(carla.keys)
      expect(desk.epochs.all(clock.nowMillis())).toHaveLength(4)
      // Another device's are not kept out by them.
      give(ada.keys)
      expect(desk.epochs.all(clock.nowMillis()).length).toBeGreaterThan(4)
      expect(desk.store.secrets.list('epoch-seed').length).toBeLessThanOrEqual(8)
    },
  )

  test('damaged, cut or of other bytes changes nothing and stops nothing', async () => {
    const { bruno, carla, sealed } = await opened()
    const bytes = sealed(carla.keys.deviceSeed)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const altered = bytes.slice()
        altered[at] = (altered[at] ?? 0) ^ flip
        bruno.post.take(altered, toHex(carla.keys.deviceId))
        bruno.post.take(bytes.slice(0, at), toHex(carla.keys.deviceId))
        expect(bruno.numbers()).toEqual([])
      }),
      { numRuns: 100 },
    )
    expect(() =>
      bruno.post.take(encodeParcelItem(random(9)), toHex(carla.keys.deviceId)),
    ).not.toThrow()
  })
})

/** Somebody else's signature over the time that it was so many days ago. */
function witness({ clock }: Newsroom, desks: readonly PostedDesk[], daysAgo = 0): void {
  const atMillis = clock.nowMillis() - daysAgo * DAY_MILLIS
  for (const { store, keys } of desks) store.change((stores) => witnessTime(keys, stores, atMillis))
}
