import { verifyRoster, type RosterBody, type RosterEpoch } from '@cronista/protocol'
import { expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { foundRoster, newsroomId, NOON_MILLIS, seededRandom } from '../desk.fixture.ts'
import { renewalFault } from './roster-policy.ts'

const DAY = 86_400_000

test('everything that is more than a renewal is refused', () => {
  const { roster } = foundRoster()
  const previous = verifyRoster(p, roster, { newsroomId, nowMillis: NOON_MILLIS })
  const nowMillis = NOON_MILLIS + DAY
  const plain: RosterBody = {
    ...previous,
    number: 2,
    previousHead: previous.head,
    issuedAtMillis: nowMillis,
    expiresAtMillis: nowMillis + DAY,
  }
  const faultOf = (change: Partial<RosterBody>) =>
    renewalFault({ ...plain, ...change }, previous, nowMillis)
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
  for (const [change, fault] of changes) expect(faultOf(change)).toBe(fault)
  expect(faultOf({})).toBeUndefined()
  expect(faultOf({ epochs: [...running, dayAfter(running)] })).toBeUndefined()
})
