// A source's description as it is being typed, and what of it is missing.
import type { IdentificationLevel } from '@cronista/desk/story-api'
import { languages, type Bilingual, type Language } from '@cronista/newsroom'
import type { Source, SourceAsked } from '../api/source-api.ts'
import {
  consentAsked,
  consentLack,
  emptyConsent,
  type ConsentLack,
  type ConsentTyped,
} from './consent-form.ts'
import type { ConsentNeed } from './consent-need.ts'

/** What stands in the form; '' where nothing is. */
export interface SourceTyped {
  readonly level: IdentificationLevel
  readonly label: Bilingual
  readonly unnamedBecause: Bilingual
  readonly deskReason: string
  readonly hiddenFrom: string
  readonly consent: ConsentTyped
}

/** The form as it opens. */
export function sourceTyped(source: Source | undefined, today: string): SourceTyped {
  return {
    level: source?.level ?? 'description',
    label: source?.label ?? { es: '', en: '' },
    unnamedBecause: source?.unnamedBecause ?? { es: '', en: '' },
    deskReason: source?.deskReason ?? '',
    hiddenFrom: source?.hiddenFrom ?? '',
    consent: emptyConsent(today),
  }
}

/** Whether readers are not told the full name of somebody they hear of. */
export function isUnnamed(level: IdentificationLevel): boolean {
  return level !== 'full' && level !== 'nothing'
}

/** One thing that keeps the form from being saved; languages are missing only in what has two. */
export type SourceLack =
  | { readonly field: ConsentLack }
  | { readonly field: 'label' | 'unnamedBecause'; readonly language: Language }

/** Everything that keeps the form from being saved, in the form's order. To say less is always possible:
 *  reasons may be missing then, and the gate asks for them before anything is published. */
export function sourceLacks(typed: SourceTyped, need: ConsentNeed | undefined): SourceLack[] {
  const { label, unnamedBecause, consent } = typed
  const lacks: SourceLack[] = languages
    .filter((language) => label[language].trim() === '')
    .map((language) => ({ field: 'label', language }))
  const lack = need === 'raise' || isBegun(consent) ? consentLack(consent) : undefined
  if (lack !== undefined) lacks.push({ field: lack })
  const blank = languages.filter((language) => unnamedBecause[language].trim() === '')
  if (isUnnamed(typed.level) && blank.length === 1)
    lacks.push(...blank.map((language) => ({ field: 'unnamedBecause', language }) as const))
  return lacks
}

function isBegun({ words, until }: ConsentTyped): boolean {
  return words.trim() !== '' || until !== ''
}

/** What the desk is asked for. */
export function sourceAsked(typed: SourceTyped): SourceAsked {
  const { level, consent } = typed
  const unnamedBecause = trimmed(typed.unnamedBecause)
  const [deskReason, hiddenFrom] = [typed.deskReason.trim(), typed.hiddenFrom.trim()]
  const agreed = consentAsked(consent)
  const hasReason = isUnnamed(level) && unnamedBecause.es !== ''
  return {
    level,
    label: trimmed(typed.label),
    ...(hasReason ? { unnamedBecause } : {}),
    ...(isUnnamed(level) && deskReason !== '' ? { deskReason } : {}),
    ...(isUnnamed(level) && hiddenFrom !== '' ? { hiddenFrom } : {}),
    ...(agreed === undefined ? {} : { consent: agreed }),
  }
}

function trimmed({ es, en }: Bilingual): Bilingual {
  return { es: es.trim(), en: en.trim() }
}
