import {
  encodeRosterBody,
  parseRoster,
  toHex,
  verifyRoster,
  type RosterBody,
  type RosterEpoch,
} from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { MemoryRelay } from '../adapters/memory/memory-relay.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { DeskError } from '../desk-error.ts'
import { foundRoster, ManualClock, newsroomId, seededRandom, settle } from '../desk.fixture.ts'
import type { RosterSigner } from '../ports/roster-signer.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { cosign } from './roster-cosigning.ts'
import { RosterKeeper } from './roster-keeper.ts'

const DAY = 86_400_000

function openKeeper(change: (signer: RosterSigner) => RosterSigner = (signer) => signer) {
  const clock = new ManualClock()
  const { store, roster, ada, bruno } = foundRoster()
  const brunosStore = openMemoryDeskStore()
  const relay = new MemoryRelay()
  const brunosDesk: RosterSigner = {
    sign: async (request) => cosign(bruno, brunosStore, request, clock.nowMillis()),
  }
  const open = () =>
    new RosterKeeper({
      ...{ keys: ada, clock, store, relay },
      epochs: EpochSeeds.open(ada, store, clock.nowMillis()),
      cosigner: change(brunosDesk),
    })
  return { clock, relay, roster, open, ada, bruno, brunosStore, keeper: open() }
}

describe('the roster keeper', () => {
  test('renews every day; every roster is whole, follows the one before and holds today’s epoch', async () => {
    const { clock, relay, keeper } = openKeeper()
    keeper.start()
    await settle()
    expect(relay.rosters.map((bytes) => parseRoster(bytes).number)).toEqual([1])
    await clock.advance(5 * DAY)
    await keeper.stop()
    expect(relay.rosters.map((bytes) => parseRoster(bytes).number)).toEqual([1, 2, 3, 4, 5, 6])
    let seen: { number: number; head: Uint8Array } | undefined
    for (const bytes of relay.rosters) {
      const nowMillis = parseRoster(bytes).issuedAtMillis
      const roster = verifyRoster(p, bytes, { newsroomId, nowMillis, seen })
      expect(roster.epochs[0]?.number).toBe(Math.floor(nowMillis / DAY))
      expect(roster.expiresAtMillis).toBeLessThanOrEqual(roster.epochs.at(-1)!.endsAtMillis)
      seen = roster
    }
    expect(keeper.warnings()).toEqual([])
  })

  test('renewed in the hour in which two epochs run, it keeps both', async () => {
    const { clock, keeper, relay, roster } = openKeeper()
    await clock.advance(1.5 * DAY + 30 * 60_000)
    await keeper.renewIfDue()
    await keeper.handIn()
    const [first, second] = parseRoster(relay.rosters.at(-1)!).epochs
    const before = parseRoster(roster).epochs
    expect([first, second]).toEqual(before.slice(1, 3))
    expect(first!.endsAtMillis).toBeGreaterThan(clock.nowMillis())
    expect(second!.beginsAtMillis).toBeLessThan(clock.nowMillis())
  })

  test('epochs that were announced keep their keys', async () => {
    const { clock, keeper, relay } = openKeeper()
    await clock.advance(DAY)
    await keeper.renewIfDue()
    await keeper.handIn()
    const { roster } = foundRoster()
    const before = parseRoster(roster).epochs
    const after = parseRoster(relay.rosters.at(-1)!).epochs
    expect(after.slice(0, 2)).toEqual(before.slice(1))
  })

  test('while the other device cannot be reached it says so, keeps the draft, and asks again', async () => {
    let reachable = false
    const bodies = new Set<string>()
    const { clock, keeper, relay } = openKeeper((signer) => ({
      sign: async (request) => {
        bodies.add(toHex(request.body))
        if (!reachable) throw new DeskError('roster-not-cosigned')
        return signer.sign(request)
      },
    }))
    keeper.start()
    await clock.advance(DAY + 3_600_000)
    expect(keeper.warnings()).toEqual(['roster-not-cosigned'])
    await clock.advance(2 * DAY)
    expect(keeper.warnings()).toEqual(['roster-expired', 'roster-not-cosigned'])
    reachable = true
    await clock.advance(3_600_000)
    expect(bodies.size).toBeGreaterThan(1)
    expect(keeper.warnings()).toEqual([])
    expect(parseRoster(relay.rosters.at(-1)!).number).toBeGreaterThan(1)
    await keeper.stop()
  })

  test('a signature that does not hold makes no roster', async () => {
    const { clock, keeper, relay } = openKeeper((signer) => ({
      sign: async (request) => ({
        ...(await signer.sign(request)),
        signature: new Uint8Array(64),
      }),
    }))
    keeper.start()
    await clock.advance(DAY)
    expect(relay.rosters.map((bytes) => parseRoster(bytes).number)).toEqual([1])
    expect(keeper.warnings()).toEqual(['roster-not-cosigned'])
    await keeper.stop()
  })
})

describe('the second person’s device', () => {
  function openCosigner() {
    const { clock, roster, bruno, brunosStore } = openKeeper()
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
      return cosign(bruno, brunosStore, { body, previous: roster }, atMillis)
    }
    return { previous, plain, nowMillis, ask, roster }
  }
  const refusal = (place: string): unknown =>
    expect.objectContaining({ code: 'cosign-refused', message: `cosign-refused: ${place}` })

  test('signs a plain renewal, and the same one as often as it is asked', () => {
    const { ask, nowMillis } = openCosigner()
    expect(ask({})).toEqual(ask({}, nowMillis + 30 * DAY))
  })

  test('signs one body for each number', () => {
    const { ask, nowMillis } = openCosigner()
    ask({})
    expect(() => ask({ expiresAtMillis: nowMillis + 2 * DAY })).toThrow(refusal('does-not-follow'))
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

  test('refuses to follow a roster that only one person signed', () => {
    const { plain, nowMillis, roster } = openCosigner()
    const { bruno, brunosStore } = openKeeper()
    const half = roster.slice(0, -80)
    half[half.length - 81] = 1
    const request = { body: encodeRosterBody(plain), previous: half }
    expect(() => cosign(bruno, brunosStore, request, nowMillis)).toThrow(
      refusal('roster-half-signed'),
    )
  })
})
