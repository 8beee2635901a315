import { languages, type Language } from '@cronista/newsroom'
import { expect, test } from 'vitest'
import { letterOf } from './letter-of.ts'
import { milkThatPaysJourney } from './milk-that-pays-journey.ts'
import { milkThatPays } from './milk-that-pays.ts'
import type { SeedSegment } from './seed-story.ts'

const { fields, segments, sources } = milkThatPays

const said: unknown = expect.stringMatching(/./)
const quotations = segments.filter((segment) => segment.kind === 'quotation')

/** What readers read of a segment, who speaks and where included. */
function printedOf(segment: SeedSegment, language: Language): string {
  const text = segment.text[language]
  if (segment.kind !== 'quotation') return text
  const { speaker, where } = segment
  const label = speaker.kind === 'source' ? sources[speaker.source]?.label : speaker.label
  return `${text} ${label?.[language] ?? ''} ${where[language]}`
}

function words(texts: readonly string[]): number {
  return texts.join(' ').match(/[\p{L}\p{N}][\p{L}\p{N}’'.,:-]*/gu)?.length ?? 0
}

test.each(languages)('the third story has 700 to 1,000 words (%s)', (language) => {
  const body = words(segments.map(({ text }) => text[language]))
  const { slug, ...printed } = fields
  const around = Object.values(printed).map((text) => text[language])
  const reasons = Object.values(sources).map(
    ({ unnamedBecause }) => unnamedBecause?.[language] ?? '',
  )
  const all = words([...around, ...reasons, ...segments.map((one) => printedOf(one, language))])
  expect(slug[language]).not.toBe('')
  expect(body).toBeGreaterThanOrEqual(700)
  expect(all).toBeLessThanOrEqual(1_000)
})

test('its sources are one of each kind, each with a consent, and reasons where one is not fully named', () => {
  const levels = Object.values(sources).map(({ level }) => level)
  expect(levels.toSorted()).toEqual(['description', 'first-name', 'full'])
  for (const source of Object.values(sources)) {
    expect(source.consent.agreedOn).toMatch(/^2026-/)
    if (source.level === 'full') continue
    expect(source).toMatchObject({ deskReason: said, hiddenFrom: said })
    expect(source.unnamedBecause).toMatchObject({ es: said, en: said })
    expect(source.protections?.length).toBeGreaterThan(0)
  }
})

test('four people are quoted from broadcasts and speeches, each with the outlet and a day of their own', () => {
  const spoken = quotations.filter(({ speaker }) => speaker.kind === 'public')
  expect(new Set(spoken.map(({ saidOn }) => saidOn)).size).toBe(4)
  expect(spoken.every(({ where }) => languages.every((language) => where[language] !== ''))).toBe(
    true,
  )
})

test('an estimate in per cent is marked as the speaker’s own, and attributed where it stands again', () => {
  expect(quotations.filter(({ figures }) => figures === 'own-estimate')).toHaveLength(1)
  const again = segments.filter(
    ({ kind, text }) => kind === 'paragraph' && /60 (?:por ciento|percent)/.test(text.es + text.en),
  )
  expect(again.map(({ text }) => text)).toMatchObject([
    { es: expect.stringMatching(/calcula/), en: expect.stringMatching(/reckons/) },
  ])
})

test('it names the organisations designated on 20 February 2025 as the list does, with the day, and no other', () => {
  const names = [
    'Tren de Aragua',
    'Mara Salvatrucha',
    'Cártel de Sinaloa',
    'Cártel de Jalisco Nueva Generación',
    'Cárteles Unidos',
    'Cártel del Noreste',
    'Cártel del Golfo',
    'La Nueva Familia Michoacana',
  ]
  const { text } = segments.find(({ text: { es } }) => es.includes('FTO')) ?? { text: fields.place }
  expect(text.es).toContain('20 de febrero de 2025')
  expect(text.en).toContain('February 20, 2025')
  for (const language of languages) {
    const list = /: (?<list>Tren de Aragua, .*?)\./.exec(text[language])?.groups?.['list'] ?? ''
    expect(list.split(/, | y | and /)).toEqual(names)
  }
})

test('it is the second part of a series, says why there are pen names, and shows one picture', () => {
  expect(milkThatPays.series?.part).toBe(2)
  expect(fields.editorsNote).toMatchObject({
    es: expect.stringMatching(/seudónimo/),
    en: expect.stringMatching(/pen name/),
  })
  expect(segments.filter(({ kind }) => kind === 'picture')).toHaveLength(1)
})

test('its contributor sends all of it, and tells the desk alone what must not be printed', () => {
  const letter = letterOf(milkThatPaysJourney)
  for (const { text } of segments) expect(letter).toContain(text.es)
  const { before, slips } = milkThatPaysJourney
  const employer =
    sources['trucker']?.protections?.find(({ kind }) => kind === 'employer')?.text ?? ''
  expect(before).toContain(employer)
  expect(slips.picture.en).toContain(employer)
})
