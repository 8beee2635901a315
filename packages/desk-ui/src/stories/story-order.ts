import type { StorySummary } from '@cronista/desk/story-api'

/** The stories that wait for this person's approval, and the others; each as the desk orders them: the
 *  last one worked on first. */
export function byWaiting(stories: readonly StorySummary[]): {
  readonly waiting: StorySummary[]
  readonly others: StorySummary[]
} {
  return {
    waiting: stories.filter(({ waitsForMe }) => waitsForMe),
    others: stories.filter(({ waitsForMe }) => !waitsForMe),
  }
}
