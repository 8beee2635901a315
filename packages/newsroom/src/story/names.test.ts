import { expect, test } from 'vitest'
import { penName, sourceLabel, type PenName, type SourceLabel } from './names.ts'

test('a pen name is 1 to 80 characters that can be seen', () => {
  expect(penName('Zacate Ñ')).toBe('Zacate Ñ')
  expect(penName('z'.repeat(80))).toHaveLength(80)
})

test.each([
  ['nothing', ''],
  ['a space at the end', 'Zacate '],
  ['too long', 'z'.repeat(81)],
  ['a line break', 'Zaca\nte'],
  ['what turns the text around', 'Za\u202ecate'],
  ['what cannot be seen', 'Za\u200bcate'],
  ['half a character', 'Zacate\ud83d'],
])('%s is no pen name', (_name, text) => {
  expect(() => penName(text)).toThrow(expect.objectContaining({ code: 'name-malformed' }))
})

test('a label may be longer than a name', () => {
  expect(sourceLabel('e'.repeat(200))).toHaveLength(200)
  expect(() => sourceLabel('e'.repeat(201))).toThrow('name-malformed')
})

test('neither can be given for the other', () => {
  // Never called: it is the compiler that is tested, which reports an expected error that is none.
  const exchanged = (name: PenName, label: SourceLabel) => {
    // @ts-expect-error a source gets no invented name
    const source: SourceLabel = name
    // @ts-expect-error a description is no byline
    const byline: PenName = label
    // @ts-expect-error nor is just any text
    const text: PenName = 'Zacate'
    return [source, byline, text]
  }
  expect(exchanged).toBeInstanceOf(Function)
})
