// A story as the demonstration's editors type it in: what their desk's page would make of the keyboard.
import type { ProtectionKindName } from '@cronista/desk/story-api'
import type { Bilingual, Language, PlainDate } from '@cronista/newsroom'

/** Somebody quoted, and what was agreed with them. */
export interface SeedSource {
  readonly level: 'description' | 'first-name' | 'full'
  readonly label: Bilingual
  /** What was agreed, in the source's words, and when. */
  readonly consent: { readonly words: string; readonly agreedOn: PlainDate }
  /** Why readers are not told the full name. */
  readonly unnamedBecause?: Bilingual
  /** Why they are not, for the desk alone. */
  readonly deskReason?: string
  readonly hiddenFrom?: string
  /** What must not get out. */
  readonly protections?: readonly SeedProtection[]
}

/** A text that must not get out. */
export interface SeedProtection {
  readonly kind: ProtectionKindName
  readonly text: string
}

/** Who says a quotation: one of the story's sources, by its key, or somebody who spoke in public. */
export type SeedSpeaker =
  | { readonly kind: 'public'; readonly label: Bilingual }
  | { readonly kind: 'source'; readonly source: string }

/** A segment in both languages. */
export type SeedSegment =
  | { readonly kind: 'heading' | 'paragraph' | 'picture'; readonly text: Bilingual }
  | {
      readonly kind: 'quotation'
      readonly text: Bilingual
      readonly speaker: SeedSpeaker
      readonly saidOn: PlainDate
      readonly where: Bilingual
      readonly spokenIn: string
      /** What the numbers in it are, if it has any. */
      readonly figures?: 'own-estimate' | 'own-life'
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

/** A story that a contributor writes in, and that goes the whole way from there. */
export interface SeedJourney {
  readonly story: SeedStory
  /** What the contributor and the newsroom write to each other in. */
  readonly language: Language
  /** Stands above the story in the contributor's letter. */
  readonly before: string
  /** What an editor writes back. */
  readonly answer: string
  /** What the contributor answers to that. */
  readonly after: string
  /** What the draft says at first instead, and the gate must find: each as it stands wrong. */
  readonly slips: {
    readonly slug: Partial<Bilingual>
    readonly picture: Partial<Bilingual>
  }
}

/** A paragraph in both languages. */
export function paragraph(es: string, en: string): SeedSegment {
  return { kind: 'paragraph', text: { es, en } }
}

/** A heading in both languages. */
export function heading(es: string, en: string): SeedSegment {
  return { kind: 'heading', text: { es, en } }
}

/** A picture that the newsroom has seen and does not print: what it shows, in both languages. */
export function picture(es: string, en: string): SeedSegment {
  return { kind: 'picture', text: { es, en } }
}
