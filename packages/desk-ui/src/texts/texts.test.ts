import { deskProblemCodes, deskWarningCodes } from '@cronista/desk/api'
import { describe, expect, it } from 'vitest'
import { languages, preferredLanguage, texts } from './index.ts'

/** Every sentence of a catalogue with its path; those with numbers are spoken with samples. */
function sentencesOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') {
    return [[path, String((value as (...samples: unknown[]) => unknown)(2, 15, 7))]]
  }
  return Object.entries(value as object).flatMap(([name, inner]) =>
    sentencesOf(inner, `${path}.${name}`),
  )
}

const PROMISES = /anonym|anónim|\bsafe|\bsecure|segur[oa]s?\b|\bAI\b/iu

describe.each(languages)('the catalogue in %s', (language) => {
  const sentences = sentencesOf(texts[language])

  it('says something everywhere', () => {
    for (const [path, sentence] of sentences) {
      expect(sentence.trim(), path).not.toBe('')
      expect(sentence, path).not.toMatch(/undefined|\[object|NaN/)
    }
  })

  it('promises nobody that they cannot be found', () => {
    for (const [path, sentence] of sentences) expect(sentence, path).not.toMatch(PROMISES)
  })

  it('has a sentence of its own for each problem and each warning of the desk', () => {
    for (const code of deskProblemCodes) expect(texts[language].failures[code]).toMatch(/\.$/)
    for (const code of deskWarningCodes) expect(texts[language].warnings[code]).toMatch(/\.$/)
    const failures = Object.values(texts[language].failures)
    expect(new Set(failures).size).toBe(failures.length)
  })

  it('inflects what it counts', () => {
    const { inbox, replyBox } = texts[language]
    expect(inbox.repliesWaiting(1)).not.toBe(inbox.repliesWaiting(2).replace('2', '1'))
    expect(replyBox.records(1, 15)).not.toBe(replyBox.records(2, 15).replace('2', '1'))
  })
})

describe('the two catalogues', () => {
  it('say different things, name for name', () => {
    const es = new Map(sentencesOf(texts.es))
    const same = sentencesOf(texts.en).filter(([path, sentence]) => es.get(path) === sentence)
    expect(same.map(([path]) => path)).toEqual([
      '.languageNames.es',
      '.languageNames.en',
      '.replyBox.shortcut',
    ])
  })
})

describe('the first language', () => {
  it.each([
    [['es-MX', 'en'], 'es'],
    [['en-GB', 'es'], 'en'],
    [['fr-FR', 'en-US'], 'en'],
    [['nah'], 'es'],
    [[], 'es'],
  ])('for a browser that asks for %j is %s', (asked, language) => {
    expect(preferredLanguage(asked)).toBe(language)
  })
})
