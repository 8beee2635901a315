import { describe, expect, it } from 'vitest'
import { sourceAsked, sourceLacks, sourceTyped } from './source-typed.ts'

const TODAY = '2026-11-22'
const label = { es: ' una maestra ', en: 'a teacher' }
const typed = { ...sourceTyped(undefined, TODAY), label }

describe('what is typed of a source', () => {
  it('lacks each language of its label, and the other language of a reason', () => {
    const halves = { label: { es: 'x', en: ' ' }, unnamedBecause: { es: '', en: 'Because.' } }
    expect(sourceLacks({ ...typed, ...halves }, 'first')).toEqual([
      { field: 'label', language: 'en' },
      { field: 'unnamedBecause', language: 'es' },
    ])
  })

  it('lacks a consent only if it says more, or if one was begun', () => {
    expect(sourceLacks(typed, 'first')).toEqual([])
    expect(sourceLacks(typed, 'raise')).toEqual([{ field: 'words' }])
    const begun = { ...typed.consent, words: 'Sí.', agreedOn: '2026-02-30' }
    expect(sourceLacks({ ...typed, consent: begun }, 'first')).toEqual([{ field: 'agreedOn' }])
    const ended = { ...typed.consent, words: 'Sí.', until: '2026-11-21' }
    expect(sourceLacks({ ...typed, consent: ended }, undefined)).toEqual([{ field: 'until' }])
  })

  it('asks for nothing that was not written, and for no reasons of who is fully named', () => {
    expect(sourceAsked(typed)).toEqual({
      level: 'description',
      label: { es: 'una maestra', en: 'a teacher' },
    })
    const reasons = { unnamedBecause: label, deskReason: 'x', hiddenFrom: 'y' }
    const consent = { ...typed.consent, words: ' Sí. ' }
    expect(sourceAsked({ ...typed, ...reasons, consent, level: 'full' })).toEqual({
      level: 'full',
      label: { es: 'una maestra', en: 'a teacher' },
      consent: { words: 'Sí.', agreedOn: TODAY },
    })
  })
})
