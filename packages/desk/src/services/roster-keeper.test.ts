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
  verifyRoster,
  type RosterBody,
  type RosterEpoch,
} from '@cronista/protocol'
import { rostersOf } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { MemoryRelay } from '../adapters/memory/memory-relay.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { foundRoster, ManualClock, newsroomId, seededRandom, settle } from '../desk.fixture.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { Journal } from './journal.ts'
import { judgeRenewal, noteCosigned } from './roster-cosigning.ts'
import { KnownDevices } from './known-devices.ts'
import { writeNote } from './notes.ts'
import { RosterKeeper } from './roster-keeper.ts'

const DAY = 86_400_000
const MINUTE = 60_000

/** Ada's desk, which drafts, and Bruno's, which has heard of it what `carry` carries over. */
function openKeepers() {
  const clock = new ManualClock(2)
  const { store, roster, ada, bruno } = foundRoster()
  const brunosStore = openMemoryDeskStore()
  brunosStore.change((stores) => {
    Journal.found(bruno, stores)
    writeNote(bruno, stores, 'roster', roster)
  })
  const relay = new MemoryRelay()
  const journals = {
    ada: Journal.open(ada, store),
    bruno: Journal.open(bruno, brunosStore),
  }
  const openAda = () =>
    new RosterKeeper({
      ...{ keys: ada, clock, store, relay, journal: journals.ada },
      devices: KnownDevices.open(ada, store),
      epochs: EpochSeeds.open(ada, store, clock.nowMillis()),
    })
  const brunosKeeper = new RosterKeeper({
    ...{ keys: bruno, clock, store: brunosStore, relay: new MemoryRelay() },
    ...{ journal: journals.bruno, devices: KnownDevices.open(bruno, brunosStore) },
  })
  /** Takes what one desk has written to the other, as sync does. */
  const carry = (from: 'ada' | 'bruno', to: 'ada' | 'bruno') => {
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
      carry('ada', 'bruno')
      carry('bruno', 'ada')
      await clock.advance(30 * MINUTE)
    }
  }
  const keepers = { ada: openAda(), bruno: brunosKeeper }
  return { clock, relay, roster, ada, bruno, brunosStore, journals, keepers, openAda, carry, pass }
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
    const { clock, keepers, relay, journals, carry, pass, openAda } = openKeepers()
    keepers.ada.start()
    await clock.advance(DAY + 30 * MINUTE)
    expect(keepers.ada.warnings()).toEqual([])
    await clock.advance(30 * MINUTE)
    expect(keepers.ada.warnings()).toEqual(['roster-not-cosigned'])
    const drafts = () => rostersOf(journals.ada.state).length
    expect(drafts()).toBe(1)
    await keepers.ada.stop()
    const again = openAda()
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
  function openCosigner() {
    const { clock, roster, bruno, brunosStore } = openKeepers()
    const previous = verifyRoster(p, roster, { newsroomId, nowMillis: clock.nowMillis() })
    const nowMillis = clock.nowMillis() + DAY
    const plain: RosterBody = {
      ...previous,
      number: 2,
      previousHead: previous.head,
      issuedAtMillis: nowMillis,
      expiresAtMillis: nowMillis + DAY,
    }
    const ask = (changes: Partial<RosterBody>, atMillis = nowMillis) => {
      const body = encodeRosterBody({ ...plain, ...changes })
      const renewal = judgeRenewal(bruno, brunosStore, body, previous, atMillis)
      brunosStore.change((stores) => noteCosigned(bruno, stores, renewal))
      return renewal
    }
    return { previous, nowMillis, ask }
  }
  const refusal = (place: string): unknown =>
    expect.objectContaining({ code: 'cosign-refused', message: `cosign-refused: ${place}` })

  test('signs a plain renewal, and the same one as often as it is asked', () => {
    const { ask, nowMillis } = openCosigner()
    expect(ask({})).toEqual(ask({}, nowMillis + 30 * DAY))
  })

  test('signs one body for each number, until that has run out', () => {
    const { ask, nowMillis } = openCosigner()
    ask({})
    const other = { issuedAtMillis: nowMillis + DAY, expiresAtMillis: nowMillis + 2 * DAY }
    expect(() => ask(other, nowMillis + DAY)).toThrow(refusal('does-not-follow'))
    expect(() => ask(other, nowMillis + DAY + 1)).not.toThrow()
  })

  test('refuses everything that is more than a renewal', () => {
    const { ask, previous, nowMillis } = openCosigner()
    const random = seededRandom('stranger')
    const [device, other] = previous.devices
    const [epoch] = previous.epochs
    const running = previous.epochs.slice(1)
    const dayAfter = (epochs: readonly RosterEpoch[], days = 1): RosterEpoch => ({
      number: epochs.at(-1)!.number + days,
      beginsAtMillis: epochs.at(-1)!.beginsAtMillis + days * DAY,
      endsAtMillis: epochs.at(-1)!.endsAtMillis + days * DAY,
      publicKey: random(1216),
    })
    const changes: [Partial<RosterBody>, string][] = [
      [{ rootPublicKey: random(32) }, 'foreign'],
      [{ number: 3 }, 'does-not-follow'],
      [{ previousHead: random(32) }, 'does-not-follow'],
      [{ issuedAtMillis: previous.issuedAtMillis - 1 }, 'does-not-follow'],
      [{ devices: [device!] }, 'devices-changed'],
      [{ devices: [device!, { ...other!, publicKey: random(32) }] }, 'devices-changed'],
      [{ devices: [device!, { ...other!, personId: device!.personId }] }, 'devices-changed'],
      [{ origins: ['https://elsewhere.example'] }, 'origins-changed'],
      [{ expiresAtMillis: nowMillis + 3 * DAY + 1 }, 'lasts-too-long'],
      [{ issuedAtMillis: nowMillis + DAY, expiresAtMillis: nowMillis + 2 * DAY }, 'not-now'],
      [{ expiresAtMillis: nowMillis - 1 }, 'not-now'],
      [{ epochs: [{ ...epoch!, publicKey: random(1216) }] }, 'epoch-changed'],
      [{ epochs: [] }, 'epoch-dropped'],
      [{ epochs: previous.epochs.slice(0, 2) }, 'epoch-dropped'],
      [{ epochs: previous.epochs.slice(0, 1), issuedAtMillis: nowMillis }, 'epoch-dropped'],
      [{ epochs: [...running, dayAfter(running), dayAfter(running, 2)] }, 'epoch-too-far'],
    ]
    for (const [change, place] of changes) expect(() => ask(change)).toThrow(refusal(place))
    expect(() => ask({ epochs: [...running, dayAfter(running)] })).not.toThrow()
  })
})
