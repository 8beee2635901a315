import { deskWarningCodes } from '@cronista/desk/api'
import type { Texts } from '../texts/index.ts'

/** What a code of the site's says, as a sentence; a code that this page does not know has one, too. */
export function sentenceOf(code: string, texts: Texts): string {
  const known = deskWarningCodes.find((one) => one === code)
  return known === undefined ? texts.site.unknownWarning : texts.warnings[known]
}
