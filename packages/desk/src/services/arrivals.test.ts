import {
  encodeItem,
  fromHex,
  parseEntry,
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
import { bodyKeyIdOf } from '../domain/body-key-id.ts'
import { judgedBatch, judgedEntry, type ArrivalParts, type JudgedEntry } from './arrivals.ts'
import type { DeskKeys } from './desk-keys.ts'
import { GroupKeys } from './group-keys.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'
import { message, openSharedJournal, THREAD } from './sync.fixture.ts'

type ItemWithKey = Extract<JournalItem, { kind: 'with-key' }>

const random = seededRandom('arrivals')
const ZEROS = new Uint8Array(32)
const ADA = toHex(keysOf('Ada').deviceId)
const BRUNO = toHex(keysOf('Bruno').deviceId)

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

/** The entry of an item that is right. */
function taken(parts: ArrivalParts, item: Uint8Array, sender = ADA): JudgedEntry {
  const found = judgedEntry(parts, item, sender)
  if (typeof found !== 'object' || found.kind !== 'entry') throw new Error('refused')
  return found
}

/** The item without its key. */
function bareOf(item: Uint8Array): Uint8Array {
  return encodeItem({ kind: 'key-destroyed', entry: parseItem(item).entry })
}

/** An entry that says it is Ada's and is signed by somebody else. */
function forged(by: DeskKeys): Uint8Array {
  const item = parseItem(written(by, random(32))) as ItemWithKey
  item.entry.set(keysOf('Ada').deviceId, 1)
  return encodeItem(item)
}

/** A first entry of somebody's, sealed under this key; its id is the key's own unless it is given. */
function written(
  by: DeskKeys,
  bodyKey: Uint8Array,
  { bodyKeyId, thread = THREAD }: { bodyKeyId?: Uint8Array; thread?: string } = {},
): Uint8Array {
  const subject = fromHex(thread)
  const entry = sealEntry(p, newsroomId, by.deviceSeed, {
    ...{ sequence: 1, previousHash: ZEROS, heads: [], bodyKey, salt: random(32) },
    bodyKeyId: bodyKeyId ?? bodyKeyIdOf(p, newsroomId, bodyKey, subject),
    event: utf8(JSON.stringify({ ...message(1, 'Mentira'), thread })),
  })
  return encodeItem({ kind: 'with-key', bodyKey, subject, entry })
}

describe('an item that came', () => {
  test('is taken for what its author signed, once', () => {
    const { ada, bruno, parts, item } = openJudge()
    const entry = taken(parts, item)
    expect(entry.deviceId).toBe(toHex(ada.keys.deviceId))
    bruno.journal.receive([entry])
    expect(judgedEntry(parts, item, ADA)).toBe('known')
    expect(bruno.texts()).toEqual(['Mensaje 1'])
  })

  test.each([
    ['in another’s name', () => forged(keysOf('Bruno'))],
    ['of a stranger', () => written(keysOf('Dario'), random(32))],
    ['that is rubbish', () => random(200)],
  ])('%s is not', (_what, make) => {
    expect(judgedEntry(openJudge().parts, make(), ADA)).toBeUndefined()
  })

  test('changed in any place is not', () => {
    const { parts, item } = openJudge()
    for (let place = 0; place < item.length; place += 3) {
      const changed = item.slice()
      changed[place] = (changed[place] ?? 0) ^ 1
      expect(judgedEntry(parts, changed, ADA)).toBeUndefined()
    }
  })

  test('with a key that does not open it is not; another desk may have the right one', () => {
    const { bruno, parts, item } = openJudge()
    const { entry, ...rest } = parseItem(item) as ItemWithKey
    const wrong = encodeItem({ ...rest, entry, bodyKey: random(32) })
    expect(judgedEntry(parts, wrong, ADA)).toBeUndefined()
    bruno.journal.receive([taken(parts, item)])
    expect(bruno.texts()).toEqual(['Mensaje 1'])
  })

  test('whose key is said to be destroyed keeps the chain whole, and says nothing', () => {
    const { bruno, parts, item } = openJudge()
    const bare = bareOf(item)
    const judged = taken(parts, bare)
    bruno.journal.receive([judged])
    expect(bruno.journal.lacksKeys).toBe(false)
    expect(bruno.texts()).toEqual([])
    expect(bruno.journal.heads.size).toBe(1)
    const passedOn = bruno.journal.item(judged.deviceId, 1)!
    expect(parseItem(passedOn).kind).toBe('key-destroyed')
  })

  test.each([
    ['its author', ADA, false],
    ['another', BRUNO, true],
  ])('without its key from %s is read once the key comes', (_who, sender, isMissed) => {
    const { ada, bruno, parts, item } = openJudge()
    bruno.journal.receive([taken(parts, bareOf(item), sender)])
    expect(bruno.journal.lacksKeys).toBe(isMissed)
    expect(bruno.journal.headsWithKeys.size).toBe(isMissed ? 0 : 1)
    const late = judgedEntry(parts, item, BRUNO)
    if (typeof late !== 'object' || late.kind !== 'late-key') throw new Error('refused')
    bruno.journal.receiveKey(late.bodyKey)
    expect(bruno.journal.state).toEqual(ada.journal.state)
    expect(bruno.journal.lacksKeys).toBe(false)
    expect(bruno.journal.headsWithKeys).toEqual(ada.journal.heads)
    expect(judgedEntry(parts, item, ADA)).toBe('known')
    expect(bruno.journal.item(ADA, 1)).toEqual(item)
    const again = Journal.open(bruno.keys, bruno.store, parts.devices)
    expect(again.state).toEqual(ada.journal.state)
  })

  test('without its key is read with the next of its subject that brings it', () => {
    const { ada, bruno, parts, item } = openJudge()
    ada.journal.append([message(2), message(3)])
    const items = [2, 3].map((sequence) => ada.journal.item(ADA, sequence)!)
    bruno.journal.receive([taken(parts, bareOf(item), BRUNO)])
    bruno.journal.receive([taken(parts, bareOf(items[0]!), ADA), taken(parts, items[1]!)])
    expect(bruno.texts()).toEqual(['Mensaje 1', 'Mensaje 2', 'Mensaje 3'])
    expect(bruno.journal.state).toEqual(ada.journal.state)
  })

  test('what one author says of a key does not hold for another’s entries', () => {
    const { ada, bruno, parts, item } = openJudge()
    ada.journal.append([message(2)])
    const [first, second] = [item, ada.journal.item(ADA, 2)!]
    bruno.journal.receive([taken(parts, bareOf(first), ADA)])
    bruno.journal.receive([taken(parts, bareOf(second), BRUNO)])
    expect(bruno.journal.lacksKeys).toBe(true)
    expect(Journal.open(bruno.keys, bruno.store, parts.devices).lacksKeys).toBe(true)
  })

  test('with another key for an entry that lacks one is not', () => {
    const { bruno, parts, item } = openJudge()
    bruno.journal.receive([taken(parts, bareOf(item), BRUNO)])
    const { entry, ...rest } = parseItem(item) as ItemWithKey
    const wrong = encodeItem({ ...rest, entry, bodyKey: random(32) })
    expect(judgedEntry(parts, wrong, BRUNO)).toBeUndefined()
  })
})

describe('a member who writes under the id of another’s key', () => {
  const OTHER_THREAD = '0b'.repeat(16)

  // What such an entry would leave here if it were taken: the id spoilt, and with it all of Ada's words.
  test.each([
    ['a key of its own', () => random(32), THREAD],
    ['that key, for another subject', (own: Uint8Array) => own, OTHER_THREAD],
  ])('with %s is not taken, and spoils nothing', (_what, keyFrom, thread) => {
    const { ada, bruno, parts, item } = openJudge()
    const carla = keysOf('Carla')
    const { bodyKey } = parseItem(item) as ItemWithKey
    const { bodyKeyId } = parseEntry(parseItem(item).entry)
    const poison = written(carla, keyFrom(bodyKey), { bodyKeyId, thread })
    expect(judgedEntry(parts, poison, toHex(carla.deviceId))).toBeUndefined()
    bruno.journal.receive([taken(parts, item)])
    expect(bruno.texts()).toEqual(['Mensaje 1'])
    expect(bruno.journal.state).toEqual(ada.journal.state)
  })

  test('and with that key for its subject is taken', () => {
    const { parts, item } = openJudge()
    const { bodyKey } = parseItem(item) as ItemWithKey
    const { bodyKeyId } = parseEntry(parseItem(item).entry)
    const carla = keysOf('Carla')
    expect(
      taken(parts, written(carla, bodyKey, { bodyKeyId }), toHex(carla.deviceId)),
    ).toBeDefined()
  })

  test('cannot give an entry another subject by an event that this version does not know', () => {
    const { bruno, parts } = openJudge()
    const [key, subject] = [random(32), fromHex(THREAD)]
    const entry = sealEntry(p, newsroomId, keysOf('Ada').deviceSeed, {
      ...{ sequence: 1, previousHash: ZEROS, heads: [], bodyKey: key, salt: random(32) },
      bodyKeyId: bodyKeyIdOf(p, newsroomId, key, subject),
      event: utf8('{"v":9,"type":"of-a-later-version"}'),
    })
    const right = { kind: 'with-key', bodyKey: key, subject, entry } as const
    const moved = encodeItem({ ...right, subject: fromHex(OTHER_THREAD) })
    expect(judgedEntry(parts, moved, BRUNO)).toBeUndefined()
    bruno.journal.receive([taken(parts, encodeItem(right))])
    expect(bruno.journal.refusedEntries).toBe(1)
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
    expect(judgedBatch(parts, listed, batch(keysOf('Ada'), group.key))).toEqual({
      ...content,
      isOpen: false,
    })
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
