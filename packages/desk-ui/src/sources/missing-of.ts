import type { Source } from '../api/source-api.ts'
import { isUnnamed } from './source-typed.ts'

/** Something that has to be on record before a story with the source can be published. */
export type MissingRecord = 'consent' | 'deskReason' | 'hiddenFrom' | 'unnamedBecause'

/** Everything that is missing of a source that is to be printed. */
export function missingOf(
  source: Pick<Source, 'deskReason' | 'hiddenFrom' | 'level' | 'needsConsent' | 'unnamedBecause'>,
): MissingRecord[] {
  const missing: MissingRecord[] = source.needsConsent ? ['consent'] : []
  if (!isUnnamed(source.level)) return missing
  const reasons = ['unnamedBecause', 'deskReason', 'hiddenFrom'] as const
  return [...missing, ...reasons.filter((reason) => source[reason] === undefined)]
}
