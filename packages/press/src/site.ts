import type { Language, Schedule } from '@cronista/protocol'
import type { Asset } from './assets.ts'
import type { Story } from './story.ts'

/** Who publishes. */
export interface Newsroom {
  /** 64 lower-case hexadecimal digits (§2 of docs/protocol.md). */
  readonly id: string
  readonly name: string
  readonly motto: Readonly<Record<Language, string>>
}

/** All that every page of one edition of the site shares. */
export interface Site {
  readonly newsroom: Newsroom
  readonly schedule: Schedule
  /** Newest first. */
  readonly stories: readonly Story[]
  readonly stylesheet: Asset
  readonly script: Asset
  readonly icon: Asset
}

/** The address of a story in one language. */
export function storyPath(story: Story, language: Language): string {
  return `/${language}/${story.text[language].slug}/`
}
