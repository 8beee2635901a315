import { CELL_BYTES, EDITION_BYTES, productionSchedule } from '@cronista/protocol'
import { expect, test } from 'vitest'
import { cellsWithin, visitCost } from './visit-cost.ts'

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

test('a visit pays for its cells and for each edition', () => {
  expect(visitCost(productionSchedule, 61 * MINUTE_MILLIS)).toEqual({
    cells: 60,
    upBytes: 60 * CELL_BYTES,
    downBytes: 2 * EDITION_BYTES,
  })
})
