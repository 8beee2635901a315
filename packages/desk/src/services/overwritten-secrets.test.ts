// Deleting a secret from the disk is not enough while its bytes lie in memory. Each test holds the very
// bytes that the desk holds.
import { prekeyIdOf, toHex, weekOf } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { foundRoster, keysOf, newsroomId, NOON_MILLIS } from '../desk.fixture.ts'
import { DAY_MILLIS } from '../domain/day.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { GroupKeys } from './group-keys.ts'
import { Journal } from './journal.ts'
import { Prekeys } from './prekeys.ts'
import { ReplyKeys } from './reply-keys.ts'

const LATER_MILLIS = NOON_MILLIS + 400 * DAY_MILLIS

/** Something that holds a secret in memory, and the secret. */
interface Held {
  readonly keeper: { expire(nowMillis: number): void; forget(): void }
  readonly secret: Uint8Array
}

const kinds: Readonly<Record<string, () => Held>> = {
  'an epoch’s seed': () => {
    const [keys, store] = [keysOf('Ada'), openMemoryDeskStore()]
    const keeper = EpochSeeds.open(keys, store, NOON_MILLIS)
    keeper.comingEpochs(store, NOON_MILLIS, 2)
    return { keeper, secret: keeper.identities()[0]!.seed }
  },
  'a reply key': () => {
    const keeper = new ReplyKeys(keysOf('Ada'), openMemoryDeskStore().secrets)
    const week = weekOf(NOON_MILLIS)
    const key = new Uint8Array(32).fill(7)
    keeper.learn([{ thread: 'aa'.repeat(16), week, lastAtMillis: NOON_MILLIS, key }])
    return { keeper, secret: keeper.living(NOON_MILLIS)[0]!.key }
  },
  'a prekey’s seed': () => {
    const { ada, store } = foundRoster()
    const keeper = new Prekeys(ada, store, Journal.open(ada, store))
    keeper.announceIfDue(NOON_MILLIS)
    const id = prekeyIdOf(ada.p, newsroomId, keeper.notice()!.prekey)
    return { keeper, secret: keeper.seedOf(id)! }
  },
  'a group key that its desk has replaced': () => {
    const { ada, store } = foundRoster()
    const keeper = new GroupKeys(ada, store)
    const secret = new Uint8Array(32).fill(7)
    const bruno = toHex(keysOf('Bruno').deviceId)
    for (const [epoch, key] of [[2, secret] as const, [3, new Uint8Array(32).fill(8)] as const])
      store.change((stores) => keeper.learn(stores, bruno, [{ epoch, key }], NOON_MILLIS))
    return { keeper, secret }
  },
}

describe.each(Object.entries(kinds))('in memory, %s', (_, hold) => {
  test('is overwritten when its day has passed, and not before', () => {
    const { keeper, secret } = hold()
    keeper.expire(NOON_MILLIS)
    expect(secret.some((byte) => byte !== 0)).toBe(true)
    keeper.expire(LATER_MILLIS)
    expect(secret.every((byte) => byte === 0)).toBe(true)
  })

  test('is overwritten when the desk is locked', () => {
    const { keeper, secret } = hold()
    expect(secret.some((byte) => byte !== 0)).toBe(true)
    keeper.forget()
    expect(secret.every((byte) => byte === 0)).toBe(true)
  })
})
