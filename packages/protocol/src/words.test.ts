import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from './protocol.fixture.ts'
import { drawWords, parityHolds, WORD_LIST_LENGTH, wordList } from './words.ts'

const index = fc.integer({ min: 0, max: WORD_LIST_LENGTH - 1 })
const drawn = fc.string().map((seed) => drawWords(seededRandom(seed)))
const position = fc.integer({ min: 0, max: 7 })

describe('eight words', () => {
  test('what is drawn has parity', () => {
    fc.assert(fc.property(drawn, (words) => words.length === 8 && parityHolds(words)))
  })

  test('are drawn from the whole list, each word as likely as the next, in every place', () => {
    const times = new Uint32Array(7 * WORD_LIST_LENGTH)
    const pair = new DataView(new ArrayBuffer(14))
    // Everything that two random bytes can be, once in each place.
    for (let value = 0; value < 65_536; value++) {
      for (let place = 0; place < 7; place++) pair.setUint16(place * 2, value + place * 9001)
      const words = drawWords((length) => new Uint8Array(pair.buffer, 0, length))
      for (let place = 0; place < 7; place++)
        times[place * WORD_LIST_LENGTH + (words[place] ?? 0)]! += 1
    }
    expect(new Set(times)).toEqual(new Set([65_536 / WORD_LIST_LENGTH]))
  })

  test('every single wrong word is found', () => {
    fc.assert(
      fc.property(drawn, position, index, (words, place, other) => {
        fc.pre(words[place] !== other)
        expect(parityHolds(words.with(place, other))).toBe(false)
      }),
    )
  })

  test('every exchange of two different words is found', () => {
    fc.assert(
      fc.property(drawn, position, position, (words, a, b) => {
        const [first = 0, second = 0] = [words[a], words[b]]
        fc.pre(first !== second)
        expect(parityHolds(words.with(a, second).with(b, first))).toBe(false)
      }),
    )
  })

  test('exactly one word fits in a place, so parity is one word’s worth and no more', () => {
    const words = drawWords(seededRandom('one'))
    const fitting = Array.from({ length: WORD_LIST_LENGTH }, (_, other) => words.with(3, other))
    expect(fitting.filter(parityHolds)).toHaveLength(1)
  })

  test('other counts and other numbers are no words', () => {
    expect(parityHolds([])).toBe(false)
    expect(parityHolds(Array.from({ length: 9 }, () => 0))).toBe(false)
    expect(parityHolds([0.5, 0, 0, 0, 0, 0, 0, 0])).toBe(false)
    expect(parityHolds([WORD_LIST_LENGTH, 0, 0, 0, 0, 0, 0, 0])).toBe(false)
  })
})

describe('word lists', () => {
  test.each(['es', 'en'] as const)(
    '%s: 2,048 words that differ in four plain letters',
    (language) => {
      const list = wordList(language)
      const starts = list.map((word) => word.normalize('NFD').replace(/\p{M}/gu, '').slice(0, 4))
      expect(new Set(starts).size).toBe(WORD_LIST_LENGTH)
      expect(list.every((word) => word === word.normalize('NFC'))).toBe(true)
    },
  )
})
