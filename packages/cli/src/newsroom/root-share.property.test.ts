import fc from 'fast-check'
import { asNewsroomId, newsroomIdOf, wordList } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { readShareLines, SHARE_LINES, toShareLines, type RootShare } from './root-share.ts'
import { fingerprintLines, readSharePage, sharePage } from './share-page.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const byte = fc.integer({ min: 1, max: 255 })
const shares: fc.Arbitrary<RootShare> = fc.record({
  newsroom: bytes(8),
  splitting: bytes(4),
  needed: byte,
  number: byte,
  point: bytes(33),
})
const languages = fc.constantFrom('es' as const, 'en' as const)
const places = fc.record({
  line: fc.integer({ min: 0, max: SHARE_LINES - 1 }),
  word: fc.integer({ min: 0, max: 7 }),
})

function changed(
  lines: readonly string[],
  line: number,
  change: (words: string[]) => readonly string[],
): readonly string[] {
  return lines.map((text, index) => (index === line ? change(text.split(' ')).join(' ') : text))
}

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

describe('the lines of a share', () => {
  test('are read back, in either language, without accents, in capitals, from the page', () => {
    fc.assert(
      fc.property(shares, languages, bytes(32), (share, language, id) => {
        const lines = toShareLines(p, share, language)
        const read = { kind: 'share', share }
        expect(readShareLines(p, lines)).toEqual(read)
        expect(
          readShareLines(
            p,
            lines.map((line) => `  ${plain(line).toUpperCase()} `),
          ),
        ).toEqual(read)
        const of = { shares: 255, newsroomId: asNewsroomId(id), day: '2026-11-23' }
        expect(readSharePage(p, sharePage(p, share, of, language))).toEqual(read)
      }),
      { numRuns: 60 },
    )
  })

  test('show every wrong word, and in which line it is', () => {
    fc.assert(
      fc.property(
        shares,
        languages,
        places,
        fc.nat(2046),
        (share, language, { line, word }, by) => {
          const list = wordList(language)
          const lines = toShareLines(p, share, language)
          const wrong = changed(lines, line, (words) =>
            words.with(word, list[(list.indexOf(words[word]!) + 1 + by) % list.length]!),
          )
          const read = readShareLines(p, wrong)
          // A word that is in both lists can leave a line that belongs to the other language's.
          expect(read).toMatchObject({ line: line + 1 })
          expect(read.kind).not.toBe('share')
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('show every letter that was left out, doubled, exchanged or mistyped', () => {
    const letters = fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz0123456789'))
    const slips = fc.constantFrom('insert', 'leave', 'replace', 'swap')
    const property = fc.property(
      ...([shares, languages, places, fc.nat(7), letters, slips] as const),
      (share, language, { line, word }, place, letter, slip) => {
        const lines = toShareLines(p, share, language)
        const wrong = changed(lines, line, (words) => {
          const right = [...words[word]!]
          const at = place % right.length
          const typed = {
            insert: right.toSpliced(at, 0, letter),
            leave: right.toSpliced(at, 1),
            replace: right.with(at, letter),
            swap: right.toSpliced(at, 2, ...right.slice(at, at + 2).reverse()),
          }[slip]
          return words.with(word, typed.join(''))
        })
        fc.pre(plain(wrong.join()) !== plain(lines.join()))
        const read = readShareLines(p, wrong)
        expect(read).toMatchObject({ line: line + 1 })
        if (read.kind === 'unknown-word') expect(read.place).toBe(word + 1)
      },
    )
    // Without its fifth letter this line's first word is a word of the English list.
    const point = new Uint8Array(33)
    const newsroom = new Uint8Array(8)
    const share = { newsroom, splitting: Uint8Array.of(252, 0, 0, 0), needed: 1, number: 1, point }
    fc.assert(property, {
      numRuns: 1000,
      examples: [[share, 'es', { line: 1, word: 0 }, 4, 'a', 'leave']],
    })
  })

  test('show words and lines that changed places, and lines of another share', () => {
    fc.assert(
      fc.property(shares, shares, languages, places, places, (share, other, language, a, b) => {
        const lines = toShareLines(p, share, language)
        const words = lines[a.line]!.split(' ')
        fc.pre(words[a.word] !== words[b.word] && a.line !== b.line)
        const swapped = words.with(a.word, words[b.word]!).with(b.word, words[a.word]!)
        expect(
          readShareLines(
            p,
            changed(lines, a.line, () => swapped),
          ),
        ).toMatchObject({
          line: a.line + 1,
        })
        const exchanged = lines.with(a.line, lines[b.line]!).with(b.line, lines[a.line]!)
        const first = Math.min(a.line, b.line) + 1
        expect(readShareLines(p, exchanged)).toEqual({ kind: 'wrong-line', line: first })
        const foreign = toShareLines(p, other, language)[a.line]!
        fc.pre(foreign !== lines[a.line])
        expect(readShareLines(p, lines.with(a.line, foreign))).toEqual({ kind: 'wrong-whole' })
      }),
      { numRuns: 300 },
    )
  })
})

test('a page fits one sheet and stands for itself', () => {
  const newsroomId = newsroomIdOf(p, new Uint8Array(32).fill(7))
  const share = {
    newsroom: newsroomId.slice(0, 8),
    splitting: new Uint8Array(4),
    ...{ needed: 3, number: 2, point: new Uint8Array(33).fill(9) },
  }
  for (const language of ['es', 'en'] as const) {
    const page = sharePage(p, share, { shares: 5, newsroomId, day: '2026-11-23' }, language)
    const lines = page.split('\n')
    expect(lines.length).toBeLessThan(60)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
    for (const line of fingerprintLines(newsroomId)) expect(page).toContain(line)
    expect(page).toContain('Parte 2 de 5')
    expect(page).toContain('Any 3 give it back')
  }
})
