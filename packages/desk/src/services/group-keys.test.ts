import { concatBytes, toHex, u32 } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { keysOf, NOON_MILLIS, seededRandom } from '../desk.fixture.ts'
import { DAY_MILLIS, dayOf } from '../domain/day.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import { GroupKeys, type GroupKey } from './group-keys.ts'
import type { Membership } from './membership.ts'

const random = seededRandom('group keys')
const keys = keysOf('Ada')
const idOf = (name: string) => toHex(keysOf(name).deviceId)
const first = { epoch: 1, key: random(32) }

/** Ada's keys, with the newsroom's first. */
function open(store: DeskStore = openMemoryDeskStore()) {
  const groupKeys = new GroupKeys(keys, store)
  if (groupKeys.current === undefined)
    store.change((stores) => {
      groupKeys.accept(stores, first)
    })
  const seal = (membership: Membership, nowMillis = NOON_MILLIS) =>
    groupKeys.sealing(store, membership, nowMillis)
  const learn = (name: string, ...given: readonly GroupKey[]) =>
    store.change((stores) => {
      groupKeys.learn(stores, idOf(name), given, NOON_MILLIS)
    })
  return { store, groupKeys, seal, learn, again: () => open(store) }
}

/** A roster of these people, of whose desks Ada's has known all. */
function members(rosterNumber: number, ...names: readonly string[]): Membership {
  const known = ['Ada', 'Bruno', 'Carla', 'Dario'].map(idOf)
  return { rosterNumber, devices: new Set(['Ada', ...names].map(idOf)), known }
}

const all = members(1, 'Bruno', 'Carla', 'Dario')
const withoutCarla = members(2, 'Bruno', 'Dario')

describe('the key that a desk seals under', () => {
  test('is the one that all share until somebody has left, and then one of its own that it keeps', () => {
    const { groupKeys, seal, again } = open()
    expect(seal(all)?.key).toEqual(first.key)
    expect(groupKeys.own()).toBeUndefined()
    const own = seal(withoutCarla)!
    expect(own).toMatchObject({ epoch: 2, device: idOf('Ada') })
    expect(own.key).not.toEqual(first.key)
    for (const one of [seal(withoutCarla), again().seal(withoutCarla), again().groupKeys.own()])
      expect(one?.key).toEqual(own.key)
    expect(['Bruno', 'Carla', 'Dario'].map((name) => groupKeys.isFor(idOf(name)))).toEqual([
      ...[true, false, true],
    ])
  })

  test('is another as soon as one has left who may hold it, and the same when somebody joins', () => {
    const { seal, again } = open()
    const own = seal(withoutCarla)!
    expect(seal(members(4, 'Bruno', 'Carla', 'Dario'))?.key).toEqual(own.key)
    expect(again().groupKeys.isFor(idOf('Carla'))).toBe(true)
    const next = again().seal(members(5, 'Bruno', 'Dario'))!
    expect(next.epoch).toBe(5)
    expect(next.key).not.toEqual(own.key)
  })

  test('is none that somebody else gave, whatever it is called', () => {
    const { groupKeys, seal, learn } = open()
    seal(withoutCarla)
    const planted = [1, 2, 3, 2 ** 32 - 1].map((epoch) => ({ epoch, key: random(32) }))
    learn('Bruno', ...planted)
    const own = seal(members(2 ** 32 - 1, 'Bruno', 'Dario'))!
    expect(planted.map(({ key }) => toHex(key))).not.toContain(toHex(own.key))
    expect(groupKeys.find(idOf('Bruno'), 3)).toHaveLength(1)
    expect(groupKeys.find(idOf('Dario'), 3)).toEqual([])
    expect(groupKeys.find(idOf('Bruno'), 1).map(({ key }) => key)).toEqual([first.key])
  })

  test('is none while a member seals under one of a roster that is not here, and no shared one afterwards', () => {
    const { groupKeys, seal } = open()
    groupKeys.saw(idOf('Bruno'), 3)
    expect(seal(all)).toBeUndefined()
    expect(seal(members(2, 'Dario'))?.epoch).toBe(2)
    expect(seal(members(3, 'Bruno', 'Carla', 'Dario'))?.device).toBe(idOf('Ada'))
    const late = open()
    late.groupKeys.saw(idOf('Bruno'), 3)
    expect(late.seal(members(3, 'Bruno', 'Carla', 'Dario'))?.epoch).toBe(3)
    const { learn, again } = open()
    learn('Bruno', { epoch: 3, key: random(32) })
    expect(again().seal(all)).toBeUndefined()
  })

  test('is not used before it is on disk', () => {
    const { store, groupKeys } = open()
    const full: DeskStore = {
      ...store,
      change: () => {
        throw new Error('the disk is full')
      },
    }
    expect(() => groupKeys.sealing(full, withoutCarla, NOON_MILLIS)).toThrow('the disk is full')
    expect(groupKeys.own()).toBeUndefined()
  })
})

describe('keys that are used no longer', () => {
  test('open batches for thirty days more, and are then on no disk and in no memory', () => {
    const { store, groupKeys, seal, learn, again } = open()
    learn('Bruno', { epoch: 2, key: random(32) })
    const own = seal(withoutCarla)!
    seal(members(3, 'Bruno'))
    learn('Bruno', { epoch: 3, key: random(32) })
    const opens = (one: GroupKeys) => [
      one.find(idOf('Dario'), 1).length,
      one.find(idOf('Bruno'), 2).length,
      one.find(idOf('Ada'), own.epoch).length,
      one.find(idOf('Bruno'), 3).length,
    ]
    const expireOn = (nowMillis: number) => {
      groupKeys.expire(nowMillis)
      store.change((stores) => stores.secrets.eraseExpired(dayOf(nowMillis)))
    }
    expireOn(NOON_MILLIS + 31 * DAY_MILLIS)
    for (const one of [groupKeys, again().groupKeys]) expect(opens(one)).toEqual([1, 1, 1, 1])
    expireOn(NOON_MILLIS + 32 * DAY_MILLIS)
    for (const one of [groupKeys, again().groupKeys]) expect(opens(one)).toEqual([0, 0, 0, 1])
    expect(store.secrets.list('group-key')).toHaveLength(2)
  })

  test('of one device are not more than a few: a thief of one fills no disk', () => {
    const { store, learn } = open()
    for (let count = 0; count < 40; count++) learn('Bruno', { epoch: 2, key: random(32) })
    expect(store.secrets.list('group-key')).toHaveLength(1 + 4)
    for (let epoch = 3; epoch < 60; epoch++) learn('Bruno', { epoch, key: random(32) })
    expect(store.secrets.list('group-key')).toHaveLength(1 + 16)
  })
})

test('a desk that an earlier version left goes on with the key that all share', () => {
  const store = openMemoryDeskStore()
  const old = concatBytes(u32(1), first.key)
  store.change((stores) => keys.secrets.put(stores.secrets, 'group-key', u32(1), old))
  const { seal, again } = open(store)
  expect(seal(all)?.key).toEqual(first.key)
  seal(withoutCarla)
  expect(again().groupKeys.find(idOf('Bruno'), 1)).toHaveLength(1)
  expect(store.secrets.list('group-key')).toHaveLength(2)
})
