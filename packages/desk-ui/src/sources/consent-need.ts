import type { IdentificationLevel } from '@cronista/desk/story-api'
import { coveredBy, languages, type Bilingual } from '@cronista/newsroom'
import type { Source } from '../api/source-api.ts'

/** Why the source has to be asked: nothing was agreed yet; it would say more than was agreed; it would be
 *  called something else; what was agreed has ended. */
export type ConsentNeed = 'expired' | 'first' | 'label' | 'raise'

/** What is to be printed of a source. */
export interface Described {
  readonly level: IdentificationLevel
  readonly label: Bilingual
}

/** Why a consent has to be recorded with this description, or `undefined` if what was agreed covers it.
 *  Without one, the desk refuses what `raise` stands for; the rest it takes, and the gate blocks.
 *  `source` is absent for a new one; `today` is `YYYY-MM-DD`. */
export function consentNeed(
  source: Pick<Source, 'agreed' | 'level'> | undefined,
  { level, label }: Described,
  today: string,
): ConsentNeed | undefined {
  if (level === 'nothing') return undefined
  if (source === undefined) return 'first'
  const { agreed } = source
  if (agreed === undefined) return coveredBy(source.level, level) ? 'first' : 'raise'
  if (!coveredBy(agreed.level, level)) return 'raise'
  if (agreed.consent.until !== undefined && agreed.consent.until < today) return 'expired'
  const isCalledSo = languages.every((language) => label[language] === agreed.label[language])
  return agreed.level === level && !isCalledSo ? 'label' : undefined
}
