import {
  encodeRoster,
  encodeRosterBody,
  entryHash,
  parseEntry,
  parseItem,
  parseRoster,
  rosterHead,
  signRosterBody,
  toBase64Url,
  toHex,
  type RosterBody,
} from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { MemoryRelay } from '../adapters/memory/memory-relay.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { foundRoster, keysOf, ManualClock, newsroomId } from '../desk.fixture.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'
import { writeNote } from './notes.ts'
import { RosterKeeper } from './roster-keeper.ts'

const DAY = 86_400_000
const HALF_HOUR = 1_800_000

/** Four people's desks before one relay. Who hears whom is up to the test. */
function openFour() {
  const clock = new ManualClock(2)
  const { store: adasStore, roster } = foundRoster(undefined, undefined, ['Carla', 'Dario'])
  const relay = new MemoryRelay({ newsroomId, clock })
  const seeds = EpochSeeds.open(keysOf('Ada'), adasStore, clock.nowMillis()).shared()
  const desks = ['Ada', 'Bruno', 'Carla', 'Dario'].map((name) => {
    const keys = keysOf(name)
    const store = name === 'Ada' ? adasStore : openMemoryDeskStore()
    if (name !== 'Ada')
      store.change((stores) => {
        Journal.found(keys, stores)
        writeNote(keys, stores, 'roster', roster)
        EpochSeeds.open(keys, store, clock.nowMillis()).accept(stores, seeds, clock.nowMillis())
      })
    const devices = KnownDevices.open(keys, store)
    devices.learn(store, parseRoster(roster).devices)
    const journal = Journal.open(keys, store, devices)
    const epochs = EpochSeeds.open(keys, store, clock.nowMillis())
    const keeper = new RosterKeeper({ keys, clock, store, relay, journal, devices, epochs })
    return { keys, store, journal, epochs, keeper }
  })
  type Desk = (typeof desks)[number]
  // In the order in which they draft.
  desks.sort((a, b) => (toHex(a.keys.deviceId) < toHex(b.keys.deviceId) ? -1 : 1))

  const hear = (to: Desk, from: Desk): void => {
    for (const [device, { sequence: last }] of from.journal.heads)
      for (let next = held(to, device) + 1; next <= last; next++) {
        const item = parseItem(from.journal.item(device, next)!)
        if (item.kind !== 'with-key') throw new Error('a key is missing')
        const entry = parseEntry(item.entry)
        const bodyKey = { id: entry.bodyKeyId, key: item.bodyKey, subject: toHex(item.subject) }
        const hash = entryHash(p, newsroomId, item.entry)
        to.journal.receive([{ deviceId: device, entry, bytes: item.entry, hash, bodyKey }])
      }
    const given = from.epochs.shared()
    to.epochs.learn(to.store.change((stores) => to.epochs.accept(stores, given, clock.nowMillis())))
  }
  const held = ({ journal }: Desk, device: string) => journal.heads.get(device)?.sequence ?? 0
  /** Half an hour after half an hour, in which desks of one group hear each other and no others. */
  const pass = async (millis: number, ...groups: readonly (readonly Desk[])[]) => {
    for (let passed = 0; passed < millis; passed += HALF_HOUR) {
      for (let turn = 0; turn < 3; turn++)
        for (const group of groups)
          for (const to of group) for (const from of group) if (to !== from) hear(to, from)
      await clock.advance(HALF_HOUR)
    }
  }
  const start = () => {
    for (const { keeper } of desks) keeper.start()
  }
  const stop = () => Promise.all(desks.map(({ keeper }) => keeper.stop()))
  const inForce = () => new Set(desks.map(({ keeper }) => toHex(keeper.trusted.head)))
  return { clock, relay, desks, pass, start, stop, inForce }
}

describe('four desks that are cut off from each other two by two when the roster is to be renewed', () => {
  test.each([1, 2, 2.9])(
    'for %s days sign two rosters, of which the relay has one; together again they all take that',
    async (days) => {
      const { relay, desks, pass, start, stop, inForce } = openFour()
      const [two, others] = [desks.slice(0, 2), desks.slice(2)]
      start()
      await pass(0.9 * DAY, desks)
      expect(inForce().size).toBe(1)
      await pass(0.3 * DAY + (days - 1) * DAY, two, others)
      // Each two have gone on by themselves, and those whose roster was refused are told.
      expect(inForce().size).toBe(2)
      expect(two.flatMap(({ keeper }) => keeper.warnings())).toEqual([])
      for (const { keeper } of others) expect(keeper.warnings()).toContain('roster-refused')
      const took = () => relay.rosters.map((bytes) => parseRoster(bytes).number)
      expect(took()).toEqual(Array.from({ length: took().length }, (_, before) => before + 1))
      await pass(0.2 * DAY, desks)
      expect(inForce().size).toBe(1)
      expect(desks[3]!.keeper.bytes).toEqual(relay.rosters.at(-1))
      expect(desks.flatMap(({ keeper }) => keeper.warnings())).toEqual([])
      // And renew it together, one a day.
      const before = took().length
      await pass(2 * DAY, desks)
      expect(took().length).toBe(before + 2)
      expect(inForce().size).toBe(1)
      await stop()
    },
  )
})

describe('a desk whose roster the relay refuses', () => {
  /** Two thieves' roster beside the one in force, told in the journal, and whether it came into force. */
  async function isTaken(change: (body: RosterBody) => Partial<RosterBody>, refuses = true) {
    const { relay, desks, pass, start, stop } = openFour()
    start()
    await pass(1.2 * DAY, desks)
    const [desk, thief, other] = desks
    const current = desk!.keeper.trusted
    expect(current.number).toBe(2)
    const changed = { ...current, issuedAtMillis: current.issuedAtMillis + 1 }
    const body = encodeRosterBody({ ...changed, ...change(changed) })
    const head = toHex(rosterHead(p, newsroomId, parseRoster(encodeRoster(body, []))))
    for (const { keys, journal } of [thief!, other!]) {
      const by = { person: toHex(keys.personId), device: toHex(keys.deviceId) }
      const { signature } = signRosterBody(p, newsroomId, keys.deviceSeed, body)
      const draftedAtMillis = changed.issuedAtMillis
      journal.append([
        { v: 1, type: 'roster-drafted', head, ...by, body: toBase64Url(body), draftedAtMillis },
        { v: 1, type: 'roster-signed', head, ...by, signature: toBase64Url(signature) },
      ])
    }
    if (refuses) relay.fail('roster-refused')
    await desk!.keeper.handIn(true)
    await pass(0.1 * DAY, desks)
    await stop()
    return toHex(desk!.keeper.trusted.head) === head
  }

  test('takes one that differs in nothing but times, and none while the relay takes its own', async () => {
    expect(await isTaken(() => ({}))).toBe(true)
    expect(await isTaken(() => ({}), false)).toBe(false)
  })

  test.each<[string, (body: RosterBody) => Partial<RosterBody>]>([
    [
      'a day’s key that it does not know',
      ({ epochs }) => ({
        epochs: epochs.map((epoch, at) =>
          at + 1 === epochs.length
            ? { ...epoch, publicKey: p.xwingPublicKey(new Uint8Array(32).fill(6)) }
            : epoch,
        ),
      }),
    ],
    ['a device less', ({ devices }) => ({ devices: devices.slice(0, -1) })],
    ['another address', () => ({ origins: ['https://elsewhere.example'] })],
    ['a number far ahead', () => ({ number: 90 })],
    ['an older number', () => ({ number: 1 })],
  ])('takes none with %s', async (_what, change) => {
    expect(await isTaken(change)).toBe(false)
  })
})
