import { concatBytes, u32 } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { keysOf, NOON_MILLIS } from '../desk.fixture.ts'
import { DAY_MILLIS, dayOf } from '../domain/day.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { witnessTime } from './erasure.ts'

describe('epoch seeds', () => {
  test('those that died while the desk was locked are erased before any is loaded', () => {
    const keys = keysOf('Ada')
    const store = openMemoryDeskStore()
    const today = dayOf(NOON_MILLIS)
    EpochSeeds.open(keys, store, NOON_MILLIS).comingEpochs(store, NOON_MILLIS, 2)
    const numbersOn = (days: number) => {
      const nowMillis = NOON_MILLIS + days * DAY_MILLIS
      for (let day = 0; day <= days; day++)
        store.change((stores) => witnessTime(keys, stores, NOON_MILLIS + day * DAY_MILLIS))
      return EpochSeeds.open(keys, store, nowMillis)
        .identities()
        .map(({ number }) => number)
    }
    expect(numbersOn(16)).toEqual([today, today + 1])
    expect(numbersOn(17)).toEqual([today + 1])
    expect(store.secrets.list('epoch-seed')).toHaveLength(1)
    expect(numbersOn(18)).toEqual([])
    expect(store.secrets.list('epoch-seed')).toEqual([])
  })

  test('of those that compete for a day the one that a roster names stays, on the disk too', () => {
    const [keys, store] = [keysOf('Bruno'), openMemoryDeskStore()]
    const seeds = EpochSeeds.open(keys, store, NOON_MILLIS)
    const number = dayOf(NOON_MILLIS)
    const came = [1, 2, 3].map((byte) => ({ number, seed: new Uint8Array(32).fill(byte) }))
    const taken = store.change((stores) => seeds.accept(stores, came, NOON_MILLIS))
    seeds.learn(taken)
    expect(store.secrets.list('epoch-seed')).toHaveLength(3)
    const chosen = came[1]!
    const named = { number, publicKey: keys.p.xwingPublicKey(chosen.seed) }
    const elsewhere = { ...named, number: number + 1 }
    seeds.announce(store, [elsewhere])
    expect(seeds.all(NOON_MILLIS)).toHaveLength(3)
    seeds.announce(store, [named])
    expect(seeds.all(NOON_MILLIS)).toEqual([expect.objectContaining(chosen)])
    expect(seeds.shared()).toEqual([expect.objectContaining(chosen)])
    expect(store.secrets.list('epoch-seed')).toHaveLength(1)
    expect(EpochSeeds.open(keys, store, NOON_MILLIS).identities()).toEqual([chosen])
  })

  test('a device may give a few rivals of a day, and a few again once a roster has chosen', () => {
    const [keys, store] = [keysOf('Bruno'), openMemoryDeskStore()]
    const number = dayOf(NOON_MILLIS)
    const [thief, other] = ['aa'.repeat(16), 'bb'.repeat(16)]
    const came = Array.from({ length: 12 }, (_, byte) => ({
      ...{ number, seed: new Uint8Array(32).fill(byte) },
    }))
    const give = (from: number, to: number, giver: string) => {
      const seeds = EpochSeeds.open(keys, store, NOON_MILLIS)
      const given = came.slice(from, to)
      const taken = store.change((stores) => seeds.accept(stores, given, NOON_MILLIS, giver))
      seeds.learn(taken)
      return taken.length
    }
    expect(give(0, 3, thief)).toBe(3)
    // What is here already takes no further place.
    expect(give(0, 6, thief)).toBe(1)
    expect(give(4, 12, thief)).toBe(0)
    expect(give(6, 8, other)).toBe(2)
    const named = { number, publicKey: keys.p.xwingPublicKey(came[6]!.seed) }
    EpochSeeds.open(keys, store, NOON_MILLIS).announce(store, [named])
    expect(store.secrets.list('epoch-seed')).toHaveLength(1)
    expect(give(0, 6, thief)).toBe(4)
    expect(EpochSeeds.open(keys, store, NOON_MILLIS).identities()).toEqual([came[6]])
  })

  test('are read as an earlier version wrote them, which noted no giver', () => {
    const [keys, store] = [keysOf('Bruno'), openMemoryDeskStore()]
    const number = dayOf(NOON_MILLIS)
    const seed = new Uint8Array(32).fill(5)
    const content = concatBytes(u32(number), seed, Uint8Array.of(2))
    store.change((stores) =>
      keys.secrets.put(stores.secrets, 'epoch-seed', concatBytes(u32(number), seed), content),
    )
    const seeds = EpochSeeds.open(keys, store, NOON_MILLIS)
    expect(seeds.identities()).toEqual([{ number, seed }])
    expect(seeds.shared()).toEqual([])
  })
})
