import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes } from './bytes.ts'
import {
  CELL_BYTES,
  CELL_PLAINTEXT_BYTES,
  coverPlaintext,
  encodePart,
  openCell,
  PART_BODY_BYTES,
  sealCell,
  type Part,
  type Receipt,
} from './cell.ts'
import { asMessageId, asNewsroomId } from './context.ts'
import { ProtocolError } from './errors.ts'
import { portablePrimitives as p } from './portable.ts'
import { epochIdentity, newsroomId, seededRandom } from './protocol.fixture.ts'

const random = seededRandom('cells')
const contributorSeed = random(32)
const recipient = {
  number: epochIdentity.number,
  publicKey: p.xwingPublicKey(epochIdentity.seed),
}

const sender = {
  contributor: p.ed25519PublicKey(contributorSeed),
  week: 2968,
  replyKey: random(32),
  messageId: asMessageId(random(16)),
  repliesRead: 3,
  rosterHead: random(32),
}
const receipt: Receipt = { kind: 'receipt', ...sender }

function partOf(body: Uint8Array, number = 0, count = 1): Part {
  return { kind: 'part', ...sender, number, count, body }
}

function sealPlaintext(plaintext: Uint8Array): Uint8Array {
  return sealCell(p, newsroomId, recipient, plaintext, random(64))
}

function sealPart(part: Part | Receipt): Uint8Array {
  return sealPlaintext(encodePart(p, newsroomId, contributorSeed, part))
}

function open(cell: Uint8Array) {
  return openCell(p, newsroomId, cell, epochIdentity)
}

describe('a cell', () => {
  test('has one length and gives back what was sealed', () => {
    const body = fc.uint8Array({ maxLength: PART_BODY_BYTES })
    fc.assert(
      fc.property(body, fc.nat(254), (bytes, number) => {
        const part = partOf(bytes, number, 255)
        const cell = sealPart(part)
        expect(cell).toHaveLength(CELL_BYTES)
        expect(open(cell)).toEqual(part)
        // Sealed afresh: not even the encapsulated key is the same.
        expect(sealPart(part).slice(4, 36)).not.toEqual(cell.slice(4, 36))
      }),
      { numRuns: 15 },
    )
    expect(open(sealPart(receipt))).toEqual(receipt)
  })

  test('of cover is sealed by the same call, has the same length, and opens as cover', () => {
    const cell = sealPlaintext(coverPlaintext())
    expect(cell).toHaveLength(CELL_BYTES)
    expect(open(cell)).toEqual({ kind: 'cover' })
  })

  test('altered in any bit never opens', () => {
    const cell = sealPart(partOf(random(100)))
    fc.assert(
      fc.property(fc.nat(CELL_BYTES - 1), fc.nat(7), (place, bit) => {
        const altered = cell.slice()
        altered[place] = (altered[place] ?? 0) ^ (1 << bit)
        expect(open(altered)).toBeUndefined()
      }),
      { numRuns: 40 },
    )
  })

  test('is for one epoch of one newsroom', () => {
    const cell = sealPart(receipt)
    const tomorrow = { number: epochIdentity.number + 1, seed: epochIdentity.seed }
    expect(openCell(p, newsroomId, cell, tomorrow)).toBeUndefined()
    expect(openCell(p, newsroomId, cell, { ...epochIdentity, seed: random(32) })).toBeUndefined()
    const elsewhere = asNewsroomId(random(32))
    expect(openCell(p, elsewhere, cell, epochIdentity)).toBeUndefined()
  })

  test('of any other length is malformed; rubbish of the right length is nobody’s', () => {
    for (const length of [0, 1, CELL_BYTES - 1, CELL_BYTES + 1])
      expect(() => open(new Uint8Array(length))).toThrow('cell-malformed')
    fc.assert(
      fc.property(fc.uint8Array({ minLength: CELL_BYTES, maxLength: CELL_BYTES }), (rubbish) => {
        rubbish[0] = recipient.number % 256
        expect(open(rubbish)).toBeUndefined()
      }),
      { numRuns: 20 },
    )
  })
})

describe('what opens but is not right', () => {
  test('a part that somebody else signed is forged', () => {
    const stranger = random(32)
    const forged = encodePart(p, newsroomId, stranger, partOf(random(9)))
    expect(() => open(sealPlaintext(forged))).toThrow('part-forged')
  })

  test('a part signed for another newsroom is forged', () => {
    const foreign = encodePart(p, asNewsroomId(random(32)), contributorSeed, partOf(random(9)))
    expect(() => open(sealPlaintext(foreign))).toThrow('part-forged')
  })

  test('any plaintext at all gives a part, cover or this package’s own error', () => {
    const start = fc.uint8Array({ maxLength: 200 })
    fc.assert(
      fc.property(start, fc.constantFrom(0, 1, 2, 3), (bytes, kind) => {
        const rest = new Uint8Array(CELL_PLAINTEXT_BYTES - 1 - bytes.length)
        const plaintext = concatBytes(Uint8Array.of(kind), bytes, rest)
        try {
          expect(open(sealPlaintext(plaintext))).toEqual({ kind: 'cover' })
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('padding that is not zero, a part beyond the count, a receipt with a body: malformed', () => {
    const good = encodePart(p, newsroomId, contributorSeed, partOf(random(9)))
    const dirty = good.slice()
    dirty[1800] = 1
    expect(() => open(sealPlaintext(dirty))).toThrow('part-malformed')
    expect(() => open(sealPart(partOf(random(9), 1, 1)))).toThrow('part-malformed')
    const talking = good.slice()
    for (const [at, byte] of [
      [0, 2],
      [86, 0],
      [87, 0],
    ] as const)
      talking[at] = byte
    expect(() => open(sealPlaintext(talking))).toThrow('part-malformed')
    const dirtyCover = coverPlaintext()
    dirtyCover[1934] = 1
    expect(() => open(sealPlaintext(dirtyCover))).toThrow('part-malformed')
  })
})
