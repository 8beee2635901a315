import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { foundRoster, keysOf, NOON_MILLIS } from '../desk.fixture.ts'
import { DAY_MILLIS, dayOf } from '../domain/day.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { eraseDead, witnessTime } from './erasure.ts'

const today = dayOf(NOON_MILLIS)
const on = (days: number) => NOON_MILLIS + days * DAY_MILLIS

/** Ada's desk with a secret that lives until today. */
function openDesk() {
  const { store, ada: keys } = foundRoster()
  store.change(({ secrets }) => {
    keys.secrets.put(secrets, 'reply-key', new Uint8Array(1), new Uint8Array(32), today)
  })
  const isThere = () => store.secrets.list('reply-key').length === 1
  const look = (days: number) => {
    eraseDead(keys, store, on(days))
    return isThere()
  }
  const hear = (days: number) => store.change((stores) => witnessTime(keys, stores, on(days)))
  return { keys, store, look, hear }
}

describe('a secret', () => {
  test('dies once this clock and somebody else’s signature have left its day behind', () => {
    const { look, hear } = openDesk()
    hear(0.4)
    expect(look(0.4)).toBe(true)
    expect(look(1)).toBe(true)
    hear(1)
    expect(look(1)).toBe(false)
  })

  test('survives a clock that jumps ahead, by a day or by years, and back', () => {
    for (const days of [1, 2, 30, 4000]) {
      const { look, hear } = openDesk()
      hear(0)
      expect(look(days)).toBe(true)
      expect(look(days)).toBe(true)
      expect(look(0.1)).toBe(true)
    }
  })

  test('survives a clock that jumps about', () => {
    const { look } = openDesk()
    for (const days of [30, 60, 5, 90, 31, 32, 2000, 2009]) expect(look(days)).toBe(true)
  })

  test('survives another device that signs a time far ahead, and dies when one signs the right one', () => {
    const { look, hear } = openDesk()
    hear(4000)
    expect(look(0.2)).toBe(true)
    expect(look(1)).toBe(true)
    hear(1)
    expect(look(1)).toBe(false)
  })

  test('survives two clocks that one cause has set wrong together', () => {
    const { look, hear } = openDesk()
    hear(60)
    expect(look(60)).toBe(true)
    hear(60.1)
    expect(look(60.1)).toBe(true)
    expect(look(0.2)).toBe(true)
  })

  test('dies at once on a desk that was away for weeks and reads what others signed day by day', () => {
    const { look, hear } = openDesk()
    for (const day of [3, 9, 16, 21]) hear(day)
    expect(look(21)).toBe(false)
  })

  test('dies after three days where all were away for weeks', () => {
    const { look, hear } = openDesk()
    for (const day of [21, 22]) {
      hear(day)
      expect(look(day)).toBe(true)
    }
    hear(23)
    expect(look(23)).toBe(false)
  })

  test('does not live for ever where nobody can be heard: three days of an even clock end it', () => {
    const { look } = openDesk()
    expect(look(3)).toBe(true)
    expect(look(3.2)).toBe(true)
    expect(look(5)).toBe(true)
    expect(look(9)).toBe(false)
  })

  test('lives a day longer on a desk whose clock is a day behind, and no longer', () => {
    const { look, hear } = openDesk()
    hear(1)
    expect(look(0)).toBe(true)
    hear(2)
    expect(look(1)).toBe(false)
  })
})

describe('epoch seeds', () => {
  /** Those of three days, and how they stand so many days later. */
  function openSeeds() {
    const keys = keysOf('Ada')
    const store = openMemoryDeskStore()
    EpochSeeds.open(keys, store, NOON_MILLIS).comingEpochs(store, NOON_MILLIS, 3)
    store.change((stores) => witnessTime(keys, stores, NOON_MILLIS))
    return { keys, store }
  }

  test('that were held when a clock jumped ahead are of use again when it is right', () => {
    const { keys, store } = openSeeds()
    const seeds = EpochSeeds.open(keys, store, NOON_MILLIS)
    eraseDead(keys, store, on(40))
    expect(EpochSeeds.open(keys, store, on(40)).identities()).toEqual([])
    expect(seeds.identities()).toHaveLength(3)
    expect(EpochSeeds.open(keys, store, on(0.1)).identities()).toEqual(seeds.identities())
  })

  test('of days too far ahead are not taken, and neither are dead ones', () => {
    const { keys, store } = openSeeds()
    const seeds = EpochSeeds.open(keys, store, NOON_MILLIS)
    const taken = (days: number) =>
      store.change((stores) =>
        seeds.accept(stores, [{ number: today + days, seed: keys.random(32) }], NOON_MILLIS),
      ).length
    expect([-17, -16, 0, 4, 5].map(taken)).toEqual([0, 1, 1, 1, 0])
  })
})
