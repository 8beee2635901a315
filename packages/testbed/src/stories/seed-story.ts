// A story as the demonstration's editors type it in: what their desk's page would make of the keyboard.
import type { Bilingual, Language, PlainDate } from '@cronista/newsroom'

/** Somebody quoted, and what was agreed with them. */
export interface SeedSource {
  readonly level: 'description' | 'first-name' | 'full'
  readonly label: Bilingual
  readonly unnamedBecause?: Bilingual
}

/** Who says a quotation: one of the story's sources, by its key, or somebody who spoke in public. */
export type SeedSpeaker =
  | { readonly kind: 'public'; readonly label: Bilingual }
  | { readonly kind: 'source'; readonly source: string }

/** A segment in both languages. */
export type SeedSegment =
  | { readonly kind: 'heading' | 'paragraph'; readonly text: Bilingual }
  | {
      readonly kind: 'quotation'
      readonly text: Bilingual
      readonly speaker: SeedSpeaker
      readonly saidOn: PlainDate
      readonly where: Bilingual
      readonly spokenIn: string
    }

/** A story that is typed, translated, approved and published when a demonstration is founded. */
export interface SeedStory {
  readonly original: Language
  readonly penName: string
  readonly series?: { readonly title: Bilingual; readonly slug: Bilingual; readonly part: number }
  readonly sources: Readonly<Record<string, SeedSource>>
  readonly fields: Readonly<
    Record<
      'editorsNote' | 'headline' | 'kicker' | 'place' | 'slug' | 'sourcing' | 'summary',
      Bilingual
    >
  >
  readonly segments: readonly SeedSegment[]
}

/** A paragraph in both languages. */
export function paragraph(es: string, en: string): SeedSegment {
  return { kind: 'paragraph', text: { es, en } }
}

/** A heading in both languages. */
export function heading(es: string, en: string): SeedSegment {
  return { kind: 'heading', text: { es, en } }
}
