import {
  encodeItem,
  fromHex,
  parseItem,
  sealBatch,
  sealEntry,
  toHex,
  utf8,
  type JournalItem,
} from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { keysOf, newsroomId, seededRandom } from '../desk.fixture.ts'
import { judgedBatch, judgedEntry, type ArrivalParts } from './arrivals.ts'
import type { DeskKeys } from './desk-keys.ts'
import { GroupKeys } from './group-keys.ts'
import { KnownDevices } from './known-devices.ts'
import { message, openSharedJournal, THREAD } from './sync.fixture.ts'

const random = seededRandom('arrivals')
const ZEROS = new Uint8Array(32)

/** Bruno's desk, which judges, and Ada's, which has written one entry. */
function openJudge() {
  const world = openSharedJournal()
  const [ada, bruno] = [world.openAda(), world.openBruno()]
  ada.journal.append([message(1)])
  const parts: ArrivalParts = {
    ...{ keys: bruno.keys, journal: bruno.journal },
    devices: KnownDevices.open(bruno.keys, bruno.store),
    groupKeys: new GroupKeys(bruno.keys, bruno.store),
  }
  const item = ada.journal.item(toHex(ada.keys.deviceId), 1)!
  return { ada, bruno, parts, item, group: parts.groupKeys.current! }
}

/** An entry that says it is Ada's and is signed by somebody else. */
function forged(by: DeskKeys): Uint8Array {
  const bodyKey = random(32)
  const entry = sealEntry(p, newsroomId, by.deviceSeed, {
    ...{ sequence: 1, previousHash: ZEROS, heads: [], bodyKeyId: random(16), bodyKey },
    ...{ salt: random(32), event: utf8(JSON.stringify(message(1, 'Mentira'))) },
  })
  entry.set(keysOf('Ada').deviceId, 1)
  return encodeItem({ kind: 'with-key', bodyKey, subject: fromHex(THREAD), entry })
}

describe('an item that came', () => {
  test('is taken for what its author signed, once', () => {
    const { ada, bruno, parts, item } = openJudge()
    const entry = judgedEntry(parts, item)
    if (entry === undefined || entry === 'known') throw new Error('refused')
    expect(entry.deviceId).toBe(toHex(ada.keys.deviceId))
    bruno.journal.receive([entry])
    expect(judgedEntry(parts, item)).toBe('known')
    expect(bruno.texts()).toEqual(['Mensaje 1'])
  })

  test.each([
    ['in another’s name', () => forged(keysOf('Bruno'))],
    ['of a stranger', () => strangersItem()],
    ['that is rubbish', () => random(200)],
  ])('%s is not', (_what, make) => {
    expect(judgedEntry(openJudge().parts, make())).toBeUndefined()
  })

  test('changed in any place is not', () => {
    const { parts, item } = openJudge()
    for (let place = 0; place < item.length; place += 3) {
      const changed = item.slice()
      changed[place] = (changed[place] ?? 0) ^ 1
      expect(judgedEntry(parts, changed)).toBeUndefined()
    }
  })

  test('with a key that does not open it is not; another desk may have the right one', () => {
    const { bruno, parts, item } = openJudge()
    const { entry, ...rest } = parseItem(item) as Extract<JournalItem, { kind: 'with-key' }>
    const wrong = encodeItem({ ...rest, entry, bodyKey: random(32) })
    expect(judgedEntry(parts, wrong)).toBeUndefined()
    const right = judgedEntry(parts, item)
    if (right === undefined || right === 'known') throw new Error('refused')
    bruno.journal.receive([right])
    expect(bruno.texts()).toEqual(['Mensaje 1'])
  })

  test('whose key is said to be destroyed keeps the chain whole, and says nothing', () => {
    const { bruno, parts, item } = openJudge()
    const bare = encodeItem({ kind: 'key-destroyed', entry: parseItem(item).entry })
    const judged = judgedEntry(parts, bare)
    if (judged === undefined || judged === 'known') throw new Error('refused')
    bruno.journal.receive([judged])
    expect(bruno.texts()).toEqual([])
    expect(bruno.journal.heads.size).toBe(1)
    const passedOn = bruno.journal.item(judged.deviceId, 1)!
    expect(parseItem(passedOn).kind).toBe('key-destroyed')
  })
})

describe('a batch that came', () => {
  const listed = { place: 1, deviceId: toHex(keysOf('Ada').deviceId), number: 1 }
  const content = { timeMillis: 1, heads: [], pieces: [] }
  const batch = (by: DeskKeys, groupKey: Uint8Array, groupEpoch = 1) =>
    sealBatch(p, newsroomId, by.deviceSeed, groupKey, {
      ...content,
      ...{ groupEpoch, number: 1, salt: random(32) },
    })

  test('is taken for what a device of the group handed in', () => {
    const { parts, group } = openJudge()
    expect(judgedBatch(parts, listed, batch(keysOf('Ada'), group.key))).toEqual(content)
  })

  test('and is anything else is not', () => {
    const { parts, group } = openJudge()
    const right = batch(keysOf('Ada'), group.key)
    const renamed = batch(keysOf('Bruno'), group.key)
    renamed.set(keysOf('Ada').deviceId, 5)
    const stranger = keysOf('Dario')
    const strangers = { ...listed, deviceId: toHex(stranger.deviceId) }
    expect(judgedBatch(parts, listed, renamed)).toBeUndefined()
    expect(judgedBatch(parts, strangers, batch(stranger, group.key))).toBeUndefined()
    expect(judgedBatch(parts, { ...listed, number: 2 }, right)).toBeUndefined()
    expect(judgedBatch(parts, listed, batch(keysOf('Bruno'), group.key))).toBeUndefined()
    expect(judgedBatch(parts, listed, batch(keysOf('Ada'), random(32)))).toBeUndefined()
    expect(judgedBatch(parts, listed, batch(keysOf('Ada'), group.key, 2))).toBeUndefined()
    expect(judgedBatch(parts, listed, right.subarray(1))).toBeUndefined()
    right[31_000] = (right[31_000] ?? 0) ^ 1
    expect(judgedBatch(parts, listed, right)).toBeUndefined()
  })

  test('with a changed byte outside the ciphertext is not, whoever changed it', () => {
    const { parts, group } = openJudge()
    const right = batch(keysOf('Ada'), group.key)
    for (const place of [0, 3, 29, 40, right.length - 1]) {
      const changed = right.slice()
      changed[place] = (changed[place] ?? 0) ^ 1
      expect(judgedBatch(parts, listed, changed)).toBeUndefined()
    }
  })
})

function strangersItem(): Uint8Array {
  const bodyKey = random(32)
  const entry = sealEntry(p, newsroomId, keysOf('Dario').deviceSeed, {
    ...{ sequence: 1, previousHash: ZEROS, heads: [], bodyKeyId: random(16), bodyKey },
    ...{ salt: random(32), event: utf8(JSON.stringify(message(1))) },
  })
  return encodeItem({ kind: 'with-key', bodyKey, subject: fromHex(THREAD), entry })
}
