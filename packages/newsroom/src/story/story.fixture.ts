import type { Bilingual } from './language.ts'
import { penName, sourceLabel } from './names.ts'
import type { PlainDate } from './plain-date.ts'
import type { PrintableStory, PrintedCorrection } from './printable-story.ts'

/** The id of the story that tests write about. */
export const STORY = '5a'.repeat(16)

/** The same text, marked with its language. */
export function inBoth(text: string): Bilingual {
  return { es: `${text} es`, en: `${text} en` }
}

/** A complete story that says `say` in each language. */
export function storySaying(say: Bilingual, others: Partial<PrintableStory> = {}): PrintableStory {
  return {
    version: 1,
    id: STORY,
    original: 'es',
    penName: { name: penName('Zacate'), slug: 'zacate' },
    slug: { es: 'la-mina', en: 'the-mine' },
    kicker: inBoth('Minas'),
    headline: inBoth('La mina'),
    summary: inBoth('Un resumen'),
    place: inBoth('Sonora'),
    blocks: [
      { kind: 'paragraph', id: 's1', text: { es: [{ text: say.es }], en: [{ text: say.en }] } },
      {
        kind: 'quotation',
        id: 's2',
        text: { es: [{ text: 'No hay agua' }], en: [{ text: 'There is no water' }] },
        speaker: {
          label: { es: sourceLabel('Un empresario'), en: sourceLabel('A businessman') },
          unnamedBecause: inBoth('Teme'),
        },
        saidOn: '2026-03-01',
        where: inBoth('Radio'),
        spokenIn: 'es',
      },
    ],
    sourcing: inBoth('Dos fuentes'),
    corrections: [],
    ...others,
  }
}

/** What readers are told of a change. */
export function correction(text: string, madeOn: PlainDate = '2026-04-01'): PrintedCorrection {
  return { madeOn, text: inBoth(text) }
}
