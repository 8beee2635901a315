// What a desk takes of an entry that comes with the key of its body, by the cases that other implementations
// have: test-vectors/cronista-1-cases.json, `keyed-item`.
import { readFileSync } from 'node:fs'
import {
  asNewsroomId,
  fromHex,
  parseEntry,
  parseItem,
  toHex,
  verifyRoster,
} from '@cronista/protocol'
import { expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { seededRandom, vaultOf } from '../desk.fixture.ts'
import { judgedEntry } from './arrivals.ts'
import { deskKeysOf } from './desk-keys.ts'
import { GroupKeys } from './group-keys.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'

interface KeyedItem {
  readonly structure: string
  readonly name: string
  readonly outcome: string
  readonly bytes: { readonly hex?: string; readonly of?: readonly string[] }
  readonly given?: { readonly bodyKeyId: string }
}

function vectorFile(name: string): unknown {
  const file = new URL(`../../../../test-vectors/${name}`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))
}

const { thread, roster } = vectorFile('cronista-1.json') as {
  thread: { newsroomId: string }
  roster: { roster: string; nowMillis: number }
}
const newsroomId = asNewsroomId(fromHex(thread.newsroomId))
const { cases } = vectorFile('cronista-1-cases.json') as { cases: readonly KeyedItem[] }
const keyedItems = cases.filter(({ structure }) => structure === 'keyed-item')

/** The bytes of a case: its own, or those of another vector as they are. */
function bytesOf({ hex, of: [file = '', ...names] = [] }: KeyedItem['bytes']): Uint8Array {
  if (hex !== undefined) return fromHex(hex)
  const found = names.reduce<unknown>(
    (inside, name) => (inside as Record<string, unknown>)[name],
    vectorFile(file),
  )
  return fromHex(String(found))
}

/** A desk of the vectors' newsroom that has heard nothing yet. */
function openDesk() {
  const vault = { ...vaultOf('Carla'), newsroomId }
  const [keys, store] = [deskKeysOf(p, seededRandom('Carla'), vault), openMemoryDeskStore()]
  store.change((stores) => Journal.found(keys, stores))
  const devices = KnownDevices.open(keys, store)
  const judgement = { newsroomId, nowMillis: roster.nowMillis }
  devices.learn(store, verifyRoster(p, fromHex(roster.roster), judgement).devices)
  const journal = Journal.open(keys, store, devices)
  return { keys, devices, journal, groupKeys: new GroupKeys(keys, store) }
}

test('there are cases of both outcomes', () => {
  expect(new Set(keyedItems.map(({ outcome }) => outcome))).toEqual(
    new Set(['accepted', 'passed-over']),
  )
})

test.each(keyedItems.map((one) => [one.name, one.outcome, one] as const))(
  'an entry with %s: %s',
  (_name, outcome, { bytes, given }) => {
    const desk = openDesk()
    const item = bytesOf(bytes)
    const author = toHex(parseEntry(parseItem(item).entry).deviceId)
    const taken = judgedEntry(desk, item, author)
    expect(taken === undefined ? 'passed-over' : 'accepted').toBe(outcome)
    if (typeof taken !== 'object' || taken.kind !== 'entry') return
    expect({ bodyKeyId: toHex(taken.entry.bodyKeyId) }).toEqual(given)
    desk.journal.receive([taken])
    expect(desk.journal.hasKey(given?.bodyKeyId ?? '')).toBe(true)
  },
)
