import { languages, type Bilingual, type Language } from '../story/language.ts'
import type { StoryFault } from './story-fault.ts'

/** Takes a fault that was found; `null` stands in place of what is missing. */
export type Report = (fault: StoryFault) => null

/** What `map` makes of the trimmed text in each language, or `null` if it makes nothing of one. */
export function mappedTexts<Text>(
  typed: Bilingual,
  map: (text: string, language: Language) => Text | null,
): Bilingual<Text> | null {
  const [es, en] = [map(typed.es.trim(), 'es'), map(typed.en.trim(), 'en')]
  return es === null || en === null ? null : { es, en }
}

/** The text, if it is there in both languages and no longer than `most`; the faults name a language
 *  only if the other is right. */
export function completeText(typed: Bilingual, most: number, report: Report): Bilingual | null {
  if (isBlank(typed)) return report({ code: 'field-empty' })
  return mappedTexts(typed, (text, language) => {
    if (text !== '' && text.length <= most) return text
    return report({ code: text === '' ? 'field-empty' : 'text-too-long', language })
  })
}

/** Whether nothing is there in either language. */
export function isBlank(typed: Bilingual): boolean {
  return languages.every((language) => typed[language].trim() === '')
}
