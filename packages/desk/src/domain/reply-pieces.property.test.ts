import { MAX_LETTER_CHARACTERS, pieceOf, RECORD_CAPACITY } from '@cronista/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longText } from '../desk.fixture.ts'
import { editionsFor, MAX_ANSWER_CHARACTERS, recordsOf, replyPieces } from './reply-pieces.ts'

const language = 'es'
const textOf = (piece: string) =>
  pieceOf(piece) === undefined ? piece : piece.slice(piece.indexOf('\n') + 1)

/** Running text with sentences and paragraphs, some of it hard to deflate or of pairs of code units. */
const longAnswer = fc
  .array(
    fc.oneof(
      fc.constantFrom('Vi los camiones. ', 'No vaya mañana.\n\n', '¿Cuántos eran? ', '🚚', '\n'),
      fc.nat(8000).map((from) => longText(6).slice(from, from + 1500)),
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((parts) => parts.join(''))

describe('an answer', () => {
  test('is cut so that every piece fits beside others, and no character is lost or added', () => {
    fc.assert(
      fc.property(longAnswer, (text) => {
        const pieces = replyPieces({ language, text })
        expect(pieces.map(textOf).join('')).toBe(text)
        for (const piece of pieces) expect(recordsOf({ language, text: piece })).toBeLessThan(6)
        if (pieces.length > 1)
          expect(pieces.map(pieceOf)).toEqual(
            pieces.map((_, index) => ({ piece: index + 1, of: pieces.length })),
          )
      }),
      { numRuns: 25 },
    )
  })

  test('loses nothing at its end, however little is left for the last piece', () => {
    // Without spaces it is cut where a piece is full.
    const text = longText(6)
    const [full = ''] = replyPieces({ language, text }).map(textOf)
    const lengths = Array.from({ length: 30 }, (_, more) => full.length + more + 1)
    const lasts = lengths.map((length) => {
      const pieces = replyPieces({ language, text: text.slice(0, length) }).map(textOf)
      expect(pieces.join('')).toBe(text.slice(0, length))
      return pieces.at(-1)?.length ?? 0
    })
    expect(Math.min(...lasts)).toBeLessThan(20)
  })

  test('that is short is said as it is', () => {
    expect(replyPieces({ language, text: 'Gracias.' })).toEqual(['Gracias.'])
  })

  test('is cut after a paragraph, a sentence or a word, and between characters where there is none', () => {
    const sentence = (index: number) => `Frase ${index}: ${longText(1).slice(index, index + 60)}. `
    const sentences = Array.from({ length: 300 }, (_, index) => sentence(index)).join('')
    const ends = (text: string) =>
      replyPieces({ language, text })
        .slice(0, -1)
        .map((piece) => piece.slice(-2))
    expect(new Set(ends(sentences))).toEqual(new Set(['. ']))
    const paragraphs = sentences.replaceAll('. Frase', '.\n\nFrase')
    expect(new Set(ends(paragraphs))).toEqual(new Set(['\n\n']))
    const pairs = replyPieces({ language, text: '🚚'.repeat(MAX_LETTER_CHARACTERS) })
    for (const piece of pairs) expect(/\p{Surrogate}/u.test(piece)).toBe(false)
  })

  test('as long as any has fewer pieces than a mark can count', () => {
    const text = longText(60).slice(0, MAX_ANSWER_CHARACTERS)
    expect(text).toHaveLength(MAX_ANSWER_CHARACTERS)
    expect(replyPieces({ language, text }).length).toBeLessThan(100)
    expect(() => replyPieces({ language, text: `${text}.` })).toThrow(RangeError)
  })

  test('takes as many editions as its pieces fill', () => {
    expect(editionsFor([1])).toBe(1)
    expect(editionsFor([5, 5, 5])).toBe(1)
    expect(editionsFor([5, 5, 5, 1])).toBe(2)
    expect(editionsFor([RECORD_CAPACITY, 1, RECORD_CAPACITY])).toBe(3)
  })
})
