import { describe, expect, test } from 'vitest'
import { texts, type Catalogue } from './index.ts'

/** Every sentence of a catalogue; those with a gap are filled with 2. */
function sentences(catalogue: Catalogue): readonly string[] {
  return Object.values(catalogue as unknown as Record<string, unknown>).flatMap((text) => {
    if (typeof text === 'function') return [(text as (...gaps: number[]) => string)(2, 2, 2)]
    return ([text] as unknown[]).flat(3).map(String)
  })
}

describe.each(['es', 'en'] as const)('the texts in %s', (language) => {
  test('are all there', () => {
    for (const sentence of sentences(texts[language])) expect(sentence.trim()).not.toBe('')
  })

  test('promise nothing that cannot be kept', () => {
    const promises =
      /an[oó]nim|anonym|segur[oa]|\bsafe|secur|protegid|protected|privad[oa]s?\b|imposible|impossible/iu
    for (const sentence of sentences(texts[language])) expect(sentence).not.toMatch(promises)
  })

  test('contain no link and no markup', () => {
    for (const sentence of sentences(texts[language])) expect(sentence).not.toMatch(/https?:|<|>/u)
  })
})

test('both languages name the same adversaries', () => {
  expect(texts.es.watchers.length).toBe(texts.en.watchers.length)
  expect(texts.es.wordsAdvice.length).toBe(texts.en.wordsAdvice.length)
})

test('Spanish says usted', () => {
  for (const sentence of sentences(texts.es))
    expect(sentence).not.toMatch(/\b(?:tú|ti|tu|tus|escribes|puedes|tienes|vosotros)\b/iu)
})
