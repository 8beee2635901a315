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

describe.each(['es', 'en'] as const)('while nothing can leave, the texts in %s', (language) => {
  const says = texts[language]
  const { newsroomWaiting, newsroomRefused, newsroomStale, newsroomClock, newsroomNoLine } = says
  const notices = [
    ...[newsroomWaiting, newsroomRefused, newsroomStale, newsroomClock, newsroomNoLine],
    ...[says.held, says.workerSilent],
  ]

  test('never ask anybody to stay, to wait or to change a setting', () => {
    const asks =
      /no cierre|espere|revise|ajust|configur|quédese|do not close|don’t close|\bwait here|stay|check|setting/iu
    for (const sentence of notices)
      expect(sentence.replace(/have not been checked/u, '')).not.toMatch(asks)
  })

  test('say that nothing leaves and that one can come another day', () => {
    for (const sentence of notices) expect(sentence).toMatch(/nada|nothing/iu)
    for (const sentence of notices) expect(sentence).toMatch(/otro día|another day/u)
  })
})

test('nothing is said to be erased, and no reception promised to who comes back', () => {
  for (const { leaveHint, mayGo } of [texts.es, texts.en]) {
    expect(leaveHint).not.toMatch(/borra todo|erases everything/u)
    expect(mayGo).toMatch(/sólo una respuesta|only a reply/u)
  }
})

test('what this page has sent is not said to have arrived', () => {
  for (const { left, mayGo } of [texts.es, texts.en]) {
    expect(left).toMatch(/^Esta página ya lo mandó\.|^This page has sent it\./u)
    expect(mayGo).toMatch(/pudo no llegar|may not have arrived/u)
  }
})

test('what attracts attention is said with what helps', () => {
  expect(texts.es.watchers[0]?.[1]).toMatch(/leer también otros días.*visitas cortas/u)
  expect(texts.en.watchers[0]?.[1]).toMatch(/read on other days too.*short visits/u)
})

test('both languages name the same adversaries', () => {
  expect(texts.es.watchers.length).toBe(texts.en.watchers.length)
  expect(texts.es.wordsAdvice.length).toBe(texts.en.wordsAdvice.length)
})

test('Spanish says usted', () => {
  for (const sentence of sentences(texts.es))
    expect(sentence).not.toMatch(/\b(?:tú|ti|tu|tus|escribes|puedes|tienes|vosotros)\b/iu)
})
