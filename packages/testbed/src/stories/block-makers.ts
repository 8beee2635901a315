import type { Block, PlainDate, Quotation } from '@cronista/press'

/** A paragraph without emphasis. */
export function paragraph(text: string): Block {
  return { kind: 'paragraph', spans: [{ text }] }
}

/** A heading inside a story. */
export function heading(text: string): Block {
  return { kind: 'heading', text }
}

/** A quotation in the English text whose original words are Spanish. */
export function spokenInSpanish(quotation: {
  readonly words: string
  readonly speaker: string
  readonly saidOn: PlainDate
  readonly where: string
}): Quotation {
  return {
    ...quotation,
    kind: 'quotation',
    words: [{ text: quotation.words }],
    translatedFrom: 'es',
  }
}
