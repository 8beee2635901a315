import {
  encodeRoster,
  encodeRosterBody,
  entryHash,
  fromBase64Url,
  parseEntry,
  parseItem,
  parseRoster,
  rosterHead,
  signRosterBody,
  toBase64Url,
  toHex,
  verifyRoster,
} from '@cronista/protocol'
import { rostersOf } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { MemoryRelay } from '../adapters/memory/memory-relay.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { foundRoster, ManualClock, newsroomId, seededRandom, settle } from '../desk.fixture.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'
import { writeNote } from './notes.ts'
import { RosterKeeper } from './roster-keeper.ts'

const DAY = 86_400_000
const MINUTE = 60_000

type Name = 'ada' | 'bruno'

/** Ada's desk, which has drawn the first seeds, and Bruno's, which has of it what `carry` and `give` bring. */
function openKeepers() {
  const clock = new ManualClock(2)
  const { store, roster, ada, bruno } = foundRoster()
  const brunosStore = openMemoryDeskStore()
  brunosStore.change((stores) => {
    Journal.found(bruno, stores)
    writeNote(bruno, stores, 'roster', roster)
  })
  const relay = new MemoryRelay({ newsroomId, clock })
  const journals = {
    ada: Journal.open(ada, store),
    bruno: Journal.open(bruno, brunosStore),
  }
  const stores = { ada: store, bruno: brunosStore }
  const both = { ada, bruno }
  const epochs = {
    ada: EpochSeeds.open(ada, store, clock.nowMillis()),
    bruno: EpochSeeds.open(bruno, brunosStore, clock.nowMillis()),
  }
  const open = (name: Name) =>
    new RosterKeeper({
      ...{ keys: both[name], clock, store: stores[name], epochs: epochs[name] },
      ...{
        relay: name === 'ada' ? relay : new MemoryRelay({ newsroomId, clock }),
        journal: journals[name],
      },
      devices: KnownDevices.open(both[name], stores[name]),
    })
  /** Hands over the seeds that one desk shares, as parcels do. */
  const give = (from: Name, to: Name) => {
    const shared = epochs[from].shared()
    epochs[to].learn(
      stores[to].change((changed) => epochs[to].accept(changed, shared, clock.nowMillis())),
    )
  }
  /** Takes what one desk has written to the other, as sync does. */
  const carry = (from: Name, to: Name) => {
    const [keys, store] = from === 'ada' ? [ada, adasStore] : [bruno, brunosStore]
    const device = toHex(keys.deviceId)
    const held = journals[to].heads.get(device)?.sequence ?? 0
    for (const { entry: bytes } of store.journal.chain(keys.deviceId, held + 1, 1000)) {
      const item = parseItem(journals[from].item(device, parseEntry(bytes).sequence)!)
      if (item.kind !== 'with-key') throw new Error('a key is missing')
      const entry = parseEntry(bytes)
      const hash = entryHash(p, newsroomId, bytes)
      const bodyKey = { id: entry.bodyKeyId, key: item.bodyKey, subject: toHex(item.subject) }
      journals[to].receive([{ deviceId: device, entry, bytes, hash, bodyKey }])
    }
  }
  const adasStore = store
  /** Half an hour after half an hour, in which both hear of each other. */
  const pass = async (millis: number) => {
    for (let passed = 0; passed < millis; passed += 30 * MINUTE) {
      give('ada', 'bruno')
      give('bruno', 'ada')
      for (let turn = 0; turn < 2; turn++) {
        carry('ada', 'bruno')
        carry('bruno', 'ada')
      }
      await clock.advance(30 * MINUTE)
    }
  }
  const keepers = { ada: open('ada'), bruno: open('bruno') }
  return {
    ...{ clock, relay, roster, ada, bruno, brunosStore, journals, keepers, epochs },
    ...{ open, carry, give, pass },
  }
}

describe('the roster keeper', () => {
  test('renews every day; every roster is whole, follows the one before and holds today’s epoch', async () => {
    const { relay, keepers, pass } = openKeepers()
    keepers.ada.start()
    keepers.bruno.start()
    await settle()
    expect(relay.rosters.map((bytes) => parseRoster(bytes).number)).toEqual([1])
    await pass(5.2 * DAY)
    await keepers.ada.stop()
    await keepers.bruno.stop()
    expect(relay.rosters.map((bytes) => parseRoster(bytes).number)).toEqual([1, 2, 3, 4, 5, 6])
    let seen: { number: number; head: Uint8Array } | undefined
    for (const bytes of relay.rosters) {
      const nowMillis = parseRoster(bytes).issuedAtMillis
      const roster = verifyRoster(p, bytes, { newsroomId, nowMillis, seen })
      expect(roster.epochs[0]?.number).toBe(Math.floor(nowMillis / DAY))
      expect(roster.expiresAtMillis).toBeLessThanOrEqual(roster.epochs.at(-1)!.endsAtMillis)
      seen = roster
    }
    expect(keepers.ada.warnings()).toEqual([])
    expect(keepers.bruno.bytes).toEqual(keepers.ada.bytes)
  })

  test('renewed in the hour in which two epochs run, it keeps both', async () => {
    const { clock, keepers, relay, roster, pass } = openKeepers()
    await clock.advance(1.5 * DAY + 10 * MINUTE)
    keepers.ada.start()
    keepers.bruno.start()
    await pass(40 * MINUTE)
    await keepers.ada.handIn()
    const [first, second] = parseRoster(relay.rosters.at(-1)!).epochs
    const before = parseRoster(roster).epochs
    expect([first, second]).toEqual(before.slice(1, 3))
    await keepers.ada.stop()
    await keepers.bruno.stop()
  })

  test('while the other desk is locked it says so, keeps the draft, and goes on when it is back', async () => {
    const { clock, keepers, relay, journals, carry, pass, open } = openKeepers()
    keepers.ada.start()
    await clock.advance(DAY + 30 * MINUTE)
    expect(keepers.ada.warnings()).toEqual([])
    await clock.advance(30 * MINUTE)
    expect(keepers.ada.warnings()).toEqual(['roster-not-cosigned'])
    const drafts = () => rostersOf(journals.ada.state).length
    expect(drafts()).toBe(1)
    await keepers.ada.stop()
    const again = open('ada')
    again.start()
    await clock.advance(DAY)
    expect(drafts()).toBe(1)
    keepers.bruno.start()
    carry('ada', 'bruno')
    await pass(60 * MINUTE)
    expect(again.warnings()).toEqual([])
    expect(parseRoster(relay.rosters.at(-1)!).number).toBeGreaterThan(1)
    await again.stop()
    await keepers.bruno.stop()
  })

  test('a draft that ran out unsigned is followed by another of the same number', async () => {
    const { clock, keepers, journals, carry, pass } = openKeepers()
    keepers.ada.start()
    await clock.advance(4.5 * DAY)
    expect(keepers.ada.warnings()).toContain('roster-expired')
    expect(rostersOf(journals.ada.state)).toHaveLength(2)
    carry('ada', 'bruno')
    keepers.bruno.start()
    await pass(60 * MINUTE)
    expect(keepers.ada.trusted.number).toBe(2)
    expect(keepers.ada.warnings()).toEqual([])
    expect(keepers.bruno.bytes).toEqual(keepers.ada.bytes)
    await keepers.ada.stop()
    await keepers.bruno.stop()
  })

  test('a signature that does not hold makes no roster', async () => {
    const { clock, keepers, relay, journals, bruno, carry } = openKeepers()
    keepers.ada.start()
    await clock.advance(DAY)
    const [draft] = rostersOf(journals.ada.state)
    journals.bruno.append([
      {
        ...{ v: 1, type: 'roster-signed', head: draft!.head, signature: 'A'.repeat(86) },
        ...{ person: toHex(bruno.personId), device: toHex(bruno.deviceId) },
      },
    ])
    carry('bruno', 'ada')
    await clock.advance(2 * 60 * MINUTE)
    expect(relay.rosters.map((bytes) => parseRoster(bytes).number)).toEqual([1])
    expect(keepers.ada.warnings()).toEqual(['roster-not-cosigned'])
    await keepers.ada.stop()
  })

  test('one person’s draft alone makes no roster, and what is more than a renewal is not signed', async () => {
    const { clock, keepers, journals, ada, carry } = openKeepers()
    keepers.bruno.start()
    const { trusted } = keepers.ada
    const body = encodeRosterBody({
      ...trusted,
      number: 2,
      previousHead: trusted.head,
      origins: ['https://elsewhere.example'],
      issuedAtMillis: clock.nowMillis(),
    })
    const head = toHex(rosterHead(p, newsroomId, parseRoster(encodeRoster(body, []))))
    const by = { person: toHex(ada.personId), device: toHex(ada.deviceId) }
    const signature = toBase64Url(signRosterBody(p, newsroomId, ada.deviceSeed, body).signature)
    journals.ada.append([
      {
        ...{ v: 1, type: 'roster-drafted', head, ...by, body: toBase64Url(body) },
        draftedAtMillis: clock.nowMillis(),
      },
      { v: 1, type: 'roster-signed', head, ...by, signature },
    ])
    carry('ada', 'bruno')
    expect(keepers.bruno.warnings()).toEqual(['roster-draft-refused'])
    expect(keepers.bruno.trusted.number).toBe(1)
    expect(journals.bruno.heads.size).toBe(1)
    await keepers.bruno.stop()
  })
})

describe('the second person’s device', () => {
  /** Ada's desk has drafted; Bruno's has heard of it and holds no seed. */
  async function openDrafted() {
    const newsroom = openKeepers()
    const { clock, keepers, carry } = newsroom
    keepers.ada.start()
    await clock.advance(DAY)
    keepers.bruno.start()
    carry('ada', 'bruno')
    const signed = () =>
      rostersOf(newsroom.journals.bruno.state).some(({ signatures }) => signatures.size > 0)
    return {
      ...newsroom,
      signed,
      stop: () => Promise.all([keepers.ada.stop(), keepers.bruno.stop()]),
    }
  }

  test('signs no key whose seed it does not hold: it waits, says so, and signs when the seed comes', async () => {
    const { clock, keepers, give, carry, signed, stop } = await openDrafted()
    await clock.advance(30 * MINUTE)
    expect(signed()).toBe(false)
    expect(keepers.bruno.warnings()).toEqual([])
    await clock.advance(60 * MINUTE)
    expect(signed()).toBe(false)
    expect(keepers.bruno.warnings()).toEqual(['roster-keys-missing'])
    give('ada', 'bruno')
    expect(signed()).toBe(true)
    expect(keepers.bruno.warnings()).toEqual([])
    carry('bruno', 'ada')
    carry('ada', 'bruno')
    expect(keepers.bruno.trusted.number).toBe(2)
    expect(keepers.bruno.bytes).toEqual(keepers.ada.bytes)
    await stop()
  })

  test('does not sign a day’s key that the first device alone knows', async () => {
    const { clock, epochs, give, journals, brunosStore, signed, stop } = await openDrafted()
    const [draft] = rostersOf(journals.ada.state)
    const { epochs: announced } = parseRoster(
      encodeRoster(fromBase64Url(draft!.drafted!.body)!, []),
    )
    // All days' seeds but the last, and for the last day another one than was drafted.
    const last = announced.at(-1)!.number
    const seeds = epochs.ada.shared().filter(({ number }) => number !== last)
    const own = { number: last, seed: seededRandom('bribe')(32) }
    epochs.bruno.learn(
      brunosStore.change((stores) =>
        epochs.bruno.accept(stores, [...seeds, own], clock.nowMillis()),
      ),
    )
    await clock.advance(2 * 60 * MINUTE)
    expect(signed()).toBe(false)
    give('ada', 'bruno')
    expect(signed()).toBe(true)
    await stop()
  })
})

describe('a desk whose turn has come', () => {
  test('drafts when the one before it does not, and both hold one roster', async () => {
    const { clock, keepers, give, carry, relay } = openKeepers()
    give('ada', 'bruno')
    keepers.bruno.start()
    await clock.advance(DAY + 25 * MINUTE)
    carry('bruno', 'ada')
    expect(keepers.bruno.trusted.number).toBe(1)
    await clock.advance(20 * MINUTE)
    carry('bruno', 'ada')
    give('bruno', 'ada')
    keepers.ada.start()
    await settle()
    carry('ada', 'bruno')
    carry('bruno', 'ada')
    expect(keepers.ada.trusted.number).toBe(2)
    expect(keepers.bruno.bytes).toEqual(keepers.ada.bytes)
    await keepers.ada.handIn()
    expect(parseRoster(relay.rosters.at(-1)!).number).toBe(2)
    await keepers.ada.stop()
    await keepers.bruno.stop()
  })

  test('refused by a relay that has a newer one, it warns and keeps nobody from asking for the journal', async () => {
    const { keepers, relay } = openKeepers()
    relay.fail('roster-refused')
    await keepers.ada.handIn()
    expect(keepers.ada.warnings()).toEqual(['roster-refused'])
    relay.fail()
    await keepers.ada.handIn()
    expect(relay.rosters).toHaveLength(1)
    expect(keepers.ada.warnings()).toEqual([])
  })

  test('without the running days’ seeds drafts nothing', async () => {
    const { clock, keepers, journals } = openKeepers()
    keepers.bruno.start()
    await clock.advance(2.5 * DAY)
    expect(rostersOf(journals.bruno.state).length).toBe(0)
    await keepers.bruno.stop()
  })

  test('two that draft at once sign one of the two drafts, whoever hears first', async () => {
    for (const order of [
      ['ada', 'bruno'],
      ['bruno', 'ada'],
    ] as const) {
      const { clock, keepers, journals, give, carry, pass } = openKeepers()
      give('ada', 'bruno')
      keepers.ada.start()
      keepers.bruno.start()
      await clock.advance(DAY + 45 * MINUTE)
      expect(rostersOf(journals.ada.state)).toHaveLength(1)
      expect(rostersOf(journals.bruno.state)).toHaveLength(1)
      give('ada', 'bruno')
      give('bruno', 'ada')
      carry(order[0], order[1])
      carry(order[1], order[0])
      carry(order[0], order[1])
      carry(order[1], order[0])
      expect(keepers.ada.trusted.number).toBe(2)
      expect(keepers.bruno.bytes).toEqual(keepers.ada.bytes)
      await pass(2 * DAY)
      expect(keepers.ada.trusted.number).toBeGreaterThan(3)
      expect(keepers.bruno.bytes).toEqual(keepers.ada.bytes)
      await keepers.ada.stop()
      await keepers.bruno.stop()
    }
  })

  test('does not hold on to a draft from a time when its clock was wrong', async () => {
    const { clock, keepers, give, journals, pass } = openKeepers()
    give('ada', 'bruno')
    keepers.ada.start()
    await settle()
    await clock.sleep(1.5 * DAY)
    const early = rostersOf(journals.ada.state)[0]!.head
    clock.setBack(DAY / 2)
    keepers.bruno.start()
    await pass(4 * 60 * MINUTE)
    expect(keepers.ada.trusted.number).toBe(2)
    expect(toHex(keepers.ada.trusted.head)).not.toBe(early)
    expect(keepers.bruno.bytes).toEqual(keepers.ada.bytes)
    await keepers.ada.stop()
    await keepers.bruno.stop()
  })
})
