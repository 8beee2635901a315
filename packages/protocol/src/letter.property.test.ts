import { deflateSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PART_BODY_BYTES } from './cell.ts'
import { ProtocolError } from './errors.ts'
import { MAX_LETTER_CHARACTERS, packLetter, unpackLetter } from './letter.ts'
import { cut, joinParts } from './parts.ts'

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 600 })
const letter = fc.record({ language: fc.constantFrom('es' as const, 'en' as const), text })

describe('a letter', () => {
  test('comes back whole, in whatever order its parts came, and only once none is missing', () => {
    fc.assert(
      fc.property(letter, fc.integer({ min: 8, max: 60 }), fc.nat(), (sent, size, turn) => {
        const pieces = cut(packLetter(sent), size)
        const numbers = [...pieces.keys()]
        const order = [...numbers.slice(turn % numbers.length), ...numbers].reverse()
        const arrived = new Map<number, Uint8Array>()
        for (const number of order) {
          const whole = arrived.size === pieces.length
          expect(joinParts(arrived, pieces.length) !== undefined).toBe(whole)
          arrived.set(number, pieces[number] ?? new Uint8Array(0))
        }
        const joined = joinParts(arrived, pieces.length)
        expect(unpackLetter(joined ?? new Uint8Array(0))).toEqual(sent)
      }),
      { numRuns: 60 },
    )
  })

  test('of the greatest length leaves in fewer than 255 parts, whatever it says', () => {
    const worst = Array.from({ length: MAX_LETTER_CHARACTERS }, (_, index) =>
      String.fromCharCode(0x0800 + ((index * 40_503) % 0xc000)),
    ).join('')
    const parts = cut(packLetter({ language: 'es', text: worst }), PART_BODY_BYTES)
    expect(parts.length).toBeLessThan(255)
  })

  test('is refused with a reason when it is empty, too long or not well-formed', () => {
    const pack = (said: string) => () => packLetter({ language: 'es', text: said })
    expect(pack('')).toThrow('letter-empty')
    expect(pack('a'.repeat(MAX_LETTER_CHARACTERS + 1))).toThrow('letter-too-long')
    expect(pack('\ud800')).toThrow('letter-malformed')
    expect(pack('a'.repeat(MAX_LETTER_CHARACTERS))).not.toThrow()
  })

  test('that would inflate without end is given up early', () => {
    const bomb = deflateSync(new Uint8Array(50_000_000))
    // `letter-malformed` would mean that all of it was inflated first.
    expect(() => unpackLetter(bomb)).toThrow('letter-too-long')
  })

  test('with something after its end is malformed', () => {
    fc.assert(
      fc.property(letter, fc.uint8Array({ minLength: 1, maxLength: 1_200 }), (sent, more) => {
        const longer = Uint8Array.of(...packLetter(sent), ...more)
        expect(() => unpackLetter(longer)).toThrow('letter-malformed')
      }),
    )
  })

  test('rubbish, or a letter that was cut short, is malformed and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), letter, fc.nat(), (rubbish, sent, at) => {
        const packed = packLetter(sent)
        for (const bytes of [rubbish, packed.slice(0, at % packed.length)]) {
          try {
            unpackLetter(bytes)
          } catch (error) {
            expect(error).toBeInstanceOf(ProtocolError)
          }
        }
      }),
    )
  })
})
