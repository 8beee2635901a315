import { sourceLabel, type PrintedSpeaker, type Quotation } from '@cronista/newsroom'
import { expect, test } from 'vitest'
import { renderBlock } from './blocks.ts'
import { markup, pageBytes } from './markup.ts'

const said: Quotation<PrintedSpeaker> = {
  kind: 'quotation',
  id: 'a',
  text: { es: [{ text: 'Aquí no hay agua.' }], en: [{ text: 'There is no water here.' }] },
  speaker: {
    label: { es: sourceLabel('Una vecina'), en: sourceLabel('A neighbor') },
    unnamedBecause: { es: 'Vive enfrente.', en: 'She lives across the street.' },
  },
  saidOn: '2026-02-28',
  where: { es: 'en la plaza', en: 'in the square' },
  spokenIn: 'es',
}

function html(quotation: Quotation<PrintedSpeaker>, language: 'en' | 'es'): string {
  return new TextDecoder().decode(pageBytes(markup`${renderBlock(quotation, language)}`))
}

test('a quotation says who, where, when, and why there is no name', () => {
  const es = html(said, 'es')
  for (const part of [
    '<b>Una vecina</b>',
    'en la plaza, <time datetime="2026-02-28">28 de febrero de 2026</time>',
    'Por qué no va su nombre completo: Vive enfrente.',
  ])
    expect(es).toContain(part)
  expect(html(said, 'en')).toContain('Why there is no full name: She lives across the street.')
})

test('in the language it was spoken in it is the exact words; in the other, a translation with them', () => {
  expect(html(said, 'es')).not.toMatch(/Traducid|<details>/u)
  expect(html(said, 'en')).toContain(
    '<details><summary>Translated from Spanish. Exact words</summary><p lang="es">Aquí no hay agua.</p></details>',
  )
})

test('spoken in neither language, it is a translation in both, with the exact words where there are any', () => {
  const nahuatl = { ...said, spokenIn: 'nah', exactWords: 'Nican amo oncah atl.' }
  expect(html(nahuatl, 'es')).toContain(
    '<summary>Traducido del náhuatl. Palabras exactas</summary><p lang="nah">Nican amo oncah atl.</p>',
  )
  expect(html({ ...said, spokenIn: 'nah' }, 'en')).toContain('<p>Translated from Nahuatl.</p>')
  expect(html({ ...said, spokenIn: 'xyz' }, 'es')).toContain(
    'Traducido del idioma de código «xyz».',
  )
})

test('who is named in full needs no reason', () => {
  const named = { ...said, speaker: { label: said.speaker.label } }
  expect(html(named, 'es')).not.toContain('Por qué')
})
