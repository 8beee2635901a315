import { expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import {
  lostSegments,
  MAX_SKIPPED,
  mirroredNumbers,
  noteLost,
  noteMirrored,
} from './skipped-segments.ts'

test('of the segments that a relay leaves out for ever the newest are kept, of both kinds', () => {
  const { collector } = openMemoryDeskStore()
  noteLost(collector, { number: 1, code: 'segment-missing' })
  for (let number = 2; number <= 3 * MAX_SKIPPED; number++) noteMirrored(collector, number)
  expect(lostSegments(collector)).toEqual([{ number: 1, code: 'segment-missing' }])
  expect(mirroredNumbers(collector).size).toBe(MAX_SKIPPED)
  expect(mirroredNumbers(collector)).toContain(3 * MAX_SKIPPED)
  for (let number = 1; number <= 3 * MAX_SKIPPED; number++)
    noteLost(collector, { number: 10_000 + number, code: 'segment-missing' })
  expect(lostSegments(collector).map(({ number }) => number)).toEqual(
    Array.from({ length: MAX_SKIPPED }, (_, at) => 10_000 + 2 * MAX_SKIPPED + 1 + at),
  )
  expect(mirroredNumbers(collector).size).toBe(MAX_SKIPPED)
})
