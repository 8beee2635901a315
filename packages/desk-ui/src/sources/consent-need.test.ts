import { describe, expect, it } from 'vitest'
import type { IdentificationLevel } from '@cronista/desk/story-api'
import { consentNeed } from './consent-need.ts'

const TODAY = '2026-11-22'
const label = { es: 'una maestra', en: 'a teacher' }
const consent = {
  words: 'Maestra.',
  agreedOn: '2026-11-01',
  askedBy: 'a'.repeat(32),
  askedByName: 'Inés',
  recordedBy: 'Inés',
  recordedAtMillis: 0,
} as const

function agreedTo(level: IdentificationLevel, until?: `${number}-${number}-${number}`) {
  return { level, agreed: { level, label, consent: until ? { ...consent, until } : consent } }
}

describe('a source has to be asked', () => {
  it.each([
    ['first', undefined, 'description', label],
    ['first', { level: 'description' }, 'description', label],
    ['raise', { level: 'description' }, 'first-name', label],
    ['raise', agreedTo('description'), 'full', label],
    ['raise', agreedTo('full'), 'alias', label],
    ['label', agreedTo('description'), 'description', { ...label, en: 'the teacher' }],
    ['expired', agreedTo('description', '2026-11-21'), 'description', label],
  ] as const)('because of %s', (need, source, level, called) => {
    expect(consentNeed(source, { level, label: called }, TODAY)).toBe(need)
  })
})

describe('nobody has to be asked', () => {
  it.each([
    ['for nothing', undefined, 'nothing'],
    ['for less', agreedTo('full'), 'description'],
    ['for the same', agreedTo('first-name'), 'first-name'],
    ['on the last day', agreedTo('description', TODAY), 'description'],
  ] as const)('%s', (_, source, level) => {
    expect(consentNeed(source, { level, label }, TODAY)).toBeUndefined()
  })
})
