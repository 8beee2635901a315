import { MAX_ITEM_BYTES, type ItemPiece } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { ItemAssembly } from './item-assembly.ts'

const LONG = new Uint8Array(65_535)

function piece(item: number, offset: number, length: number, total = MAX_ITEM_BYTES): ItemPiece {
  return { itemId: new Uint8Array(16).fill(item), total, offset, bytes: LONG.subarray(0, length) }
}

describe('pieces that a stolen device cuts on purpose', () => {
  test('as small as one byte, are dropped before looking through them takes long', () => {
    const assembly = new ItemAssembly(p)
    for (let offset = 0; offset < 1_024; offset++) assembly.add(piece(1, offset, 1), 1)
    expect(assembly.oldestPlace()).toBe(1)
    assembly.add(piece(1, 1_024, 1), 1)
    expect(assembly.oldestPlace()).toBe(Infinity)
  })

  test('over and over the same bytes, with one left out, take no more memory than others', () => {
    const assembly = new ItemAssembly(p)
    for (const item of [1, 2])
      for (let offset = 1; offset <= 600; offset++)
        assembly.add(piece(item, offset, LONG.length), item)
    expect(assembly.oldestPlace()).toBe(2)
  })

  test('of many items that never become whole, make room for those that come', () => {
    const assembly = new ItemAssembly(p)
    for (let item = 0; item < 135_000; item++) {
      const itemId = Uint8Array.from({ length: 16 }, (_, at) => (item >> (8 * (at % 4))) & 0xff)
      assembly.add({ ...piece(0, 0, 1), itemId }, item)
    }
    expect(assembly.oldestPlace()).toBeGreaterThan(0)
  })
})
