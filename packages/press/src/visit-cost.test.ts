import {
  asDeviceId,
  asPersonId,
  CELL_BYTES,
  EDITION_BYTES,
  encodeRoster,
  encodeRosterBody,
  productionSchedule,
} from '@cronista/protocol'
import { expect, test } from 'vitest'
import { cellsWithin, USUAL_ROSTER_BYTES, visitCost } from './visit-cost.ts'

const SECOND_MILLIS = 1000
const MINUTE_MILLIS = 60 * SECOND_MILLIS

test.each([
  [4 * SECOND_MILLIS, 0],
  [5 * SECOND_MILLIS, 1],
  [MINUTE_MILLIS, 2],
  [5 * MINUTE_MILLIS, 10],
  // The fortieth cell leaves at 5 + 39 × 30 = 1,175 s, the forty-first two minutes later.
  [1175 * SECOND_MILLIS, 40],
  [1294 * SECOND_MILLIS, 40],
  [1295 * SECOND_MILLIS, 41],
])('in a visit of %i ms leave %i cells', (visitMillis, cells) => {
  expect(cellsWithin(productionSchedule, visitMillis)).toBe(cells)
})

test('a visit pays for its cells, and for each edition with its roster', () => {
  expect(visitCost(productionSchedule, 61 * MINUTE_MILLIS)).toEqual({
    cells: 60,
    upBytes: 60 * CELL_BYTES,
    downBytes: 2 * (EDITION_BYTES + USUAL_ROSTER_BYTES),
  })
})

test('a roster of four days and four devices is as long as is counted', () => {
  const four = [0, 1, 2, 3]
  const body = encodeRosterBody({
    ...{ rootPublicKey: new Uint8Array(32), number: 1, previousHead: new Uint8Array(32) },
    ...{ issuedAtMillis: 0, expiresAtMillis: 1 },
    origins: [`https://${'p'.repeat(22)}`, `http://${'a'.repeat(56)}.onion`],
    devices: four.map(() => ({
      personId: asPersonId(new Uint8Array(16)),
      publicKey: new Uint8Array(32),
      certifiedUntilMillis: 0,
      certificate: new Uint8Array(64),
    })),
    epochs: four.map((number) => ({
      ...{ number, beginsAtMillis: number, endsAtMillis: number + 1 },
      publicKey: new Uint8Array(1216),
    })),
  })
  const signature = { deviceId: asDeviceId(new Uint8Array(16)), signature: new Uint8Array(64) }
  const { length } = encodeRoster(body, [signature, signature])
  expect(Math.ceil(length / 100) * 100).toBe(USUAL_ROSTER_BYTES)
})
