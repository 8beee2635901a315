import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ByteReader, equalBytes, isZero, u16, u32, u64, u8 } from './bytes.ts'
import { fromBase64Url, fromHex, fromUtf8, toBase64Url, toHex, utf8 } from './text.ts'

describe('integers', () => {
  test('are read as they were written', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(new ByteReader(u64(value), 'cell-malformed').u64()).toBe(value)
        expect(new ByteReader(u32(value % 2 ** 32), 'cell-malformed').u32()).toBe(value % 2 ** 32)
        expect(new ByteReader(u16(value % 65_536), 'cell-malformed').u16()).toBe(value % 65_536)
      }),
    )
  })

  test('that do not fit are refused', () => {
    expect(() => u8(256)).toThrow(RangeError)
    expect(() => u16(-1)).toThrow(RangeError)
    expect(() => u32(0.5)).toThrow(RangeError)
    const tooLarge = new ByteReader(new Uint8Array(8).fill(255), 'cell-malformed')
    expect(() => tooLarge.u64()).toThrow('cell-malformed')
  })
})

describe('byte strings', () => {
  test('compare as their texts do', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(equalBytes(a, b)).toBe(toHex(a) === toHex(b))
        expect(isZero(a)).toBe(a.every((byte) => byte === 0))
      }),
    )
  })

  test('go through hexadecimal, UTF-8 and base64url and come back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'grapheme' }), (bytes, text) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes)
        expect(fromUtf8(utf8(text))).toBe(text)
        const plain = btoa(String.fromCharCode(...bytes)).replace(/=+$/u, '')
        expect(toBase64Url(bytes)).toBe(plain.replaceAll('+', '-').replaceAll('/', '_'))
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
      }),
    )
    expect(() => fromHex('0g')).toThrow('hex-malformed')
    expect(fromUtf8(Uint8Array.of(0xff))).toBeUndefined()
    for (const other of ['A', 'AB', 'AA==', 'AA\n', 'A+', 'A/', 'AAB', 'ñA'])
      expect(fromBase64Url(other)).toBeUndefined()
  })
})
