import {
  sourceLabel,
  type PrintedBlock,
  type PrintedSpeaker,
  type Quotation,
} from '@cronista/newsroom'
import { expect, test } from 'vitest'
import { renderBody } from './blocks.ts'
import { pageBytes } from './markup.ts'

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

function html(language: 'en' | 'es', ...blocks: readonly PrintedBlock[]): string {
  return new TextDecoder().decode(pageBytes(renderBody(blocks, language)))
}

test('a quotation says who, where, when, and why there is no name', () => {
  const es = html('es', said)
  for (const part of [
    '<b>Una vecina</b>',
    'en la plaza, <time datetime="2026-02-28">28 de febrero de 2026</time>',
    'Por qué no va su nombre completo: Vive enfrente.',
  ])
    expect(es).toContain(part)
  expect(html('en', said)).toContain('Why there is no full name: She lives across the street.')
})

test('why there is no name is told once for each speaker, where they first speak', () => {
  const another = {
    ...said,
    speaker: { ...said.speaker, label: { es: sourceLabel('Un vecino'), en: sourceLabel('A man') } },
  }
  const parts = html('es', said, another, said).split('</figure>')
  expect(parts.map((part) => part.includes('Vive enfrente.'))).toEqual([true, true, false, false])
})

test('in the language it was spoken in it is the exact words; in the other, a translation with them', () => {
  expect(html('es', said)).not.toMatch(/Traducid|<details>/u)
  expect(html('en', said)).toContain(
    '<details><summary>Translated from Spanish. Exact words</summary><p lang="es">Aquí no hay agua.</p></details>',
  )
})

test('spoken in neither language, it is a translation in both, with the exact words where there are any', () => {
  const nahuatl = { ...said, spokenIn: 'nah', exactWords: 'Nican amo oncah atl.' }
  expect(html('es', nahuatl)).toContain(
    '<summary>Traducido del náhuatl. Palabras exactas</summary><p lang="nah">Nican amo oncah atl.</p>',
  )
  expect(html('en', { ...said, spokenIn: 'nah' })).toContain('<p>Translated from Nahuatl.</p>')
  expect(html('es', { ...said, spokenIn: 'xyz' })).toContain(
    'Traducido del idioma de código «xyz».',
  )
})

test('who is named in full needs no reason', () => {
  const named = { ...said, speaker: { label: said.speaker.label } }
  expect(html('es', named)).not.toContain('Por qué')
})

test('a speaker’s own estimate is printed as one; numbers of the speaker’s own life are not', () => {
  const estimate = { ...said, figures: 'own-estimate' } as const
  expect(html('es', estimate)).toContain('son un cálculo de quien habla; la redacción no las ha')
  expect(html('en', estimate)).toContain('are the speaker’s own estimate; the newsroom has not')
  for (const plain of [said, { ...said, figures: 'own-life' } as const])
    expect(html('es', plain)).not.toContain('cálculo')
})

test('a picture is its description, under a word that it was seen and is not printed, and no image', () => {
  const picture: PrintedBlock = {
    kind: 'picture',
    id: 'a',
    text: { es: [{ text: 'Una reja.' }], en: [{ text: 'A gate.' }] },
  }
  for (const [language, parts] of [
    ['es', ['Fotografía que la redacción ha visto y no publica', '<p>Una reja.</p>']],
    ['en', ['Photograph that the newsroom has seen and does not print', '<p>A gate.</p>']],
  ] as const) {
    for (const part of parts) expect(html(language, picture)).toContain(part)
    expect(html(language, picture)).not.toContain('<img')
  }
})
