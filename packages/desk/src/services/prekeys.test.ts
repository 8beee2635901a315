import { toHex } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { foundRoster, keysOf, NOON_MILLIS } from '../desk.fixture.ts'
import { DAY_MILLIS } from '../domain/day.ts'
import { Journal } from './journal.ts'
import { Prekeys } from './prekeys.ts'

const { deviceId } = keysOf('Bruno')
const device = toHex(deviceId)
const prekey = new Uint8Array(1216).fill(7)

/** Whether Ada's desk seals to a prekey that Bruno's announced so many days from now. */
function isSealedTo(days: number): boolean {
  const { ada, store } = foundRoster()
  const prekeys = new Prekeys(ada, store, Journal.open(ada, store))
  const announcedAtMillis = NOON_MILLIS + days * DAY_MILLIS
  prekeys.hear({ deviceId, number: 1, announcedAtMillis, prekey })
  return prekeys.announcedBy(device, NOON_MILLIS) !== undefined
}

describe('a prekey that another device announced', () => {
  test('is sealed to for thirteen days, and on none from the fourteenth on', () => {
    expect([0, -7, -13, -14, -15, -400].map(isSealedTo)).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ])
  })

  test('under a clock that is a day ahead is sealed to, and not under one that is further', () => {
    expect([0.5, 1, 1.01, 2, 4000].map(isSealedTo)).toEqual([true, true, false, false, false])
  })
})
