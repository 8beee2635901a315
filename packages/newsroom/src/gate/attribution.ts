// Words with which a story says that a number is somebody's and not its own. A short list on purpose:
// what is not in it blocks, and an editor writes one of them.
import type { Language } from '../story/language.ts'

const words: Readonly<Record<Language, RegExp>> = {
  es: /(?<!\p{L})(?:según|de acuerdo con|a decir de|a su juicio|calcul(?:a|an|ó|aron|aba)|cálculos?|estim(?:a|an|ó|aron|aba)|estimación|estimaciones|dice|dicen|dijo|dijeron|decía|cuenta(?! con)|cuentan(?! con)|contó|contaron|afirm(?:a|an|ó|aron)|asegur(?:a|an|ó|aron)|sostiene|sostienen|sostuvo|señal(?:a|an|ó|aron)|explic(?:a|an|ó|aron)|relat(?:a|an|ó|aron)|cree|creen)(?!\p{L})/iu,
  en: /(?<!\p{L})(?:according to|say|says|said|estimate|estimates|estimated|reckon|reckons|reckoned|believes?|believed|claims?|claimed|tells|told|calculates?|calculated|explains?|explained|by (?:his|her|their) count)(?!\p{L})/iu,
}

/** Whether the text says whose words it repeats. */
export function isAttributed(text: string, language: Language): boolean {
  return words[language].test(text.normalize('NFC'))
}
