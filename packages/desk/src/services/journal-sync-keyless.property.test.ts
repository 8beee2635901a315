import {
  batchRoom,
  cutItems,
  encodeItem,
  parseItem,
  sealBatch,
  toHex,
  type ItemPiece,
} from '@cronista/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { keysOf, newsroomId, seededRandom } from '../desk.fixture.ts'
import type { BatchRelay } from '../ports/batch-relay.ts'
import { journalHeadsOf } from './chain-heads.ts'
import { GroupKeys } from './group-keys.ts'
import {
  agree,
  by,
  INTERVAL,
  message,
  openSharedJournal,
  type SyncingDesk,
} from './sync.fixture.ts'

const CARLA = toHex(keysOf('Carla').deviceId)

/** Ada and Bruno, and Carla, who says in each batch of hers that all keys of the others are destroyed.
 *  Bruno is shown Ada's batches only while `isShown`. */
function openCensored() {
  const world = openSharedJournal()
  const { relay, clock } = world
  const random = seededRandom('censor')
  const shown = { isShown: false }
  const carlasStore = world.admittedStore(keysOf('Carla'))
  const censoring: BatchRelay = by(relay, {
    putBatch: async (number) => relay.putBatch(number, censored(number)),
  })
  const carla = world.unlock(keysOf('Carla'), carlasStore, { through: censoring })
  const group = new GroupKeys(carla.keys, carlasStore).current!

  /** A batch of Carla's, as far as there is room. */
  function censored(number: number): Uint8Array {
    const heads = journalHeadsOf(carla.journal.heads)
    return sealBatch(p, newsroomId, carla.keys.deviceSeed, group.key, {
      ...{ groupEpoch: group.epoch, number, salt: random(32), timeMillis: clock.nowMillis() },
      ...{ heads, pieces: barePieces(carla, batchRoom(heads.length)) },
    })
  }

  const adas = toHex(world.ada.deviceId)
  const blinded = by(relay, {
    batch: async (place) => {
      const isAdas = relay.journal.all().some((one) => one.place === place && one.deviceId === adas)
      return isAdas && !shown.isShown ? undefined : relay.batch(place)
    },
  })
  const brunosStore = world.admittedStore(world.bruno)
  const unlockBruno = () => world.unlock(world.bruno, brunosStore, { through: blinded })
  return { clock, shown, carla, ada: world.openAda(), bruno: unlockBruno(), unlockBruno }
}

/** All that Carla has: hers as it is, the others' without its key. */
function barePieces({ journal }: SyncingDesk, room: number): readonly ItemPiece[] {
  const items = [...journal.heads].flatMap(([deviceId, { sequence: last }]) =>
    Array.from({ length: last }, (_, index) => {
      const item = journal.item(deviceId, index + 1)!
      if (deviceId === CARLA) return item
      return encodeItem({ kind: 'key-destroyed', entry: parseItem(item).entry })
    }),
  )
  return cutItems(
    p,
    items.map((item) => ({ item, offset: 0 })),
    room,
  ).pieces
}

describe('a desk that passes entries on as if their keys were destroyed', () => {
  test('is not believed before others had time to send the keys, and then visibly', async () => {
    const { clock, ada, bruno } = openCensored()
    ada.journal.append([message(1)])
    await clock.advance(8 * INTERVAL)
    expect(bruno.journal.heads.size).toBe(0)
    await clock.advance(6 * INTERVAL)
    expect(bruno.journal.heads.size).toBe(1)
    expect(bruno.texts()).toEqual([])
    expect(bruno.sync.warnings()).toContain('journal-withheld')
  })

  test('is shown until the key comes, after the desk was locked too', async () => {
    const { clock, shown, ada, bruno, unlockBruno } = openCensored()
    ada.journal.append([message(1)])
    await clock.advance(14 * INTERVAL)
    await bruno.stop()
    const again = unlockBruno()
    expect(again.sync.warnings()).toEqual(['journal-withheld'])
    shown.isShown = true
    await clock.advance(20 * INTERVAL)
    expect(again.texts()).toEqual(['Mensaje 1'])
    expect(again.journal.lacksKeys).toBe(false)
    expect(again.journal.state).toEqual(ada.journal.state)
  })

  test('changes nothing in what the others come to know', async () => {
    const step = fc.record({
      writers: fc.subarray(['ada', 'bruno', 'carla'] as const),
      isShown: fc.boolean(),
      isRestarted: fc.boolean(),
      intervals: fc.integer({ min: 1, max: 15 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        const { clock, shown, unlockBruno, ...desks } = openCensored()
        let number = 0
        for (const { writers, isShown, isRestarted, intervals } of steps) {
          for (const writer of writers) desks[writer].journal.append([message(++number)])
          shown.isShown = isShown
          if (isRestarted) {
            await desks.bruno.stop()
            desks.bruno = unlockBruno()
          }
          await clock.advance(intervals * INTERVAL)
        }
        shown.isShown = true
        await clock.advance(40 * INTERVAL)
        const { ada, bruno } = desks
        expect(agree(ada, bruno)).toBe(true)
        expect(bruno.journal.state).toEqual(ada.journal.state)
        expect(bruno.texts()).toHaveLength(number)
        expect(bruno.journal.lacksKeys).toBe(false)
      }),
      { numRuns: 10 },
    )
  })
})
