import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asDeviceId } from './context.ts'
import { ProtocolError } from './errors.ts'
import {
  cutItems,
  encodeItem,
  encodePrekeyItem,
  encodeRosterItem,
  itemIdOf,
  joinPieces,
  MAX_ITEM_BYTES,
  parcelIn,
  parseItem,
  PIECE_HEADER_BYTES,
  prekeyIn,
  rosterIn,
  type ItemPiece,
  type OutgoingItem,
} from './journal-item.ts'
import { portablePrimitives as p } from './portable.ts'
import { seededRandom } from './protocol.fixture.ts'

const random = seededRandom('item')
const entry = fc.uint8Array({ minLength: 1, maxLength: 400 })

/** All the pieces of these items, cut into rooms of this size one after the other. */
function inRooms(items: readonly Uint8Array[], room: number): readonly ItemPiece[] {
  const pieces: ItemPiece[] = []
  let waiting: readonly OutgoingItem[] = items.map((item) => ({ item, offset: 0 }))
  while (waiting.length > 0) {
    const round = cutItems(p, waiting, room)
    const used = round.pieces.reduce((sum, { bytes }) => sum + PIECE_HEADER_BYTES + bytes.length, 0)
    expect(used).toBeLessThanOrEqual(room)
    expect(round.pieces.length).toBeGreaterThan(0)
    pieces.push(...round.pieces)
    waiting = round.rest
  }
  return pieces
}

describe('an item', () => {
  test('comes back as it was written, with its key or without', () => {
    fc.assert(
      fc.property(entry, (bytes) => {
        const withKey = { kind: 'with-key', bodyKey: random(32), subject: random(16) } as const
        for (const item of [
          { ...withKey, entry: bytes },
          { kind: 'key-destroyed', entry: bytes } as const,
        ])
          expect(parseItem(encodeItem(item))).toEqual(item)
      }),
    )
  })

  test('of another kind, cut, or without an entry is malformed, and nothing else is thrown', () => {
    for (const broken of [[], [0, 1], [3, 1], [1, 2], [2], [1, ...new Uint8Array(48)]])
      expect(() => parseItem(Uint8Array.from(broken))).toThrow('item-malformed')
    expect(() => parseItem(new Uint8Array(MAX_ITEM_BYTES + 1).fill(2))).toThrow('item-malformed')
    expect(() =>
      encodeItem({ kind: 'key-destroyed', entry: new Uint8Array(MAX_ITEM_BYTES) }),
    ).toThrow(RangeError)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (rubbish) => {
        try {
          expect(encodeItem(parseItem(rubbish))).toEqual(rubbish)
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError)
        }
      }),
    )
  })

  test('is joined from its pieces, in any order and however often each came', () => {
    const rooms = fc.integer({ min: PIECE_HEADER_BYTES + 1, max: 300 })
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { minLength: 1, maxLength: 4, selector: String }),
        rooms,
        fc.nat(),
        (items, room, turn) => {
          const pieces = inRooms(items, room)
          for (const item of items) {
            const id = itemIdOf(p, item)
            const own = pieces.filter(({ itemId }) => String(itemId) === String(id))
            const turned = [...own.slice(turn % own.length), ...own, ...own.slice(0, 1)]
            expect(joinPieces(p, turned)).toEqual(item)
            if (own.length > 1) expect(joinPieces(p, own.slice(1))).toBeUndefined()
            if (own.length > 1) expect(joinPieces(p, own.slice(0, -1))).toBeUndefined()
          }
        },
      ),
      { numRuns: 60 },
    )
    expect(joinPieces(p, [])).toBeUndefined()
  })

  test('whose pieces were altered, or belong to two, is malformed', () => {
    const pieces = inRooms([random(100)], 60)
    const [first, ...others] = pieces
    if (first === undefined) throw new Error('pieces')
    const altered = { ...first, bytes: first.bytes.map((byte) => byte ^ 1) }
    const longer = { ...first, total: first.total + 1 }
    const outside = { ...first, offset: 90 }
    const foreign = { ...first, itemId: random(16) }
    for (const wrong of [altered, longer, outside, foreign])
      expect(() => joinPieces(p, [...others, first, wrong])).toThrow('item-malformed')
  })
})

describe('what an open batch may hold besides parcels', () => {
  const notice = {
    ...{ deviceId: asDeviceId(random(16)), number: 7, announcedAtMillis: 1_800_000_000_000 },
    prekey: random(1216),
  }
  const prekeyItem = encodePrekeyItem(notice)
  const roster = random(500)
  const rosterItem = encodeRosterItem(roster)

  test('comes back as it was written, and is nothing else', () => {
    expect(prekeyIn(prekeyItem)).toEqual(notice)
    expect(rosterIn(rosterItem)).toEqual(roster)
    expect([rosterIn(prekeyItem), prekeyIn(rosterItem)]).toEqual([undefined, undefined])
    for (const item of [prekeyItem, rosterItem]) {
      expect(parcelIn(item)).toBeUndefined()
      expect(() => parseItem(item)).toThrow('item-malformed')
    }
  })

  test('is malformed if it is longer or shorter than a prekey', () => {
    for (const item of [prekeyItem.slice(0, -1), new Uint8Array([...prekeyItem, 0])])
      expect(() => prekeyIn(item)).toThrow('item-malformed')
    expect(() => encodePrekeyItem({ ...notice, prekey: random(1215) })).toThrow(RangeError)
  })
})
