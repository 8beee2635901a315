import { wordList, type Language } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { alphabet, narrow, plainLetters } from './letter-pad.ts'

const languages: readonly Language[] = ['es', 'en']

describe.each(languages)('the letter pad in %s', (language) => {
  test('leads to every word of the list in at most three letters', () => {
    for (const [index, word] of wordList(language).entries()) {
      const letters = plainLetters(word)
      let typed = ''
      while (narrow(language, typed).candidates === undefined)
        typed = letters.slice(0, typed.length + 1)
      expect(typed.length).toBeLessThanOrEqual(3)
      expect(narrow(language, typed).candidates).toContainEqual({ index, word })
    }
  })

  test('has a key for every letter of every word', () => {
    const keys = new Set(alphabet(language))
    const letters = new Set(wordList(language).flatMap((word) => Array.from(plainLetters(word))))
    expect([...letters].filter((letter) => !keys.has(letter))).toEqual([])
  })

  test('lets only those letters act that lead to a word', () => {
    for (const typed of ['', 'a', 'ca', 'pro', 'ma'])
      for (const letter of alphabet(language))
        expect(narrow(language, typed).letters.has(letter)).toBe(
          narrow(language, typed + letter).count > 0,
        )
  })
})

test('accents are not asked for, but ñ is a letter', () => {
  expect(plainLetters('ábaco')).toBe('abaco')
  expect(plainLetters('bebé')).toBe('bebe')
  expect(plainLetters('araña')).toBe('araña')
  expect(plainLetters('pingüino')).toBe('pinguino')
})
