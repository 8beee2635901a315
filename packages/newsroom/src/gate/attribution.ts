// Words with which a sentence says that a number is somebody's and not its own. A short list on purpose: what
// is not in it blocks, and an editor writes one of them. Words that have another meaning (cuenta, claim) and
// sentences in which nobody in particular says it (se calcula, an estimated) are not in it.
import type { Language } from '../story/language.ts'

const words: Readonly<Record<Language, RegExp>> = {
  es: oneOf(
    'según',
    'de acuerdo (?:con|a)',
    'a decir de',
    'a su (?:entender|juicio|parecer)',
    'en su opinión',
    '(?<!se )(?:calcula|estima|considera|piensa|asegura|afirma)n?',
    '(?<!se )(?:calcul|estim|consider|pens|asegur|afirm)(?:ó|aron)',
    '(?<!se )(?:sostienen?|creen?)',
    '(?<!se )(?:dicen?|dijo|dijeron) que',
    '(?<=, )(?:dicen?|dijo|dijeron)',
  ),
  en: oneOf(
    'according to',
    '(?:estimates|reckons?|reckoned|believes?|thinks|says)',
    '(?<!(?:an|are|be|been|is|was|were) )(?:estimated|said)',
    'puts? (?:it|the (?:figure|number|share)) at',
    'in (?:her|his|their) (?:estimate|estimation|opinion|view)',
    'by (?:her|his|their) (?:count|estimate|reckoning)',
  ),
}

function oneOf(...phrases: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${phrases.join('|')})(?!\\p{L})`, 'iu')
}

/** Whether the sentence says whose words it repeats. */
export function isAttributed(sentence: string, language: Language): boolean {
  return words[language].test(sentence.normalize('NFC'))
}
