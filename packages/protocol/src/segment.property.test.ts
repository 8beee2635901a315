import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CELL_BYTES } from './cell.ts'
import { ProtocolError } from './errors.ts'
import { portablePrimitives as p } from './portable.ts'
import { NOON_MILLIS, seededRandom } from './protocol.fixture.ts'
import {
  areInHashOrder,
  encodeSegment,
  parseSegment,
  parseSegmentName,
  segmentName,
} from './segment.ts'

const random = seededRandom('segment')
const cells = Array.from({ length: 9 }, () => random(CELL_BYTES))

describe('a segment', () => {
  test('says nothing about the order of arrival', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(cells, { minLength: 9 }), (arrived) => {
        expect(encodeSegment(p, arrived)).toEqual(encodeSegment(p, cells))
      }),
    )
  })

  test('gives back every cell', () => {
    const read = parseSegment(encodeSegment(p, cells))
    expect(read).toHaveLength(cells.length)
    for (const cell of cells) expect(read).toContainEqual(cell)
  })

  test('is in hash order as it was written; one cell twice, or two exchanged, is not', () => {
    const read = parseSegment(encodeSegment(p, cells))
    const [first, second, ...others] = read
    if (first === undefined || second === undefined) throw new Error('two cells')
    expect(areInHashOrder(p, read)).toBe(true)
    expect(areInHashOrder(p, [first, first, ...others])).toBe(false)
    expect(areInHashOrder(p, [second, first, ...others])).toBe(false)
  })

  test('cut, lengthened or made of rubbish is malformed', () => {
    const bytes = encodeSegment(p, cells)
    const tooLong = Uint8Array.of(...bytes, 1)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ maxLength: 99 }), (at, rubbish) => {
        for (const input of [bytes.slice(0, at), tooLong, rubbish])
          expect(() => parseSegment(input)).toThrow(ProtocolError)
      }),
    )
  })
})

describe('a segment’s name', () => {
  test('is its hour and number, and sorts by them', () => {
    const name = segmentName(42, NOON_MILLIS)
    expect(name).toBe('2026-11-22T12Z.0000000042')
    expect(parseSegmentName(name)).toEqual({ name, number: 42 })
    expect(segmentName(43, NOON_MILLIS) > name).toBe(true)
  })

  test('no other text names one', () => {
    for (const text of [
      '',
      '../../etc/passwd',
      '2026-11-22T12Z.0000000000',
      'x2026-11-22T12Z.0000000001',
      '2026-13-22T12Z.0000000001',
      '2026-11-31T12Z.0000000001',
      '2026-11-22T24Z.0000000001',
    ])
      expect(parseSegmentName(text)).toBeUndefined()
  })
})
