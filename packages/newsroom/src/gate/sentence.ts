import type { Figure } from '@cronista/guard'
import type { Language } from '../story/language.ts'

const sentences = {
  es: new Intl.Segmenter('es', { granularity: 'sentence' }),
  en: new Intl.Segmenter('en', { granularity: 'sentence' }),
}

/** What may stand between a number and what it counts. */
const joining = new Set(['de', 'del', 'el', 'la', 'las', 'lo', 'los', 'of', 'our', 'the', 'those'])

/** The sentence in which the figure is written. */
export function sentenceOf(text: string, { offset }: Figure, language: Language): string {
  return sentences[language].segment(text).containing(offset)?.segment ?? text
}

/** What the figure counts: the word after it in its sentence, in lower case, or `undefined`. */
export function countedBy(text: string, figure: Figure, language: Language): string | undefined {
  const sentence = sentences[language].segment(text).containing(figure.offset)
  if (sentence === undefined) return undefined
  const end = figure.offset + figure.length
  const after = text.slice(end, sentence.index + sentence.segment.length).normalize('NFC')
  const following = (after.match(/\p{L}+/gu) ?? []).map((word) => word.toLowerCase())
  return following.find((word) => !joining.has(word))
}
