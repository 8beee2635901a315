import {
  encodeRoster,
  encodeRosterBody,
  parseRoster,
  rosterHead,
  signRosterBody,
  type RosterBody,
} from '@cronista/protocol'
import { expect, test } from 'vitest'
import { foundRoster, keysOf, ManualClock, newsroomId } from '../../desk.fixture.ts'
import { nativePrimitives as p } from '../native-primitives.ts'
import { MemoryRelay } from './memory-relay.ts'

// What relay/src/http/desk-routes.test.ts shows of the real one: a desk's test whose relay takes what a real
// one refuses shows nothing.
const DAY = 86_400_000
const clock = new ManualClock()
const first = parseRoster(foundRoster().roster)

function rosterOf(changes: Partial<RosterBody>, signers = ['Ada', 'Bruno']): Uint8Array {
  const body = encodeRosterBody({ ...first, ...changes })
  const seeds = signers.map((name) => keysOf(name).deviceSeed)
  return encodeRoster(
    body,
    seeds.map((seed) => signRosterBody(p, newsroomId, seed, body)),
  )
}

const head = rosterHead(p, newsroomId, first)
const [one, next] = [rosterOf({}), rosterOf({ number: 2, previousHead: head })]

async function relayWith(...rosters: readonly Uint8Array[]): Promise<MemoryRelay> {
  const relay = new MemoryRelay({ newsroomId, clock })
  for (const roster of rosters) await relay.putRoster(roster)
  return relay
}

test('a relay in memory takes each roster once, and the one that follows', async () => {
  const relay = await relayWith(one, one, next, next)
  expect(relay.rosters).toEqual([one, next])
})

test.each<[string, Uint8Array]>([
  ['an older one', one],
  ['another of the same number', rosterOf({ number: 2, previousHead: head, origins: [] })],
  ['one that does not follow', rosterOf({ number: 3, previousHead: head })],
  [
    'one person’s',
    rosterOf({ number: 3, previousHead: rosterHead(p, newsroomId, parseRoster(next)) }, ['Ada']),
  ],
  [
    'one that has run out',
    rosterOf({
      ...{ number: 9, issuedAtMillis: first.issuedAtMillis - 4 * DAY },
      expiresAtMillis: first.issuedAtMillis - DAY,
    }),
  ],
  ['rubbish', new Uint8Array(99)],
])('a relay in memory refuses %s', async (_what, roster) => {
  const relay = await relayWith(one, next)
  await expect(relay.putRoster(roster)).rejects.toMatchObject({ code: 'roster-refused' })
  expect(relay.rosters).toHaveLength(2)
})
