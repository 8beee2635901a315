import { BATCH_BYTES, MAX_LETTER_CHARACTERS, parseEntry, toHex } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { DeskError } from '../desk-error.ts'
import { agree, by, INTERVAL, message, openSharedJournal, THREAD } from './sync.fixture.ts'

describe('two desks', () => {
  test('what one writes the other knows a moment later, and the other way round', async () => {
    const { clock, openAda, openBruno } = openSharedJournal()
    const [ada, bruno] = [openAda(), openBruno()]
    ada.journal.append([message(1)])
    bruno.journal.append([message(2)])
    await clock.advance(3 * INTERVAL)
    expect(ada.texts()).toEqual(['Mensaje 1', 'Mensaje 2'])
    expect(bruno.texts()).toEqual(['Mensaje 1', 'Mensaje 2'])
    expect(agree(ada, bruno)).toBe(true)
    bruno.journal.append([message(3)])
    await clock.advance(3 * INTERVAL)
    expect(ada.texts()).toHaveLength(3)
    expect([...ada.sync.warnings(), ...bruno.sync.warnings()]).toEqual([])
  })

  test('after being locked they go on where they were', async () => {
    const {
      clock,
      openAda,
      unlock,
      admittedStore,
      ada: adasKeys,
      adasStore,
      bruno: keys,
    } = openSharedJournal()
    const store = admittedStore(keys)
    let [ada, bruno] = [openAda(), unlock(keys, store)]
    ada.journal.append([message(1)])
    await clock.advance(3 * INTERVAL)
    await Promise.all([ada.stop(), bruno.stop()])
    ;[ada, bruno] = [unlock(adasKeys, adasStore), unlock(keys, store)]
    expect(bruno.texts()).toEqual(['Mensaje 1'])
    ada.journal.append([message(2)])
    await clock.advance(3 * INTERVAL)
    expect(bruno.texts()).toEqual(['Mensaje 1', 'Mensaje 2'])
    expect(agree(ada, bruno)).toBe(true)
  })

  test('an entry longer than a batch comes whole', async () => {
    const { clock, openAda, openBruno } = openSharedJournal()
    const [ada, bruno] = [openAda(), openBruno()]
    const text = '€'.repeat(MAX_LETTER_CHARACTERS)
    expect(new TextEncoder().encode(text).length).toBeGreaterThan(BATCH_BYTES)
    ada.journal.append([message(1, text), message(2)])
    await clock.advance(1.5 * INTERVAL)
    expect(bruno.texts()).toEqual([])
    await clock.advance(4 * INTERVAL)
    expect(bruno.texts()).toEqual([text, 'Mensaje 2'])
  })

  test('apart for a week, they agree again', async () => {
    const { clock, relay, openAda, unlock, admittedStore, bruno: keys } = openSharedJournal()
    const ada = openAda()
    const store = admittedStore(keys)
    for (let batch = 0; batch < 5040; batch += 10) {
      ada.journal.append([message(batch)])
      await clock.advance(10 * INTERVAL)
    }
    expect(relay.journal.all().length).toBeGreaterThan(5000)
    const bruno = unlock(keys, store)
    bruno.journal.append([message(1)])
    await clock.advance(100 * INTERVAL)
    expect(agree(ada, bruno)).toBe(true)
    expect(bruno.texts()).toHaveLength(505)
    expect([...ada.sync.warnings(), ...bruno.sync.warnings()]).toEqual([])
  })
})

describe('what the relay sees', () => {
  /** Everything the relay was asked, and when, in an hour in which this happened. */
  async function hourIn(happens: (texts: (number: number) => void) => void) {
    const world = openSharedJournal()
    const { clock, relay } = world
    const seen: string[] = []
    const note = (what: string) => seen.push(`${clock.nowMillis()} ${what}`)
    const watched = by(relay, {
      putBatch: async (number, bytes) => {
        note(`put ${number} ${bytes.length}`)
        return relay.putBatch(number, bytes)
      },
      batches: async (after) => {
        note(`list ${after}`)
        return relay.batches(after)
      },
      batch: async (place) => {
        note(`get ${place}`)
        return relay.batch(place)
      },
    })
    const ada = world.unlock(world.ada, world.adasStore, { through: watched })
    const bruno = world.unlock(world.bruno, world.admittedStore(world.bruno), { through: watched })
    for (let minute = 0; minute < 30; minute++) {
      happens((number) => ada.journal.append([message(number, 'x'.repeat(7000))]))
      await clock.advance(INTERVAL)
    }
    await Promise.all([ada.stop(), bruno.stop()])
    return seen
  }

  test('the same requests at the same times, whether or not anything happened', async () => {
    const quiet = await hourIn(() => undefined)
    let number = 0
    const busy = await hourIn((write) => {
      for (let times = 0; times < 3; times++) write(number++)
    })
    expect(quiet.filter((line) => line.includes('put')).length).toBe(60)
    expect(busy).toEqual(quiet)
  })

  test('one batch at each multiple of the interval, all of one size', async () => {
    const { clock, relay, openAda } = openSharedJournal()
    const times: number[] = []
    const put = relay.putBatch.bind(relay)
    relay.putBatch = (number, bytes) => {
      times.push(clock.nowMillis())
      return put(number, bytes)
    }
    openAda()
    await clock.advance(10 * INTERVAL + 700)
    expect(times).toHaveLength(10)
    expect(times.every((time) => time % INTERVAL === 0)).toBe(true)
    expect(new Set(relay.journal.all().map(({ bytes }) => bytes.length))).toEqual(
      new Set([BATCH_BYTES]),
    )
  })
})

describe('a relay that', () => {
  test('is not there for a while loses nothing', async () => {
    const { clock, relay, openAda, openBruno } = openSharedJournal()
    const [ada, bruno] = [openAda(), openBruno()]
    relay.fail('relay-unreachable')
    ada.journal.append([message(1)])
    await clock.advance(20 * INTERVAL)
    expect(ada.sync.warnings()).toEqual(['relay-unreachable'])
    relay.fail()
    await clock.advance(4 * INTERVAL)
    expect(agree(ada, bruno)).toBe(true)
    expect(ada.sync.warnings()).toEqual([])
  })

  test('withholds one batch is found out, and the entries come another way', async () => {
    const { clock, relay, openAda, openBruno } = openSharedJournal()
    const [ada, bruno] = [openAda(), openBruno()]
    await clock.advance(2 * INTERVAL)
    ada.journal.append([message(1)])
    const before = relay.journal.all().length
    const put = relay.journal.putBatch.bind(relay.journal)
    relay.journal.putBatch = async (number, bytes) => {
      await put(number, bytes)
      const last = relay.journal.all().at(-1)!
      if (relay.journal.all().length <= before + 2 && last.deviceId === toHex(ada.keys.deviceId))
        relay.journal.withhold(last.place)
    }
    await clock.advance(30 * INTERVAL)
    expect(bruno.texts()).toEqual(['Mensaje 1'])
    expect(bruno.sync.warnings()).toEqual(['journal-withheld'])
  })

  test('withholds one desk’s batches from another does not keep the entries from it', async () => {
    const world = openSharedJournal()
    const { clock, relay } = world
    const ada = world.openAda()
    const carla = world.openCarla()
    const adas = toHex(ada.keys.deviceId)
    const blind = by(relay, {
      batches: async (after) =>
        (await relay.batches(after)).filter(({ deviceId }) => deviceId !== adas),
    })
    const store = world.admittedStore(world.bruno)
    const bruno = world.unlock(world.bruno, store, { through: blind })
    ada.journal.append([message(1)])
    await clock.advance(4 * INTERVAL)
    expect(carla.texts()).toEqual(['Mensaje 1'])
    expect(bruno.texts()).toEqual([])
    await clock.advance(10 * INTERVAL)
    expect(bruno.texts()).toEqual(['Mensaje 1'])
    expect(agree(ada, bruno, carla)).toBe(true)
  })

  test('changes a batch is found out', async () => {
    const { clock, relay, openAda, openBruno } = openSharedJournal()
    const [ada, bruno] = [openAda(), openBruno()]
    await clock.advance(2 * INTERVAL)
    ada.journal.append([message(1)])
    const put = relay.journal.putBatch.bind(relay.journal)
    let changed = false
    relay.journal.putBatch = async (number, bytes) => {
      await put(number, bytes)
      const last = relay.journal.all().at(-1)!
      if (changed || last.deviceId !== toHex(ada.keys.deviceId)) return
      changed = true
      relay.journal.replace(
        last.place,
        bytes.map((byte, index) => (index === 500 ? byte ^ 1 : byte)),
      )
    }
    await clock.advance(30 * INTERVAL)
    expect(bruno.texts()).toEqual(['Mensaje 1'])
    expect(bruno.sync.warnings()).toEqual(['journal-withheld'])
  })

  test('was restored from an older copy is found out, and everything comes again', async () => {
    const { clock, relay, openAda, openBruno } = openSharedJournal()
    const [ada, bruno] = [openAda(), openBruno()]
    ada.journal.append([message(1)])
    await clock.advance(10 * INTERVAL)
    const copied = relay.journal.all().at(-1)!.place
    await clock.advance(10 * INTERVAL)
    ada.journal.append([message(2)])
    await clock.advance(INTERVAL + 10)
    relay.journal.restore(copied)
    await clock.advance(40 * INTERVAL)
    expect(agree(ada, bruno)).toBe(true)
    expect(bruno.texts()).toEqual(['Mensaje 1', 'Mensaje 2'])
    expect(ada.sync.warnings()).toEqual(['relay-is-older-copy'])
    ada.journal.append([message(3)])
    await clock.advance(3 * INTERVAL)
    expect(bruno.texts()).toHaveLength(3)
  })

  test('is a new one, with nothing in it, takes over', async () => {
    const { clock, relay, openAda, openBruno } = openSharedJournal()
    const [ada, bruno] = [openAda(), openBruno()]
    ada.journal.append([message(1)])
    await clock.advance(10 * INTERVAL)
    relay.journal.restore(0)
    ada.journal.append([message(2)])
    bruno.journal.append([message(3)])
    await clock.advance(40 * INTERVAL)
    expect(agree(ada, bruno)).toBe(true)
    expect(bruno.texts()).toHaveLength(3)
  })
})

describe('a desk that', () => {
  test('was restored from an older copy gets its own entries back before it writes', async () => {
    const world = openSharedJournal()
    const { clock, unlock, admittedStore, bruno: keys } = world
    const ada = world.openAda()
    const older = admittedStore(keys)
    const bruno = unlock(keys, admittedStore(keys))
    bruno.journal.append([message(1)])
    await clock.advance(4 * INTERVAL)
    await bruno.stop()
    const restored = unlock(keys, older)
    await clock.advance(2 * INTERVAL)
    expect(() => restored.journal.append([message(2)])).toThrow('desk-is-older-copy')
    await clock.advance(20 * INTERVAL)
    expect(restored.sync.warnings()).toEqual(['desk-is-older-copy'])
    restored.journal.append([message(2)])
    await clock.advance(20 * INTERVAL)
    expect(agree(ada, restored)).toBe(true)
    expect(ada.texts()).toEqual(['Mensaje 1', 'Mensaje 2'])
  })

  test('died twice before it heard that its batch had come is no older copy', async () => {
    const { clock, relay, openAda, unlock, admittedStore, bruno: keys } = openSharedJournal()
    const ada = openAda()
    const store = admittedStore(keys)
    let answers: 'come' | 'are lost' = 'come'
    const through = by(relay, {
      async putBatch(number, batch) {
        await relay.putBatch(number, batch)
        if (answers === 'are lost') throw new DeskError('relay-unreachable')
      },
    })
    let bruno = unlock(keys, store, { through })
    bruno.journal.append([message(1)])
    await clock.advance(3 * INTERVAL)
    for (let death = 1; death <= 2; death++) {
      const newest = () => relay.journal.all().findLast(isBrunos)?.number
      const before = newest()
      answers = 'are lost'
      for (let tries = 0; tries < 4 && newest() === before; tries++) await clock.advance(INTERVAL)
      expect(newest()).toBe((before ?? 0) + 1)
      await bruno.stop()
      bruno = unlock(keys, store, { through })
    }
    answers = 'come'
    bruno.journal.append([message(2)])
    await clock.advance(10 * INTERVAL)
    expect(bruno.sync.warnings()).toEqual([])
    expect(ada.texts()).toEqual(['Mensaje 1', 'Mensaje 2'])

    function isBrunos({ deviceId }: { readonly deviceId: string }): boolean {
      return deviceId === toHex(keys.deviceId)
    }
  })

  test('writes two histories is found out, and its first stands', async () => {
    const world = openSharedJournal()
    const { clock, unlock, admittedStore, bruno: keys } = world
    const ada = world.openAda()
    const [one, other] = [unlock(keys, admittedStore(keys)), admittedStore(keys)]
    one.journal.append([message(1, 'Esto')])
    await clock.advance(3 * INTERVAL)
    await one.stop()
    const two = unlock(keys, other)
    two.journal.append([message(1, 'Lo otro'), message(2)])
    await clock.advance(30 * INTERVAL)
    expect(ada.texts()).toEqual(['Esto'])
    expect(ada.sync.warnings()).toEqual(
      expect.arrayContaining(['journal-forked', 'journal-reordered']),
    )
    expect(two.sync.warnings()).toEqual(expect.arrayContaining(['journal-forked']))
  })

  test('speaks for another person is not believed, and that is shown', async () => {
    const { clock, openAda, openBruno } = openSharedJournal()
    const [ada, bruno] = [openAda(), openBruno()]
    const reply = {
      ...({ v: 1, type: 'reply-written', thread: THREAD, number: 1, language: 'es' } as const),
      ...{ text: 'No fui yo', requestId: 'request-1', writtenAtMillis: 1 },
    }
    bruno.journal.append([
      { ...reply, person: toHex(ada.keys.personId) },
      { ...reply, person: toHex(bruno.keys.personId), requestId: 'request-2', text: 'Yo' },
    ])
    await clock.advance(3 * INTERVAL)
    const replies = [...(ada.journal.state.threads.get(THREAD)?.replies.values() ?? [])]
    expect(replies.map(({ text }) => text)).toEqual(['Yo'])
    expect(ada.sync.warnings()).toEqual(['entry-refused'])
    const again = ada.journal.refusedEntries
    expect(again).toBe(1)
    expect(agree(ada, bruno)).toBe(true)
  })
})

test('an entry names what its author had seen of the others', async () => {
  const { clock, openAda, openBruno } = openSharedJournal()
  const [ada, bruno] = [openAda(), openBruno()]
  ada.journal.append([message(1)])
  await clock.advance(3 * INTERVAL)
  bruno.journal.append([message(2)])
  const [stored] = bruno.store.journal.chain(bruno.keys.deviceId, 1, 1)
  expect(
    parseEntry(stored!.entry).heads.map(({ deviceId, sequence }) => [toHex(deviceId), sequence]),
  ).toEqual([[toHex(ada.keys.deviceId), 1]])
})
